import { z } from 'zod';
import { ProductCard } from '@kontor/contracts/catalog';
import type { Locale } from '@kontor/contracts/ids';
import { Refusal } from '@kontor/contracts/refusals';
import type { SearchInput, SearchResult } from '@kontor/contracts/search';
import { log } from '@kontor/kit/log';
import { Answer, resultOf } from './facets.ts';
import { searchBody, suggestBody } from './query.ts';
import { IndexAway, search } from './store/opensearch.ts';
import { branches } from './store/postgres.ts';
import { categoriesLike, type Tree, treeOf } from './tree.ts';

const TREE_MS = 1_000;
const SUGGESTED = { products: 6, categories: 4 };
let known: { tree: Tree; until: number } = { tree: treeOf([]), until: 0 };

/** The tree is read anew at the next search; other processes see a change within a second. */
export function forgetTree(): void {
  known = { ...known, until: 0 };
}

async function tree(): Promise<Tree> {
  if (known.until > Date.now()) return known.tree;
  try {
    known = { tree: treeOf(await branches()), until: Date.now() + TREE_MS };
  } catch (error) {
    // Searching goes on with the tree as it was.
    log.warn({ error: String(error) }, 'the category tree cannot be read');
    known = { ...known, until: Date.now() + TREE_MS };
  }
  return known.tree;
}

async function unlessAway<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof IndexAway ? new Refusal('Unavailable', { service: 'search' }) : error;
  }
}

/** A page of products with its facets. What is written right wins; only when nothing is found are typos forgiven. */
export const listProducts = (input: SearchInput): Promise<SearchResult> =>
  unlessAway(async () => {
    const categories = await tree();
    const answer = await search(Answer, searchBody(input, categories, 'strict'));
    if (answer.aggregations.matching.doc_count > 0 || input.q === '') return resultOf(input, categories, answer);
    return resultOf(input, categories, await search(Answer, searchBody(input, categories, 'lenient')));
  });

const Cards = z.object({ hits: z.object({ hits: z.array(z.object({ _source: z.object({ card: ProductCard }) })) }) });

/** A few products and categories for what was typed so far. */
export const suggest = (q: string, locale: Locale) =>
  unlessAway(async () => {
    const cards = async (manner: 'strict' | 'lenient') =>
      (await search(Cards, suggestBody(q, locale, SUGGESTED.products, manner))).hits.hits.map(({ _source }) => _source.card);
    const [strict, categories] = await Promise.all([cards('strict'), tree()]);
    const products = strict.length > 0 ? strict : await cards('lenient');
    return { products, categories: categoriesLike(categories, q, locale, SUGGESTED.categories).map(({ id, name }) => ({ id, name })) };
  });
