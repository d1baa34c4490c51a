import { z } from 'zod';
import { Uuid } from './ids.ts';
import { Refusal } from './refusals.ts';

/** An instant as a store compares it: PostgreSQL knows no year 0, nor fractions of a second of any length. */
export const PlacedAt = z.iso.datetime({ precision: 3 }).refine((at) => at >= '0001');
/** Where a listing by time goes on. */
export const TimePlace = z.tuple([PlacedAt, Uuid]);

/** Where a listing goes on, of what was passed back from `next`. Throws `InvalidInput` for what was never given. */
export function placeIn<S extends z.ZodType>(schema: S, passed: unknown): z.output<S> {
  const place = schema.safeParse(passed);
  if (!place.success) throw new Refusal('InvalidInput', { field: 'after', reason: 'pass the value of next as it was given' });
  return place.data;
}
