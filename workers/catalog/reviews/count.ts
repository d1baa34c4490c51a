import { isDeepStrictEqual } from 'node:util';
import { now } from '@kontor/kit/clock';
import { keepProducts, productsFor, type Tx } from '../store/catalogue.ts';
import { forgetPurchases, keepReviews, reviewsOfAuthors, starsOf } from '../store/reviews.ts';
import { tellChanges } from '../tell.ts';
import { forgetAuthor, type Kept, ratingFrom } from './rules.ts';

/** Keeps reviews and counts the products' ratings anew; tells what changed. */
export async function keepAndCount(tx: Tx, changed: readonly Kept[]): Promise<void> {
  if (changed.length === 0) return;
  await keepReviews(tx, changed);
  const ids = [...new Set(changed.map(({ review: { productId } }) => productId))];
  const stars = await starsOf(tx, ids);
  const products = (await productsFor(tx, ids)).flatMap((product) => {
    const rating = ratingFrom(stars.get(product.id) ?? []);
    return isDeepStrictEqual(rating, product.rating) ? [] : [{ ...product, rating, version: product.version + 1, changedAt: now().toISOString() }];
  });
  await keepProducts(tx, products);
  await tellChanges(tx, { products, reviews: changed.map(({ review: one }) => one) });
}

/** Takes the names of people who closed their account off their reviews. Once they are off, the same again finds nothing. */
export async function forgetPeople(tx: Tx, ids: readonly string[]): Promise<void> {
  await keepAndCount(tx, (await reviewsOfAuthors(tx, ids)).map(forgetAuthor));
  await forgetPurchases(tx, ids);
}
