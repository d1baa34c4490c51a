import { Refusal } from '@kontor/contracts/refusals';
import type { z } from 'zod';

/** The key of a page's last entry, as it was passed out in `next`; null for the first page. Throws `InvalidInput` at one that is not ours. */
export function keyIn<K extends z.ZodType>(parts: K, after: string | undefined): z.output<K> | null {
  if (after === undefined) return null;
  const key = parts.safeParse(after.split('~'));
  if (key.success) return key.data;
  throw new Refusal('InvalidInput', { field: 'after', reason: 'pass back what stood in next' });
}
