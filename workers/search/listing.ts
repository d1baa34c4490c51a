import { z } from 'zod';
import { ProductCard } from '@kontor/contracts/catalog';
import type { Locale } from '@kontor/contracts/ids';
import { Refusal } from '@kontor/contracts/refusals';
import type { SearchInput, SearchResult } from '@kontor/contracts/search';
import { log } from '@kontor/kit/log';
import { Answer, resultOf } from './facets.ts';
import { type Manner, mended, searchBody, spellingBody, suggestBody } from './query.ts';
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

const Spelling = z.object({
  suggest: z.object({
    words: z.array(z.object({ text: z.string(), options: z.array(z.object({ text: z.string(), score: z.number(), freq: z.number() })) })),
  }),
});
const spelled = async (q: string): Promise<string | null> => mended((await search(Spelling, spellingBody(q))).suggest.words);

/**
 * A page of products with its facets. What is written right wins; when nothing is found unknown words are mended, and if that does not
 * help what is nearest is shown. The answer says so.
 */
export const listProducts = (input: SearchInput): Promise<SearchResult> =>
  unlessAway(async () => {
    const categories = await tree();
    const ask = (q: string, manner: Manner) => search(Answer, searchBody({ ...input, q }, categories, manner));
    const finds = ({ aggregations }: z.infer<typeof Answer>) => aggregations.matching.doc_count > 0;
    const plain = await ask(input.q, 'strict');
    if (input.q === '' || finds(plain)) return resultOf(input, categories, plain);
    const corrected = await spelled(input.q);
    const right = corrected === null ? null : await ask(corrected, 'strict');
    if (corrected !== null && right && finds(right)) return { ...resultOf(input, categories, right), corrected };
    const near = await ask(corrected ?? input.q, 'relaxed');
    return { ...resultOf(input, categories, near), relaxed: finds(near) };
  });

const Cards = z.object({ hits: z.object({ hits: z.array(z.object({ _source: z.object({ card: ProductCard }) })) }) });

/** A few products and categories for what was typed so far. */
export const suggest = (q: string, locale: Locale) =>
  unlessAway(async () => {
    const all = await tree();
    const cards = async (manner: Manner) =>
      (await search(Cards, suggestBody(q, locale, SUGGESTED.products, manner, all))).hits.hits.map(({ _source }) => _source.card);
    const strict = await cards('strict');
    const products = strict.length > 0 ? strict : await cards('relaxed');
    return { products, categories: categoriesLike(all, q, locale, SUGGESTED.categories).map(({ id, name }) => ({ id, name })) };
  });
