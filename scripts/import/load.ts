import { Refusal } from '@kontor/contracts/refusals';
import type { Entry, Refused } from './read.ts';
import type { Shop } from './shop.ts';

const PRODUCTS = 200;
const PRODUCT_BYTES = 4 * 1024 * 1024;
const CATEGORIES = 500;
const RATES = 200;
const COUNTS = 1000;
const REVIEWS = 200;
/** Lines of up to 1 MB each: so few fit into one call. */
const WRITTEN = 5;

export type Loaded = {
  categories: number;
  products: number;
  unchanged: number;
  counts: number;
  rates: number;
  reviews: number;
  content: number;
  promotions: number;
};
type Content = 'collection' | 'page' | 'article';

/**
 * Puts entries into the shop in batches: categories before the products that follow them, the stock of products and
 * the reviews after them, all rates together at the end, for they are one table. Sending the same again doubles nothing. `refuse` is told what does not go in.
 */
export function loader(shop: Shop, refuse: (refused: Refused) => void) {
  const loaded: Loaded = { categories: 0, products: 0, unchanged: 0, counts: 0, rates: 0, reviews: 0, content: 0, promotions: 0 };
  let categories: Entry<'category'>[] = [];
  let products: Entry<'product'>[] = [];
  let productBytes = 0;
  const rates: Entry<'rate'>[] = [];
  let reviews: Entry<'review'>[] = [];
  const written: { [K in Content]: Entry<K>[] } = { collection: [], page: [], article: [] };
  const saveWritten: { [K in Content]: (entries: readonly Entry<K>[]) => Promise<{ changed: number; unchanged: number }> } = {
    collection: (entries) => shop.saveCollections(entries.map(({ value }) => value)),
    page: (entries) => shop.savePages(entries.map(({ value }) => value)),
    article: (entries) => shop.saveArticles(entries.map(({ value }) => value)),
  };

  const refuseAll = (entries: readonly { line: number }[], error: unknown) => {
    // Nothing is wrong with the lines when a worker is away: there is no use in going on.
    if (error instanceof Refusal && error.code === 'Unavailable') throw error;
    const reason = error instanceof Refusal ? `was refused: ${error.code} ${JSON.stringify(error.details)}` : `failed: ${String(error)}`;
    for (const { line } of entries) refuse({ line, field: '', reason });
  };

  /** One wrong category refuses its whole batch, so it is taken out and the others are sent again. */
  async function saveCategories(): Promise<void> {
    let left = categories;
    categories = [];
    while (left.length > 0) {
      try {
        loaded.categories += (await shop.saveCategories(left.map(({ value }) => value))).changed;
        return;
      } catch (error) {
        const { field = '', reason = '' } = (error instanceof Refusal ? error.details : {}) as { field?: string; reason?: string };
        const [, index = '', own = ''] = /^categories\.(\d+)\.?(.*)$/.exec(field) ?? [];
        const wrong = left[Number(index || -1)];
        if (!wrong) return refuseAll(left, error);
        refuse({ line: wrong.line, field: own, reason });
        left = left.filter((entry) => entry !== wrong);
      }
    }
  }

  /** One batch is on its way while the next is read; they never overtake each other, for a SKU may pass from one product to the next. */
  let underWay = Promise.resolve();
  async function send(): Promise<void> {
    const batch = products;
    products = [];
    productBytes = 0;
    await underWay;
    await saveCategories();
    underWay = saveProducts(batch);
    // Whoever sends next, or ends, is told.
    underWay.catch(() => undefined);
  }

  async function saveProducts(batch: readonly Entry<'product'>[]): Promise<void> {
    if (batch.length === 0) return;
    try {
      const { changed, unchanged, refused } = await shop.saveProducts(batch.map(({ value: { stock: _stock, later: _later, ...draft } }) => draft));
      loaded.products += changed;
      loaded.unchanged += unchanged;
      for (const { index, field, reason } of refused) refuse({ line: batch[index]?.line ?? 0, field, reason });
      const out = new Set(refused.map(({ index }) => index));
      await count(batch.filter((_entry, index) => !out.has(index)));
    } catch (error) {
      refuseAll(batch, error);
    }
  }

  async function count(entries: readonly Entry<'product'>[]): Promise<void> {
    const counts = entries.flatMap(({ value }) =>
      Object.entries(value.stock).flatMap(([sku, places]) => Object.entries(places).map(([location, onHand]) => ({ sku, location, onHand }))),
    );
    for (let from = 0; from < counts.length; from += COUNTS) loaded.counts += (await shop.count(counts.slice(from, from + COUNTS))).changed;
    const rules = entries.flatMap(({ value }) =>
      Object.entries(value.later).map(([sku, later]) => ({ sku, later, location: Object.keys(value.stock[sku] ?? {})[0] ?? 'main' })),
    );
    for (let from = 0; from < rules.length; from += COUNTS) await shop.setRules(rules.slice(from, from + COUNTS));
  }

  async function saveReviews(): Promise<void> {
    await send();
    await underWay;
    const batch = reviews;
    reviews = [];
    if (batch.length === 0) return;
    try {
      const { changed, unchanged, refused } = await shop.saveReviews(batch.map(({ value }) => value));
      loaded.reviews += changed;
      loaded.unchanged += unchanged;
      for (const { index, field, reason } of refused) refuse({ line: batch[index]?.line ?? 0, field, reason });
    } catch (error) {
      refuseAll(batch, error);
    }
  }

  async function saveContent<K extends Content>(kind: K): Promise<void> {
    const batch = written[kind].splice(0);
    if (batch.length === 0) return;
    try {
      const { changed, unchanged } = await saveWritten[kind](batch);
      loaded.content += changed;
      loaded.unchanged += unchanged;
    } catch (error) {
      refuseAll(batch, error);
    }
  }

  /** Few, and each is refused for itself: its code may be taken. */
  async function savePromotion({ line, value: { type: _type, ...promotion } }: Entry<'promotion'>): Promise<void> {
    try {
      await shop.savePromotion(promotion);
      loaded.promotions += 1;
    } catch (error) {
      refuseAll([{ line }], error);
    }
  }

  async function takeContent({ line, value }: Entry<Content>): Promise<void> {
    if (value.type === 'collection') written.collection.push({ line, value });
    else if (value.type === 'page') written.page.push({ line, value });
    else written.article.push({ line, value });
    if (written[value.type].length >= WRITTEN) await saveContent(value.type);
  }

  return {
    loaded,
    async take(entry: Entry): Promise<void> {
      const { value, line } = entry;
      switch (value.type) {
        case 'category':
          categories.push({ line, value });
          break;
        case 'rate':
          rates.push({ line, value });
          break;
        case 'review':
          reviews.push({ line, value });
          break;
        case 'product':
          products.push({ line, value });
          productBytes += JSON.stringify(value).length;
          break;
        case 'promotion':
          await savePromotion({ line, value });
          break;
        default:
          await takeContent({ line, value });
      }
      if (categories.length >= CATEGORIES || products.length >= PRODUCTS || productBytes >= PRODUCT_BYTES) await send();
      if (reviews.length >= REVIEWS) await saveReviews();
    },
    async end(): Promise<void> {
      await saveReviews();
      for (const kind of ['collection', 'page', 'article'] as const) await saveContent(kind);
      for (const { line } of rates.splice(RATES)) refuse({ line, field: '', reason: `there can be ${RATES} rates at most` });
      if (rates.length === 0) return;
      try {
        await shop.setRates(rates.map(({ value: { type: _type, ...rate } }) => rate));
        loaded.rates = rates.length;
      } catch (error) {
        refuseAll(rates, error);
      }
    },
  };
}
