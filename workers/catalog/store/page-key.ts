import { placeIn } from '@kontor/contracts/place';
import type { z } from 'zod';

/** The key of a page's last entry, as it was passed out in `next`; null for the first page. Throws `InvalidInput` at one that is not ours. */
export const keyIn = <K extends z.ZodType>(parts: K, after: string | undefined): z.output<K> | null =>
  after === undefined ? null : placeIn(parts, after.split('~'));
