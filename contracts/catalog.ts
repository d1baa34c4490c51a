import { z } from 'zod';
import { Handle, Instant, Keyset, ProductId, Sku, Text } from './ids.ts';
import { Later } from './inventory.ts';
import { PiecePrice, Price, share, TaxClass } from './money.ts';
import { NO_RATING, Rating } from './review.ts';
import { ask, command } from './verb.ts';

/** How much there is, for people: in stock, the last few, none yet but sold ahead, sold out. */
export const Availability = z.enum(['in', 'low', 'later', 'out']);
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

/** How much is inside one piece, for goods that are sold by weight, volume, length or area. */
export const Content = z.object({ amount: z.number().positive().max(1_000_000), unit: z.enum(['g', 'kg', 'ml', 'l', 'cm', 'm', 'm2']) });
export type Content = z.infer<typeof Content>;
/** What one kilogram, litre, metre or square metre costs (PAngV § 4 and § 5). */
export const UnitPrice = z.object({ price: Price, per: z.enum(['kg', 'l', 'm', 'm2']) });
export type UnitPrice = z.infer<typeof UnitPrice>;

const THOUSANDTHS = 1_000;
const bases: Record<Content['unit'], { per: UnitPrice['per']; parts: number }> = {
  g: { per: 'kg', parts: 1_000 },
  kg: { per: 'kg', parts: 1 },
  ml: { per: 'l', parts: 1_000 },
  l: { per: 'l', parts: 1 },
  cm: { per: 'm', parts: 100 },
  m: { per: 'm', parts: 1 },
  m2: { per: 'm2', parts: 1 },
};

/** The price of the base unit; of a piece that holds exactly one it would say the same twice, so null. */
export function unitPriceOf(price: number, content: Content | undefined): UnitPrice | null {
  if (!content) return null;
  const { per, parts } = bases[content.unit];
  const inside = Math.round(content.amount * THOUSANDTHS);
  if (inside === 0 || inside === parts * THOUSANDTHS) return null;
  return { price: share(price, parts * THOUSANDTHS, inside), per };
}

/** Who answers for the product in the European Union (GPSR, Art. 19): name, postal and electronic address. */
export const Maker = z.object({ name: z.string().min(1).max(120), address: z.string().min(1).max(300), contact: z.string().min(1).max(200) });

const Millimetres = z.int().min(1).max(10_000);
/** A piece as it is packed. */
export const PackedSize = z.object({ length: Millimetres, width: Millimetres, height: Millimetres });
export type PackedSize = z.infer<typeof PackedSize>;

export const Variant = z.object({
  sku: Sku,
  /** option id → value id */
  choice: z.record(Handle, Handle).default({}),
  /** gross, in minor units of the shop's currency */
  price: PiecePrice,
  compareAt: PiecePrice.optional(),
  gtin: z
    .string()
    .regex(/^\d{8,14}$/)
    .optional(),
  weightGrams: z.int().min(0).max(1_000_000).default(0),
  packedMm: PackedSize.optional(),
  /** positions in the product's images */
  images: z.array(z.int().min(0)).default([]),
  content: Content.optional(),
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
  /** how to look after it */
  care: Text.optional(),
  /** warnings that the law wants beside the product */
  safety: Text.optional(),
  maker: Maker.optional(),
  published: z.boolean().default(true),
  releasedAt: Instant.optional(),
});
export type ProductDraft = z.infer<typeof ProductDraft>;

/** When something is sent that is sold before it is there. */
export const Ships = Later.omit({ pieces: true });
export type Ships = z.infer<typeof Ships>;

/** A variant as the shop shows it; `lowest` is the lowest price of the 30 days before its price was reduced (PAngV § 11). */
export const ShownVariant = Variant.extend({
  availability: Availability,
  /** where availability is `later` */ ships: Ships.optional(),
  lowest: Price.optional(),
});
export type ShownVariant = z.infer<typeof ShownVariant>;

/** What the shop shows: the draft, its version, the availability of each variant and what shoppers think of it. */
export const Product = ProductDraft.extend({
  version: z.int().min(1),
  variants: z.array(ShownVariant).min(1),
  rating: Rating.default(NO_RATING),
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
  lowest: Price.optional(),
  unitPrice: UnitPrice.optional(),
  availability: Availability,
  ships: Ships.optional(),
  rating: Rating.pick({ count: true, average: true }).optional(),
  image: Image.optional(),
  swatches: z.array(z.object({ id: z.string(), label: Text, swatch: z.string() })).max(12),
});
export type ProductCard = z.infer<typeof ProductCard>;

/** The card of a product: one rule for listing, search and related products. */
export function cardOf(product: Product): ProductCard {
  const prices = product.variants.map((variant) => variant.price);
  const cheapest = product.variants.reduce((best, variant) => (variant.price < best.price ? variant : best));
  const levels = product.variants.map((variant) => variant.availability);
  const availability = (['in', 'low', 'later'] as const).find((level) => levels.includes(level)) ?? 'out';
  const ships = product.variants.find((variant) => variant.availability === 'later')?.ships;
  const unitPrice = unitPriceOf(cheapest.price, cheapest.content);
  const { count, average } = product.rating;
  const colours = product.options.flatMap((option) => option.values).flatMap(({ id, label, swatch }) => (swatch ? [{ id, label, swatch }] : []));
  return {
    id: product.id,
    handle: product.handle,
    name: product.name,
    brand: product.brand,
    price: cheapest.price,
    priceVaries: Math.max(...prices) > cheapest.price,
    ...(cheapest.compareAt !== undefined && { compareAt: cheapest.compareAt }),
    ...(cheapest.lowest !== undefined && { lowest: cheapest.lowest }),
    ...(unitPrice && { unitPrice }),
    ...(count > 0 && { rating: { count, average } }),
    availability,
    ...(availability === 'later' && ships && { ships }),
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

/** A product as staff finds it in a table. */
export const ProductRow = z.object({
  id: ProductId,
  handle: Handle,
  name: Text,
  published: z.boolean(),
  variants: z.int(),
  priceFrom: Price,
  priceTo: Price,
  availability: Availability,
  image: Image.optional(),
});
export type ProductRow = z.infer<typeof ProductRow>;

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
  /** Where a product went whose address is no longer its own: another handle, or out of the range for good, from this category. */
  whereIs: ask({
    input: z.object({ handle: Handle }),
    output: z.discriminatedUnion('state', [
      z.object({ state: z.literal('moved'), handle: Handle }),
      z.object({ state: z.literal('retired'), category: Handle.optional() }),
      z.object({ state: z.enum(['here', 'unknown']) }),
    ]),
    permission: 'public',
  }),
  /** Products of a category and of those below it, by position of import; search does filters and sorting. */
  productsById: ask({ input: z.object({ ids: z.array(ProductId).max(100) }), output: z.array(ProductCard), permission: 'public' }),
  handles: ask({
    input: z.object({ after: z.string().max(200).optional(), limit: z.int().min(1).max(5000).default(1000) }),
    output: z.object({
      items: z.array(z.object({ handle: Handle, changedAt: Instant, images: z.array(z.string()).default([]) })),
      next: z.string().nullable(),
    }),
    permission: 'public',
  }),
  /** All published products by handle, for feeds and partners. */
  productsAfter: ask({
    input: z.object(Keyset),
    output: z.object({ items: z.array(Product), next: z.string().nullable() }),
    permission: 'public',
    http: { method: 'GET', path: '/products', summary: 'All products, page by page' },
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
    input: z.object({ sku: Sku, price: PiecePrice, compareAt: PiecePrice.optional() }),
    /** `was` is what to set to take it back. */
    output: z.object({ sku: Sku, price: Price, was: z.object({ price: Price, compareAt: Price.optional() }) }),
    permission: 'staff:catalog',
  }),
  setPublished: command({ input: z.object({ id: ProductId, published: z.boolean() }), output: Product, permission: 'staff:catalog' }),
  /** All products by handle, hidden ones too; `q` is the beginning of words in name, brand or handle, or of a SKU. */
  all: ask({
    input: z.object({ ...Keyset, q: z.string().trim().max(120).optional(), published: z.boolean().optional() }),
    output: z.object({ items: z.array(ProductRow), next: z.string().nullable() }),
    permission: 'staff:catalog',
  }),
  inspect: ask({ input: z.object({ id: ProductId }), output: Product, permission: 'staff:catalog' }),
  /** What these SKUs are called. */
  offers: ask({
    input: z.object({ skus: z.array(Sku).min(1).max(100) }),
    output: z.array(z.object({ sku: Sku, productId: ProductId, name: Text, variant: Text })),
    permission: 'staff:inventory',
  }),
  /** What is for sale and down to what staff want to be warned of, emptiest first; `total` is how many those are. */
  runningLow: ask({
    input: z.object({ limit: z.int().min(1).max(100).default(20) }),
    output: z.object({ items: z.array(z.object({ sku: Sku, productId: ProductId, name: Text, variant: Text, available: z.int() })), total: z.int() }),
    permission: 'staff:inventory',
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
  /** as the product names them; those above are known from CategoryChanged */
  categories: z.array(Handle).default([]),
  price: Price,
  compareAt: Price.optional(),
  taxClass: TaxClass,
  weightGrams: z.int(),
  packedMm: PackedSize.optional(),
  image: Image.optional(),
  forSale: z.boolean(),
});
export type OfferChanged = z.infer<typeof OfferChanged>;
/** State: the whole product as the shop shows it; unpublished ones leave the index. */
export const ProductChanged = z.object({ product: Product });
export const CategoryChanged = z.object({ category: Category });
/** Step: of something that is for sale not more is left than staff want to be warned of; told once for each time it falls so far. */
export const StockRanLow = z.object({ sku: Sku, productId: ProductId, name: Text, variant: Text, available: z.int() });
/** Step, told to one queue after the whole catalogue was told to it again; `published` products were among it. */
export const CatalogueRetold = z.object({ published: z.int().min(0) });
