import type { Told } from '@kontor/kit/journal';
import { allCategories, allOffers, allProducts, countPublished, productsAfterId } from './store/catalogue.ts';
import { toldOfCategory, toldOfOffer, toldOfProduct } from './tell.ts';

/** The whole catalogue as events, and at the end that it was all. */
export async function* retell(): AsyncGenerator<Told & { version: number }> {
  for (const category of await allCategories()) yield toldOfCategory(category);
  for await (const offer of allOffers()) yield* toldOfOffer(offer);
  for await (const product of allProducts()) yield toldOfProduct(product);
  yield { type: 'CatalogueRetold', subject: 'catalogue', version: 1, data: { published: await countPublished() } };
}

const PAGE = 250;
type State = Told & { version: number };

/** A page of what search needs of the catalogue: all categories before the first products, and after the last that it was all. */
export async function retellPage(after: string): Promise<{ told: State[]; next: string | null }> {
  const categories = after === '' ? (await allCategories()).map(toldOfCategory) : [];
  const products = await productsAfterId(after, PAGE);
  const last = products.at(-1);
  const told: State[] = [...categories, ...products.map(toldOfProduct)];
  if (last && products.length === PAGE) return { told, next: last.id };
  return { told: [...told, { type: 'CatalogueRetold', subject: 'catalogue', version: 1, data: { published: await countPublished() } }], next: null };
}
