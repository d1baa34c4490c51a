import { cardOf, catalog } from '@kontor/contracts/catalog';
import { Refusal } from '@kontor/contracts/refusals';
import { serve, t } from '@kontor/kit/rpc';
import { note } from './audit.ts';
import { content } from './content/api.ts';
import { placeCategories, readDraft } from './domain.ts';
import { notices } from './notices/api.ts';
import { office } from './office.ts';
import { isFlaw, isPlaced, placeDrafts } from './placing.ts';
import { reviews } from './reviews/api.ts';
import {
  allCategories,
  categoriesFor,
  journal,
  keepCategories,
  productEverAt,
  publishedAfter,
  publishedHandles,
  publishedProduct,
  publishedProducts,
} from './store/catalogue.ts';
import { tellChanges } from './tell.ts';

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
    const [category] = found.product.categories;
    if (!found.published) return { state: 'retired', ...(category && { category }) };
    return found.handle === handle ? { state: 'here' } : { state: 'moved', handle: found.handle };
  },

  productsById: async ({ ids }) => (await publishedProducts(ids)).map(cardOf),

  handles: async ({ after, limit }) => {
    const items = await publishedHandles(after, limit + 1);
    return { items: items.slice(0, limit), next: items.length > limit ? (items[limit - 1]?.handle ?? null) : null };
  },

  productsAfter: async ({ after, limit }) => {
    const items = await publishedAfter(after, limit + 1);
    return { items: items.slice(0, limit), next: items.length > limit ? (items[limit - 1]?.handle ?? null) : null };
  },

  saveProducts: async ({ products }, context) => {
    const read = products.map((raw, index) => ({ index, draft: readDraft(raw) }));
    const good = read.flatMap(({ index, draft }) => (isFlaw(draft) ? [] : [{ index, draft }]));
    const outcomes =
      good.length > 0
        ? await journal.transaction(async (tx) => {
            const placed = await placeDrafts(
              tx,
              good.map(({ draft }) => draft),
            );
            const changed = placed.flatMap((outcome) => (isPlaced(outcome) ? outcome.product.id : []));
            await note(tx, context, 'saveProducts', changed);
            return placed;
          })
        : [];
    const refused = read.flatMap(({ index, draft }) => (isFlaw(draft) ? [{ index, ...draft }] : []));
    for (const [position, outcome] of outcomes.entries()) if (isFlaw(outcome)) refused.push({ index: good[position]?.index ?? 0, ...outcome });
    const unchanged = outcomes.filter((outcome) => outcome === null).length;
    return { changed: products.length - unchanged - refused.length, unchanged, refused: refused.sort((a, b) => a.index - b.index) };
  },

  saveCategories: ({ categories }, context) =>
    journal.transaction(async (tx) => {
      const placed = placeCategories(await categoriesFor(tx), categories);
      if (isFlaw(placed)) throw new Refusal('InvalidInput', placed);
      await keepCategories(tx, placed.changed);
      await tellChanges(tx, { categories: placed.changed });
      await note(
        tx,
        context,
        'saveCategories',
        placed.changed.map(({ id }) => id),
      );
      return { changed: placed.changed.length };
    }),

  ...office,
});

/** All nouns of this worker: products and categories, what shoppers think of them and wait for, and what the shop writes beside them. */
export const api = t.mergeRouters(products, reviews, notices, content);
