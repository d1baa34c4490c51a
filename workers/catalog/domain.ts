import { isDeepStrictEqual } from 'node:util';
import { type Availability, type Category, LOW_STOCK, type OfferChanged, type Product, ProductDraft, type Ships } from '@kontor/contracts/catalog';
import type { Text } from '@kontor/contracts/ids';
import type { Later } from '@kontor/contracts/inventory';
import { NO_RATING } from '@kontor/contracts/review';
import { addPrice, lowestBefore, type PricePoint } from './prices.ts';
import { plainText } from './text.ts';

/** All we know of a SKU. It outlives its product, so that its version only grows and stock may be known before the product. */
export type Offer = {
  sku: string;
  productId: string | null;
  version: number;
  offer: OfferChanged | null;
  stock: Stock | null;
  /** what it cost when, oldest first, as far back as the lowest price of 30 days needs it */
  prices: PricePoint[];
};
/** What a batch of drafts is laid beside: every product and SKU that it touches. */
export type Shelf = { products: Map<string, Product>; offers: Map<string, Offer>; skuOwner: Map<string, string>; handleOwner: Map<string, string> };
export type Flaw = { field: string; reason: string };
/** `left` is the handle that the product had before. */
export type Placed = { product: Product; offers: Offer[]; left: string | null };

type Stock = { available: number; later?: Later | undefined; low?: boolean | undefined; version: number };

/** What people are told of a stock: the band, and when it ships where it is sold before it is there. */
export function bandOf(stock: Omit<Stock, 'version'> | null | undefined): { availability: Availability; ships?: Ships } {
  const { available = 0, later } = stock ?? {};
  if (available > 0) return { availability: available <= LOW_STOCK ? 'low' : 'in' };
  if (!later || later.pieces === 0) return { availability: 'out' };
  const { kind, shipsOn, weeks } = later;
  return { availability: 'later', ships: { kind, shipsOn, weeks } };
}

export const plain = (text: Text): Text => ({ en: plainText(text.en), de: plainText(text.de) });

/** A draft as it will be kept, or the first thing that is wrong with it. */
export function readDraft(raw: unknown): ProductDraft | Flaw {
  const { success, data, error } = ProductDraft.safeParse(raw);
  if (!success) return { field: error.issues[0]?.path.join('.') ?? '', reason: error.issues[0]?.message ?? 'is not a product' };
  const draft = {
    ...data,
    name: plain(data.name),
    summary: plain(data.summary),
    description: plain(data.description),
    ...(data.care && { care: plain(data.care) }),
    ...(data.safety && { safety: plain(data.safety) }),
  };
  return flawOf(draft) ?? draft;
}

function flawOf({ name, options, variants, images }: ProductDraft): Flaw | null {
  if (!name.en && !name.de) return { field: 'name', reason: 'a product needs a name in one language at least' };
  const skus = new Set<string>();
  const choices = new Set<string>();
  for (const [index, { sku, choice, images: shown }] of variants.entries()) {
    const field = `variants.${index}`;
    if (skus.has(sku)) return { field: `${field}.sku`, reason: `${sku} stands here twice` };
    skus.add(sku);
    for (const { id, values } of options) {
      if (!values.some((value) => value.id === choice[id]))
        return { field: `${field}.choice.${id}`, reason: `choose one of ${values.map((value) => value.id).join(', ')}` };
    }
    const foreign = Object.keys(choice).find((id) => !options.some((option) => option.id === id));
    if (foreign !== undefined) return { field: `${field}.choice.${foreign}`, reason: `the product has no option ${foreign}` };
    const key = options.map(({ id }) => choice[id]).join(' ');
    if (choices.has(key)) return { field: `${field}.choice`, reason: 'two variants have the same choice' };
    choices.add(key);
    const missing = shown.find((position) => position >= images.length);
    if (missing !== undefined) return { field: `${field}.images`, reason: `there is no image ${missing}; the first is 0` };
  }
  return null;
}

/** The draft inside a product. */
export function draftOf({ version: _version, changedAt: _changedAt, rating: _rating, variants, ...draft }: Product): ProductDraft {
  return { ...draft, variants: variants.map(({ availability: _availability, ships: _ships, lowest: _lowest, ...variant }) => variant) };
}

const unknownOffer = (sku: string): Offer => ({ sku, productId: null, version: 0, offer: null, stock: null, prices: [] });

function offersOf(product: Product): OfferChanged[] {
  const { id, handle, name, categories, taxClass, options, images, published } = product;
  return product.variants.map(({ sku, choice, price, compareAt, weightGrams, packedMm, images: shown }) => {
    const chosen = options.flatMap((option) => option.values.filter((value) => value.id === choice[option.id]).map((value) => value.label));
    const image = images[shown[0] ?? 0];
    const variant = { en: chosen.map((label) => label.en).join(', '), de: chosen.map((label) => label.de).join(', ') };
    return {
      sku,
      productId: id,
      handle,
      name,
      variant,
      categories,
      price,
      taxClass,
      weightGrams,
      forSale: published,
      ...(compareAt !== undefined && { compareAt }),
      ...(packedMm && { packedMm }),
      ...(image && { image }),
    };
  });
}

/**
 * Puts a draft on the shelf. Gives what changed, null if nothing did, or why it may not stand there: a SKU and a handle belong to
 * one product. A SKU that the product gave up is not for sale any more.
 */
export function placeDraft(shelf: Shelf, draft: ProductDraft, changedAt: string): Placed | Flaw | null {
  const handleOwner = shelf.handleOwner.get(draft.handle) ?? draft.id;
  if (handleOwner !== draft.id) return { field: 'handle', reason: `${draft.handle} is the handle of product ${handleOwner}` };
  for (const [index, { sku }] of draft.variants.entries()) {
    const owner = shelf.skuOwner.get(sku) ?? draft.id;
    if (owner !== draft.id) return { field: `variants.${index}.sku`, reason: `${sku} belongs to product ${owner}` };
  }
  const before = shelf.products.get(draft.id);
  if (before && isDeepStrictEqual(draftOf(before), draft)) return null;

  const prices = new Map<string, PricePoint[]>();
  const variants = draft.variants.map((variant) => {
    const { sku, price, compareAt = 0 } = variant;
    const known = shelf.offers.get(sku) ?? unknownOffer(sku);
    const points = addPrice(known.prices, known.offer?.price, price, changedAt);
    prices.set(sku, points);
    // Of a SKU that comes to us reduced the merchant alone knows what it cost before.
    const lowest = compareAt > price ? { lowest: lowestBefore(points) ?? compareAt } : {};
    return { ...variant, ...bandOf(known.stock), ...lowest };
  });
  const product: Product = { ...draft, variants, rating: before?.rating ?? NO_RATING, version: (before?.version ?? 0) + 1, changedAt };
  const wanted = offersOf(product);
  const kept = new Set(wanted.map(({ sku }) => sku));
  const givenUp = (before?.variants ?? []).filter(({ sku }) => !kept.has(sku));
  const offers = [
    ...wanted.map((offer) => offered(shelf, offer, draft.id, prices.get(offer.sku))),
    ...givenUp.map(({ sku }) => {
      const last = shelf.offers.get(sku)?.offer;
      return last ? offered(shelf, { ...last, forSale: false }, null) : null;
    }),
  ].filter((offer) => offer !== null);

  if (before) shelf.handleOwner.delete(before.handle);
  shelf.handleOwner.set(product.handle, product.id);
  for (const { sku } of givenUp) shelf.skuOwner.delete(sku);
  for (const sku of kept) shelf.skuOwner.set(sku, product.id);
  for (const offer of offers) shelf.offers.set(offer.sku, offer);
  shelf.products.set(product.id, product);
  return { product, offers, left: before && before.handle !== product.handle ? before.handle : null };
}

function offered(shelf: Shelf, offer: OfferChanged, productId: string | null, prices?: PricePoint[]): Offer | null {
  const before = shelf.offers.get(offer.sku) ?? unknownOffer(offer.sku);
  if (isDeepStrictEqual(before.offer, offer) && before.productId === productId) return null;
  return { ...before, productId, offer, version: before.version + 1, prices: prices ?? before.prices };
}

export type StockNews = { sku: string } & Stock;

/** Takes the newest stock of each SKU; a SKU may be unknown yet. Gives the SKUs whose stock is news. */
export function takeStock(offers: Map<string, Offer>, news: readonly StockNews[]): Offer[] {
  const changed = new Map<string, Offer>();
  for (const { sku, ...stock } of news) {
    const before = changed.get(sku) ?? offers.get(sku) ?? unknownOffer(sku);
    if (before.stock && before.stock.version >= stock.version) continue;
    changed.set(sku, { ...before, stock });
  }
  return [...changed.values()];
}

/** Stock that was told without that word is low as it is for shoppers. */
const isLow = ({ available, low = available <= LOW_STOCK }: Stock): boolean => low;

/** What is for sale and has fallen so far that staff want to know; what nobody had counted before has not fallen. */
export const ranLow = (before: ReadonlyMap<string, Offer>, changed: readonly Offer[]): Offer[] =>
  changed.filter(({ sku, offer, stock }) => {
    const was = before.get(sku)?.stock;
    return offer?.forSale && stock && isLow(stock) && was && !isLow(was);
  });

/** The product with the bands its stock gives it now; null when they are what they were. */
export function showStock(product: Product, offers: ReadonlyMap<string, Offer>): Product | null {
  const variants = product.variants.map(({ ships: _ships, ...variant }) => ({ ...variant, ...bandOf(offers.get(variant.sku)?.stock) }));
  if (isDeepStrictEqual(variants, product.variants)) return null;
  return { ...product, variants, version: product.version + 1 };
}

/** Categories with their next versions, without those that are as they were. A flaw is a parent that is not there, or a circle. */
export function placeCategories(known: ReadonlyMap<string, Category>, wanted: readonly Category[]): { changed: Category[] } | Flaw {
  const tree = new Map(known);
  const changed = new Map<string, Category>();
  for (const one of wanted) {
    const { version = 0, ...before } = known.get(one.id) ?? {};
    const { version: _theirs, ...after } = one;
    tree.set(one.id, one);
    if (isDeepStrictEqual(before, after)) changed.delete(one.id);
    else changed.set(one.id, { ...after, version: version + 1 });
  }
  for (const [index, { id, parent }] of wanted.entries()) {
    if (parent !== null && !tree.has(parent)) return { field: `categories.${index}.parent`, reason: `there is no category ${parent}; save it first` };
    const path = new Set([id]);
    for (let above = parent; above !== null; above = tree.get(above)?.parent ?? null) {
      if (path.has(above)) return { field: `categories.${index}.parent`, reason: `${id} would be below itself` };
      path.add(above);
    }
  }
  return { changed: [...changed.values()] };
}
