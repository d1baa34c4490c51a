import { z } from 'zod';
import { ProductId, Sku, Uuid } from './ids.ts';
import { Later } from './inventory.ts';
import { Price } from './money.ts';

/**
 * What `GET /api/events?sku=…&sku=…&order=…` streams (server-sent events, one JSON object in `data`).
 * Numbers are pushed as they are; 'product' and 'order' say that it is worth asking again.
 */
export const Live = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stock'), sku: Sku, available: z.int(), later: Later.optional() }),
  z.object({ kind: z.literal('offer'), sku: Sku, productId: ProductId, price: Price, compareAt: Price.optional() }),
  z.object({ kind: z.literal('product'), productId: ProductId, version: z.int() }),
  z.object({ kind: z.literal('order'), orderId: Uuid, what: z.string() }),
]);
export type Live = z.infer<typeof Live>;
export const LIVE_SKUS = 100;
