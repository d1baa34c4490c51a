import { z } from 'zod';
import { Category, ProductDraft } from './catalog.ts';
import { ArticleDraft, CollectionDraft, PageDraft } from './content.ts';
import { Sku } from './ids.ts';
import { LaterRule, Location } from './inventory.ts';
import { Promotion } from './promotion.ts';
import { ReviewDraft } from './review.ts';
import { Rate } from './shipping.ts';

/** One line of an import file (NDJSON). Products carry the stock of their variants by SKU and location, and what may be sold before it is there. */
export const ImportLine = z.discriminatedUnion('type', [
  Category.extend({ type: z.literal('category') }),
  ProductDraft.extend({
    type: z.literal('product'),
    stock: z.record(Sku, z.record(Location, z.int().min(0))).default({}),
    later: z.record(Sku, LaterRule).default({}),
  }),
  Rate.extend({ type: z.literal('rate') }),
  ReviewDraft.extend({ type: z.literal('review') }),
  CollectionDraft.extend({ type: z.literal('collection') }),
  PageDraft.extend({ type: z.literal('page') }),
  ArticleDraft.extend({ type: z.literal('article') }),
  Promotion.extend({ type: z.literal('promotion') }),
]);
export type ImportLine = z.infer<typeof ImportLine>;
