import { Uuid } from '@kontor/contracts/ids';
import { Refusal } from '@kontor/contracts/refusals';
import { z } from 'zod';

/** PostgreSQL knows no year 0, nor fractions of a second of any length. */
const Placed = z.iso.datetime({ precision: 3 }).refine((at) => at >= '0001');

/** Where a listing of orders goes on. Throws `InvalidInput` for what `cursorOf` never gave. */
export function placeOf(cursor: string): [string, string] {
  const [at, id, ...more] = cursor.split('_');
  const place = z.tuple([Placed, Uuid]).safeParse([at, id]);
  if (!place.success || more.length > 0) throw new Refusal('InvalidInput', { field: 'after', reason: 'pass the value of next as it was given' });
  return place.data;
}

export const cursorOf = (last: { placedAt: string; id: string } | undefined): string | null => (last ? `${last.placedAt}_${last.id}` : null);
