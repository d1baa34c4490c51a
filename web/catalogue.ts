import { cacheLife, cacheTag } from 'next/cache';
import type { Category, Product, ProductCard } from '@kontor/contracts/catalog';
import type { SearchInput, SearchResult } from '@kontor/contracts/search';
import { gateway } from './bff';
import { env } from './env';
import { isAway, refusalOf } from './refusals';

/**
 * What everybody may see, asked once and kept under the tags that events change. The hour is only the floor, for the day an
 * event is lost. During the build nobody is asked: those pages are replaced at their first request.
 */
const untilChanged = { stale: 30, revalidate: 3_600, expire: 7 * 86_400 };

export async function categories(): Promise<Category[]> {
  'use cache';
  cacheLife(untilChanged);
  cacheTag('categories');
  if (env.building) return [];
  return gateway().catalog.categories.query({});
}

/** One product, or null when there is none (an answer too: it holds until somebody makes one). */
export async function productAt(handle: string): Promise<Product | null> {
  'use cache';
  cacheLife(untilChanged);
  cacheTag(`product-handle:${handle}`);
  if (env.building) return null;
  try {
    const product = await gateway().catalog.product.query({ handle });
    cacheTag(`product:${product.id}`);
    return product;
  } catch (error) {
    const code = refusalOf(error)?.code;
    if (code === 'NotFound' || code === 'InvalidInput') return null;
    throw error;
  }
}

export async function cardsOf(ids: readonly string[]): Promise<ProductCard[]> {
  'use cache';
  cacheLife(untilChanged);
  cacheTag(...ids.map((id) => `product:${id}`));
  if (env.building || ids.length === 0) return [];
  return gateway().catalog.productsById.query({ ids: [...ids] });
}

const nothing: SearchResult = { total: 0, page: 1, pageSize: 24, items: [], facets: [], price: null, relaxed: false };
/** A page made while search was away is made again soon: 300 is the least that Next allows for a static page. */
const untilBack = { stale: 30, revalidate: 5, expire: 300 };

/**
 * Products as search gives them: of the whole house, or of a category and all below it. While search is away the page around
 * them still stands, and `isAway` says why it is empty.
 */
export async function listing(input: Partial<SearchInput>): Promise<SearchResult & { isAway?: boolean }> {
  'use cache';
  cacheLife(untilChanged);
  cacheTag('listings', ...(input.category ? [`category:${input.category}`] : []));
  if (env.building) return nothing;
  try {
    return await gateway().search.products.query({ ...input, histograms: true });
  } catch (error) {
    if (!isAway(error)) throw error;
    cacheLife(untilBack);
    return { ...nothing, isAway: true };
  }
}

/** Every page stands there once per language; a sitemap holds 50,000 at most. */
const SITEMAP_PART = 5_000;

export async function handlesAfter(start: string) {
  'use cache';
  cacheLife(untilChanged);
  if (env.building) return { items: [], next: null };
  return gateway().catalog.handles.query({ ...(start && { after: start }), limit: SITEMAP_PART });
}

/** Where each part of the products' sitemap begins: after this handle. */
export async function sitemapStarts(): Promise<string[]> {
  const starts = [''];
  for (let start: string | null | undefined = ''; ; starts.push(start)) {
    start = (await handlesAfter(start)).next;
    if (!start) return starts;
  }
}
