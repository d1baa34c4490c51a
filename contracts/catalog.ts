import { z } from 'zod';
import { Handle, Instant, ProductId, Sku, Text, Uuid } from './ids.ts';
import { Price, TaxClass } from './money.ts';
import { ask, command } from './verb.ts';

/** How much there is, for people: in stock, the last few, sold out. */
export const Availability = z.enum(['in', 'low', 'out']);
export type Availability = z.infer<typeof Availability>;
/** From this many pieces down a variant is shown as 'low'. */
export const LOW_STOCK = 5;

export const Image = z.object({
  /** A path below the shop's own address, or an absolute https address. */
  src: z.string().min(1).max(500),
  alt: Text,
  width: z.int().min(1),
  height: z.int().min(1),
  /** A few bytes as a data address, shown while the picture loads. */
  blur: z.string().max(2000).optional(),
});

export const AttributeValue = z.object({ id: z.string().min(1).max(120), label: Text, number: z.number().optional() });
/** A fact about a product that can be a facet: material, capacity, dishwasher-safe, … */
export const Attribute = z.object({
  id: Handle,
  label: Text,
  unit: z.string().max(20).optional(),
  facet: z.boolean().default(true),
  values: z.array(AttributeValue).min(1).max(50),
});
export type Attribute = z.infer<typeof Attribute>;

/** What a shopper chooses between: colour, size, … */
export const Option = z.object({
  id: Handle,
  label: Text,
  values: z
    .array(
      z.object({
        id: Handle,
        label: Text,
        swatch: z
          .string()
          .regex(/^#[0-9a-f]{6}$/i)
          .optional(),
      }),
    )
    .min(1)
    .max(100),
});

export const Variant = z.object({
  sku: Sku,
  /** option id → value id */
  choice: z.record(Handle, Handle).default({}),
  /** gross, in minor units of the shop's currency */
  price: Price,
  compareAt: Price.optional(),
  gtin: z
    .string()
    .regex(/^\d{8,14}$/)
    .optional(),
  weightGrams: z.int().min(0).max(1_000_000).default(0),
  /** positions in the product's images */
  images: z.array(z.int().min(0)).default([]),
});
export type Variant = z.infer<typeof Variant>;

/** What the merchant writes. */
export const ProductDraft = z.object({
  id: ProductId,
  handle: Handle,
  name: Text,
  brand: z.string().max(120).default(''),
  summary: Text,
  description: Text,
  categories: z.array(Handle).max(20),
  taxClass: TaxClass.default('standard'),
  options: z.array(Option).max(4).default([]),
  attributes: z.array(Attribute).max(200).default([]),
  images: z.array(Image).max(40).default([]),
  variants: z.array(Variant).min(1).max(200),
  related: z.array(ProductId).max(20).default([]),
  published: z.boolean().default(true),
  releasedAt: Instant.optional(),
});
export type ProductDraft = z.infer<typeof ProductDraft>;

/** What the shop shows: the draft, its version and the availability of each variant. */
export const Product = ProductDraft.extend({
  version: z.int().min(1),
  variants: z.array(Variant.extend({ availability: Availability })).min(1),
  changedAt: Instant,
});
export type Product = z.infer<typeof Product>;

export const ProductCard = z.object({
  id: ProductId,
  handle: Handle,
  name: Text,
  brand: z.string(),
  /** lowest price of the variants, gross */
  price: Price,
  priceVaries: z.boolean(),
  compareAt: Price.optional(),
  availability: Availability,
  image: Image.optional(),
  swatches: z.array(z.object({ id: z.string(), label: Text, swatch: z.string() })).max(12),
});
export type ProductCard = z.infer<typeof ProductCard>;

/** The card of a product: one rule for listing, search and related products. */
export function cardOf(product: Product): ProductCard {
  const prices = product.variants.map((variant) => variant.price);
  const cheapest = product.variants.reduce((best, variant) => (variant.price < best.price ? variant : best));
  const levels = product.variants.map((variant) => variant.availability);
  const colours = product.options.flatMap((option) => option.values).flatMap(({ id, label, swatch }) => (swatch ? [{ id, label, swatch }] : []));
  return {
    id: product.id,
    handle: product.handle,
    name: product.name,
    brand: product.brand,
    price: cheapest.price,
    priceVaries: Math.max(...prices) > cheapest.price,
    ...(cheapest.compareAt !== undefined && { compareAt: cheapest.compareAt }),
    availability: levels.includes('in') ? 'in' : levels.includes('low') ? 'low' : 'out',
    ...(product.images[0] && { image: product.images[0] }),
    swatches: colours.slice(0, 12),
  };
}

export const Category = z.object({
  id: Handle,
  parent: Handle.nullable().default(null),
  name: Text,
  description: Text.optional(),
  image: Image.optional(),
  position: z.int().default(0),
  version: z.int().min(1).default(1),
});
export type Category = z.infer<typeof Category>;

const Refused = z.object({ index: z.int(), field: z.string(), reason: z.string() });

export const catalog = {
  categories: ask({
    input: z.object({}),
    output: z.array(Category),
    permission: 'public',
    http: { method: 'GET', path: '/categories', summary: 'The category tree' },
  }),
  product: ask({
    input: z.object({ handle: Handle }),
    output: Product,
    permission: 'public',
    http: { method: 'GET', path: '/products/{handle}', summary: 'One product' },
  }),
  /** Products of a category and of those below it, by position of import; search does filters and sorting. */
  productsById: ask({ input: z.object({ ids: z.array(ProductId).max(100) }), output: z.array(ProductCard), permission: 'public' }),
  handles: ask({
    input: z.object({ after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(5000).default(1000) }),
    output: z.object({ items: z.array(z.object({ handle: Handle, changedAt: Instant })), next: z.string().nullable() }),
    permission: 'public',
  }),
  /** Writes drafts as they are; the same draft again changes nothing. Bad ones are named, the others go in. */
  saveProducts: command({
    input: z.object({ products: z.array(z.unknown()).min(1).max(500) }),
    output: z.object({ changed: z.int(), unchanged: z.int(), refused: z.array(Refused) }),
    permission: 'staff:catalog',
  }),
  saveCategories: command({
    input: z.object({ categories: z.array(Category).min(1).max(500) }),
    output: z.object({ changed: z.int() }),
    permission: 'staff:catalog',
  }),
  setPrice: command({
    input: z.object({ sku: Sku, price: Price, compareAt: Price.optional() }),
    output: z.object({ sku: Sku, price: Price }),
    permission: 'staff:catalog',
  }),
};

/** State: what the order worker needs to price a line. One per SKU; `price` is gross. */
export const OfferChanged = z.object({
  sku: Sku,
  productId: ProductId,
  handle: Handle,
  name: Text,
  /** the chosen options, for people: 'Sage, 30 cm' */
  variant: Text,
  price: Price,
  compareAt: Price.optional(),
  taxClass: TaxClass,
  weightGrams: z.int(),
  image: Image.optional(),
  forSale: z.boolean(),
});
export type OfferChanged = z.infer<typeof OfferChanged>;
/** State: the whole product as the shop shows it; unpublished ones leave the index. */
export const ProductChanged = z.object({ product: Product });
export const CategoryChanged = z.object({ category: Category });
/** Step, told to one queue after the whole catalogue was told to it again; `published` products were among it. */
export const CatalogueRetold = z.object({ published: z.int().min(0) });

export const RetellRequest = z.object({ queue: z.string().min(1).max(200), id: Uuid.optional() });
