import { cacheLife, cacheTag } from 'next/cache';
import type { Article, ArticleCard, Collection, CollectionCard, Page } from '@kontor/contracts/content';
import type { ProductCard } from '@kontor/contracts/catalog';
import type { Review } from '@kontor/contracts/review';
import type { Rate } from '@kontor/contracts/shipping';
import type { z } from 'zod';
import { gateway } from './bff';
import { env } from './env';
import { refusalOf } from './refusals';

/** What the shop and its shoppers wrote, and what delivery costs: kept like the catalogue, under the tags that events change. */
const untilChanged = { stale: 30, revalidate: 3_600, expire: 7 * 86_400 };

async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    const code = refusalOf(error)?.code;
    if (code === 'NotFound' || code === 'InvalidInput') return null;
    throw error;
  }
}

export async function collections(): Promise<CollectionCard[]> {
  'use cache';
  cacheLife(untilChanged);
  cacheTag('collections');
  if (env.building) return [];
  return (await gateway().content.collections.query({ limit: 100 })).items;
}

/** A collection with its products' cards: any product may be among them, so any change of one makes it old. */
export async function collectionAt(handle: string): Promise<(Collection & { cards: ProductCard[] }) | null> {
  'use cache';
  cacheLife(untilChanged);
  cacheTag(`collection:${handle}`, 'products');
  if (env.building) return null;
  return orNull(gateway().content.collection.query({ handle }));
}

export async function pages(): Promise<Pick<Page, 'handle' | 'title' | 'changedAt'>[]> {
  'use cache';
  cacheLife(untilChanged);
  cacheTag('pages');
  if (env.building) return [];
  return gateway().content.pages.query({});
}

export async function pageAt(handle: string): Promise<Page | null> {
  'use cache';
  cacheLife(untilChanged);
  cacheTag(`page:${handle}`);
  if (env.building) return null;
  return orNull(gateway().content.page.query({ handle }));
}

export const ARTICLES_A_PAGE = 12;

/** The journal from behind `after`, newest first; an `after` that nobody gave out shows nothing. */
export async function articles(after = '', limit = ARTICLES_A_PAGE): Promise<{ items: ArticleCard[]; next: string | null }> {
  'use cache';
  cacheLife(untilChanged);
  cacheTag('articles');
  if (env.building) return { items: [], next: null };
  return (await orNull(gateway().content.articles.query({ limit, ...(after && { after }) }))) ?? { items: [], next: null };
}

export async function articleAt(handle: string): Promise<z.infer<typeof Article> | null> {
  'use cache';
  cacheLife(untilChanged);
  cacheTag(`article:${handle}`);
  if (env.building) return null;
  return orNull(gateway().content.article.query({ handle }));
}

export const REVIEWS_AT_FIRST = 6;

export async function newestReviews(productId: string): Promise<{ items: Review[]; next: string | null }> {
  'use cache';
  cacheLife(untilChanged);
  cacheTag(`reviews:${productId}`);
  if (env.building) return { items: [], next: null };
  return gateway().review.reviewsOf.query({ productId, limit: REVIEWS_AT_FIRST });
}

/** No rates are no promise: a page stands without one while delivery is away. */
export async function rates(): Promise<Rate[]> {
  'use cache';
  cacheLife(untilChanged);
  cacheTag('rates');
  if (env.building) return [];
  try {
    return await gateway().shipping.rates.query({});
  } catch (error) {
    if (refusalOf(error)?.code !== 'Unavailable') throw error;
    cacheLife({ stale: 30, revalidate: 5, expire: 300 });
    return [];
  }
}
