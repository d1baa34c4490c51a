import type { Told } from '@kontor/kit/journal';
import { allCategories, allOffers, allProducts, countPublished } from './store/catalogue.ts';
import { toldOfCategory, toldOfOffer, toldOfProduct } from './tell.ts';

/** The whole catalogue as events, and at the end that it was all. */
export async function* retell(): AsyncGenerator<Told & { version: number }> {
  for (const category of await allCategories()) yield toldOfCategory(category);
  for await (const offer of allOffers()) yield* toldOfOffer(offer);
  for await (const product of allProducts()) yield toldOfProduct(product);
  yield { type: 'CatalogueRetold', subject: 'catalogue', version: 1, data: { published: await countPublished() } };
}
