import type { aftercare } from '@kontor/contracts/aftercare';
import type { z } from 'zod';
import { prisma } from './journal.ts';
import { placeOf } from './places.ts';

type Listed = z.output<typeof aftercare.returns.output>;

const LIST = `select o.id as "orderId", r->>'id' as id, r->>'number' as number, r->>'kind' as kind, r->>'phase' as phase, r->>'reason' as reason, r->>'askedAt' as "askedAt",
    (select sum((l->>'quantity')::int)::int from jsonb_array_elements(r->'lines') as l) as pieces
  from orders o, jsonb_array_elements(o.returns) as r
  where o.returns <> '[]' and r->>'phase' = $1 and ($2::text is null or (r->>'askedAt', r->>'id') > ($2::text, $3::text))
  order by r->>'askedAt', r->>'id' limit $4`;

/** Returns in one phase, oldest first, read by key. */
export async function listReturns({ phase, after, limit }: z.output<typeof aftercare.returns.input>): Promise<Listed> {
  const [at, id] = after ? placeOf(after) : [];
  const found = await prisma.$queryRawUnsafe<Listed['items']>(LIST, phase, at ?? null, id ?? null, limit + 1);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? `${last.askedAt}_${last.id}` : null };
}
