import { z } from 'zod';
import { read } from './refusal.ts';

const place = z.object({ after: z.string().default(''), limit: z.coerce.number().int().min(1).max(1000).default(1000) });

/** A page of what a ledger knows per reference, in the order of the references; `next` is passed back as `after`. */
export function pageOf<Row, Shown extends object>(entries: readonly (readonly [reference: string, row: Row])[], query: unknown, show: (row: Row) => Shown) {
  const { after, limit } = read(place, query);
  const rest = entries.filter(([reference]) => reference > after).sort(([a], [b]) => (a < b ? -1 : 1));
  const references = rest.slice(0, limit).map(([reference, row]) => ({ reference, ...show(row) }));
  return { references, next: rest.length > limit ? (references.at(-1)?.reference ?? null) : null };
}
