import { z } from 'zod';

/** In small letters, as every store gives it back. */
export const Uuid = z.uuid().toLowerCase();
export const Sku = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'a SKU has letters, digits, dot, dash and underscore only');
/** What stands in an address: small letters, digits and dashes. */
export const Handle = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a handle has small letters, digits and single dashes only');
export const ProductId = z.string().min(1).max(64);
export const Locale = z.enum(['en', 'de']);
export type Locale = z.infer<typeof Locale>;

/** A text in every language of the shop. */
export const Text = z.object({ en: z.string().max(20_000), de: z.string().max(20_000) });
export type Text = z.infer<typeof Text>;

export const Quantity = z.int().min(1).max(99);
/** ISO 8601 in UTC. */
export const Instant = z.iso.datetime();
export const Email = z.email().max(254).trim().toLowerCase();

/** A page of a listing that is read by key, not by number: `next` is passed back as `after`. */
export const Keyset = { after: z.string().max(200).optional(), limit: z.int().min(1).max(100).default(20) };
