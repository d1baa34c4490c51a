import { type Category, LOW_STOCK, type Product, type ProductDraft } from '@kontor/contracts/catalog';
import { declareCollection, declareJournal, mongoJournal, type MongoTx } from '@kontor/kit/mongo';
import { NO_RATING } from '@kontor/contracts/review';
import { env } from '../env.ts';
import type { Offer, Shelf } from '../domain.ts';

export type Tx = MongoTx;
export const journal = mongoJournal('catalog', env.MONGO_URL);

/** `words` are what staff finds a product by: small letters, each word of its names once. */
type ProductRow = { _id: string; handle: string; skus: string[]; words: string[]; published: boolean; product: Product };
type OfferRow = Omit<Offer, 'sku' | 'prices'> & { _id: string; prices?: Offer['prices'] };
type CategoryRow = { _id: string; category: Category };

const products = journal.db.collection<ProductRow>('products');
const offers = journal.db.collection<OfferRow>('offers');
const categories = journal.db.collection<CategoryRow>('categories');
/** Handles that products had before, and whose they were. */
const moved = journal.db.collection<{ _id: string; productId: string }>('moved');
/** Category trees are saved one after the other, so that two savings together make no circle. */
const locks = journal.db.collection<{ _id: string; times: number }>('locks');

/** Collections, validators and indexes. Safe to repeat and in parallel. */
export async function declareStore(): Promise<void> {
  const shape = (required: string[], properties: Record<string, unknown>) => ({ $jsonSchema: { bsonType: 'object', required, properties } });
  const text = { bsonType: 'string', minLength: 1 };
  const whole = { bsonType: ['int', 'long', 'double'], minimum: 0 };
  const product = {
    bsonType: 'object',
    required: ['id', 'version', 'variants'],
    properties: { id: text, version: whole, variants: { bsonType: 'array', minItems: 1 } },
  };
  await declareJournal(journal.db);
  await declareCollection(
    journal.db,
    'products',
    shape(['handle', 'skus', 'published', 'product'], {
      handle: text,
      published: { bsonType: 'bool' },
      skus: { bsonType: 'array', minItems: 1, items: text },
      product,
    }),
  );
  await declareCollection(journal.db, 'offers', shape(['productId', 'version', 'offer', 'stock'], { version: whole }));
  await declareCollection(journal.db, 'categories', shape(['category'], { category: { bsonType: 'object', required: ['id', 'version'] } }));
  await declareCollection(journal.db, 'moved', shape(['productId'], { productId: text }));
  await declareCollection(journal.db, 'locks');
  await products.createIndex({ handle: 1 }, { unique: true, name: 'handle' });
  await products.createIndex({ skus: 1 }, { unique: true, name: 'sku' });
  await products.createIndex({ published: 1, handle: 1 }, { name: 'published' });
  await products.createIndex({ words: 1 }, { name: 'words' });
  await offers.createIndex({ 'stock.available': 1 }, { name: 'stock' });
}

// Rows from before there were ratings and price histories have none.
const offerOf = ({ _id, ...row }: OfferRow): Offer => ({ sku: _id, prices: [], ...row });
const productIn = ({ product }: ProductRow): Product => ({ ...product, rating: product.rating ?? NO_RATING });

/** Everything the drafts touch: their products, the owners of their SKUs and handles, and what is known of each SKU. */
export async function shelfFor({ session }: Tx, drafts: readonly ProductDraft[]): Promise<Shelf> {
  const skus = drafts.flatMap((draft) => draft.variants.map(({ sku }) => sku));
  const wanted = { $or: [{ _id: { $in: drafts.map(({ id }) => id) } }, { skus: { $in: skus } }, { handle: { $in: drafts.map(({ handle }) => handle) } }] };
  const rows = await products.find(wanted, { session }).toArray();
  const known = await offers.find({ _id: { $in: [...new Set([...skus, ...rows.flatMap((row) => row.skus)])] } }, { session }).toArray();
  return {
    products: new Map(rows.map((row) => [row._id, productIn(row)])),
    offers: new Map(known.map((row) => [row._id, offerOf(row)])),
    skuOwner: new Map(rows.flatMap((row) => row.skus.map((sku) => [sku, row._id] as const))),
    handleOwner: new Map(rows.map((row) => [row.handle, row._id])),
  };
}

export async function productOfSku({ session }: Tx, sku: string): Promise<Product | null> {
  const row = await products.findOne({ skus: sku }, { session });
  return row && productIn(row);
}

export async function offersFor({ session }: Tx, skus: readonly string[]): Promise<Map<string, Offer>> {
  const rows = await offers.find({ _id: { $in: [...skus] } }, { session }).toArray();
  return new Map(rows.map((row) => [row._id, offerOf(row)]));
}

export async function productsFor({ session }: Tx, ids: readonly string[]): Promise<Product[]> {
  const rows = await products.find({ _id: { $in: [...ids] } }, { session }).toArray();
  return rows.map(productIn);
}

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const wordsOf = ({ name, brand, handle, variants }: Product): string[] => [
  ...new Set([...wordsIn(`${name.en} ${name.de} ${brand} ${handle}`), ...variants.map(({ sku }) => sku.toLowerCase())]),
];

/** In the order given: a SKU or handle may pass from one product to the next. */
export async function keepProducts({ session }: Tx, changed: readonly Product[]): Promise<void> {
  if (changed.length === 0) return;
  const row = (product: Product) => ({
    handle: product.handle,
    skus: product.variants.map(({ sku }) => sku),
    words: wordsOf(product),
    published: product.published,
    product,
  });
  await products.bulkWrite(
    changed.map((product) => ({ replaceOne: { filter: { _id: product.id }, replacement: row(product), upsert: true } })),
    { session },
  );
}

/** Of products whose bands alone have changed, only those are written. */
export async function keepBands({ session }: Tx, shown: readonly Product[]): Promise<void> {
  if (shown.length === 0) return;
  await products.bulkWrite(
    shown.map(({ id, variants, version }) => ({
      updateOne: { filter: { _id: id }, update: { $set: { 'product.variants': variants, 'product.version': version } } },
    })),
    { session, ordered: false },
  );
}

/** Also where stock and product of a SKU meet: both write this row, so neither can miss the other. */
export async function keepOffers({ session }: Tx, changed: readonly Offer[]): Promise<void> {
  if (changed.length === 0) return;
  await offers.bulkWrite(
    changed.map(({ sku, ...replacement }) => ({ replaceOne: { filter: { _id: sku }, replacement, upsert: true } })),
    { session, ordered: false },
  );
}

export async function categoriesFor({ session }: Tx): Promise<Map<string, Category>> {
  await locks.updateOne({ _id: 'categories' }, { $inc: { times: 1 } }, { session, upsert: true });
  const rows = await categories.find({}, { session }).toArray();
  return new Map(rows.map((row) => [row._id, row.category]));
}

export async function keepCategories({ session }: Tx, changed: readonly Category[]): Promise<void> {
  if (changed.length === 0) return;
  await categories.bulkWrite(
    changed.map((category) => ({ replaceOne: { filter: { _id: category.id }, replacement: { category }, upsert: true } })),
    { session },
  );
}

export async function publishedProduct(handle: string): Promise<Product | null> {
  const row = await products.findOne({ handle, published: true });
  return row && productIn(row);
}

/** Published products in the order of `ids`. */
export async function publishedProducts(ids: readonly string[]): Promise<Product[]> {
  const rows = await products.find({ _id: { $in: [...ids] }, published: true }).toArray();
  const byId = new Map(rows.map((row) => [row._id, productIn(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

const behind = (after: string | undefined) => ({ published: true, ...(after !== undefined && { handle: { $gt: after } }) });
/** Search engines take few pictures of a page. */
const SITEMAP_IMAGES = 5;

export async function publishedHandles(after: string | undefined, limit: number): Promise<{ handle: string; changedAt: string; images: string[] }[]> {
  const rows = await products
    .find(behind(after), { sort: { handle: 1 }, limit, projection: { handle: 1, 'product.changedAt': 1, 'product.images.src': 1 } })
    .toArray();
  return rows.map(({ handle, product }) => ({ handle, changedAt: product.changedAt, images: product.images.slice(0, SITEMAP_IMAGES).map(({ src }) => src) }));
}

/** Published products by handle, behind one. */
export async function publishedAfter(after: string | undefined, limit: number): Promise<Product[]> {
  return (await products.find(behind(after), { sort: { handle: 1 }, limit }).toArray()).map(productIn);
}

/** Remembers handles that products left. Whoever takes one is found first, so nothing is to be forgotten. */
export async function keepMoves({ session }: Tx, left: readonly { handle: string; productId: string }[]): Promise<void> {
  if (left.length === 0) return;
  await moved.bulkWrite(
    left.map(({ handle, productId }) => ({ updateOne: { filter: { _id: handle }, update: { $set: { productId } }, upsert: true } })),
    { session },
  );
}

/** The product that has the handle, or had it once and has another now. */
export async function productEverAt(handle: string): Promise<(Pick<ProductRow, 'handle' | 'published'> & { product: Pick<Product, 'categories'> }) | null> {
  const only = { projection: { handle: 1, published: 1, 'product.categories': 1 } };
  const here = await products.findOne({ handle }, only);
  if (here) return here;
  const left = await moved.findOne({ _id: handle });
  return left && products.findOne({ _id: left.productId }, only);
}

export const countPublished = (): Promise<number> => products.countDocuments({ published: true });

export async function allCategories(): Promise<Category[]> {
  const rows = await categories.find({}, { sort: { 'category.position': 1, _id: 1 } }).toArray();
  return rows.map((row) => row.category);
}

export async function* allProducts(): AsyncGenerator<Product> {
  for await (const row of products.find({}, { sort: { _id: 1 } })) yield productIn(row);
}

/** Products after an id, all of them, in the order of their ids. */
export const productsAfterId = async (after: string, limit: number): Promise<Product[]> =>
  (await products.find({ _id: { $gt: after } }, { sort: { _id: 1 }, limit }).toArray()).map(productIn);

export async function* allOffers(): AsyncGenerator<Offer> {
  for await (const row of offers.find({ offer: { $ne: null } }, { sort: { _id: 1 } })) yield offerOf(row);
}

/** Products after a handle, hidden ones too; each word of `q` begins a word of their names, or `q` begins a SKU. */
export async function productsLike(q: string, published: boolean | undefined, after: string, limit: number): Promise<Product[]> {
  const begins = (word: string) => ({ words: new RegExp(`^${word.replace(/[^\p{L}\p{N}]/gu, '\\$&')}`) });
  const words = wordsIn(q).map(begins);
  const found = q ? { $or: [begins(q.toLowerCase()), ...(words.length > 0 ? [{ $and: words }] : [])] } : {};
  const filter = { handle: { $gt: after }, ...(published !== undefined && { published }), ...found };
  const rows = await products.find(filter, { sort: { handle: 1 }, limit }).toArray();
  return rows.map(productIn);
}

export async function productById(id: string): Promise<Product | null> {
  const row = await products.findOne({ _id: id });
  return row && productIn(row);
}

export async function offersOf(skus: readonly string[]): Promise<Offer[]> {
  return (await offers.find({ _id: { $in: [...skus] } }).toArray()).map(offerOf);
}

/** What is for sale and runs low, emptiest first, and how many those are. Stock that was told without that word is low as it is for shoppers. */
export async function offersRunningLow(limit: number): Promise<{ offers: Offer[]; total: number }> {
  const filter = { 'offer.forSale': true, $or: [{ 'stock.low': true }, { 'stock.low': null, 'stock.available': { $lte: LOW_STOCK } }] } as never;
  const [found, total] = await Promise.all([offers.find(filter, { sort: { 'stock.available': 1, _id: 1 }, limit }).toArray(), offers.countDocuments(filter)]);
  return { offers: found.map(offerOf), total };
}
