import { cardOf, catalog, type ProductDraft, type Variant } from '@kontor/contracts/catalog';
import { Refusal } from '@kontor/contracts/refusals';
import { now } from '@kontor/kit/clock';
import { serve, t } from '@kontor/kit/rpc';
import { content } from './content/api.ts';
import { draftOf, type Flaw, placeCategories, placeDraft, type Placed, readDraft, type Shelf } from './domain.ts';
import {
  allCategories,
  categoriesFor,
  journal,
  keepCategories,
  keepMoves,
  keepOffers,
  keepProducts,
  productEverAt,
  productOfSku,
  publishedHandles,
  publishedProduct,
  publishedProducts,
  shelfFor,
  type Tx,
} from './store/catalogue.ts';
import { reviews } from './reviews/api.ts';
import { tellChanges } from './tell.ts';

const isFlaw = (outcome: object | null): outcome is Flaw => outcome !== null && 'reason' in outcome;
const isPlaced = (outcome: Placed | Flaw | null): outcome is Placed => outcome !== null && !isFlaw(outcome);

/** Lays drafts on the shelf one after the other; keeps and tells what changed. Answers in the order of the drafts. */
async function placeDrafts(tx: Tx, drafts: readonly ProductDraft[]): Promise<(Placed | Flaw | null)[]> {
  const shelf: Shelf = await shelfFor(tx, drafts);
  const changedAt = now().toISOString();
  const outcomes = drafts.map((draft) => placeDraft(shelf, draft, changedAt));
  const placed = outcomes.filter(isPlaced);
  const offers = [...new Set(placed.flatMap((one) => one.offers.map(({ sku }) => sku)))].flatMap((sku) => shelf.offers.get(sku) ?? []);
  const ids = [...new Set(placed.map(({ product }) => product.id))];
  await keepProducts(
    tx,
    placed.map(({ product }) => product),
  );
  await keepMoves(
    tx,
    placed.flatMap(({ product, left }) => (left === null ? [] : [{ handle: left, productId: product.id }])),
  );
  await keepOffers(tx, offers);
  await tellChanges(tx, { products: ids.flatMap((id) => shelf.products.get(id) ?? []), offers });
  return outcomes;
}

const products = serve(catalog, {
  categories: allCategories,

  product: async ({ handle }) => {
    const product = await publishedProduct(handle);
    if (!product) throw new Refusal('NotFound', { handle });
    return product;
  },

  whereIs: async ({ handle }) => {
    const found = await productEverAt(handle);
    if (!found) return { state: 'unknown' };
    if (!found.published) return { state: 'retired' };
    return found.handle === handle ? { state: 'here' } : { state: 'moved', handle: found.handle };
  },

  productsById: async ({ ids }) => (await publishedProducts(ids)).map(cardOf),

  handles: async ({ after, limit }) => {
    const items = await publishedHandles(after, limit + 1);
    return { items: items.slice(0, limit), next: items.length > limit ? (items[limit - 1]?.handle ?? null) : null };
  },

  saveProducts: async ({ products }) => {
    const read = products.map((raw, index) => ({ index, draft: readDraft(raw) }));
    const good = read.flatMap(({ index, draft }) => (isFlaw(draft) ? [] : [{ index, draft }]));
    const outcomes =
      good.length > 0
        ? await journal.transaction((tx) =>
            placeDrafts(
              tx,
              good.map(({ draft }) => draft),
            ),
          )
        : [];
    const refused = read.flatMap(({ index, draft }) => (isFlaw(draft) ? [{ index, ...draft }] : []));
    for (const [position, outcome] of outcomes.entries()) if (isFlaw(outcome)) refused.push({ index: good[position]?.index ?? 0, ...outcome });
    const unchanged = outcomes.filter((outcome) => outcome === null).length;
    return { changed: products.length - unchanged - refused.length, unchanged, refused: refused.sort((a, b) => a.index - b.index) };
  },

  saveCategories: ({ categories }) =>
    journal.transaction(async (tx) => {
      const placed = placeCategories(await categoriesFor(tx), categories);
      if (isFlaw(placed)) throw new Refusal('InvalidInput', placed);
      await keepCategories(tx, placed.changed);
      await tellChanges(tx, { categories: placed.changed });
      return { changed: placed.changed.length };
    }),

  setPrice: ({ sku, price, compareAt }) =>
    journal.transaction(async (tx) => {
      const product = await productOfSku(tx, sku);
      if (!product) throw new Refusal('NotFound', { sku });
      const draft = draftOf(product);
      const repriced = ({ compareAt: _before, ...variant }: Variant): Variant => ({ ...variant, price, ...(compareAt !== undefined && { compareAt }) });
      const variants = draft.variants.map((variant) => (variant.sku === sku ? repriced(variant) : variant));
      await placeDrafts(tx, [{ ...draft, variants }]);
      return { sku, price };
    }),
});

/** All nouns of this worker: products and categories, what shoppers think of them, and what the shop writes beside them. */
export const api = t.mergeRouters(products, reviews, content);
