import { z } from 'zod';
import type { Locale } from '@kontor/contracts/ids';
import { StoredCard } from './document.ts';
import { known, type Popular } from './known.ts';
import { spelled, unlessAway } from './listing.ts';
import { type Manner, suggestBody } from './query.ts';
import { search } from './store/opensearch.ts';
import { categoriesLike } from './tree.ts';
import { fold, wordsOf } from './words.ts';

const SUGGESTED = { products: 6, categories: 4, queries: 4 };
/** Completions are taken from the names of so many products. */
const LOOKED_AT = 20;

const Cards = z.object({ hits: z.object({ hits: z.array(z.object({ _source: z.object({ card: StoredCard }) })) }) });

/**
 * What else people search for that begins so: first what others did search for and found, then the unfinished word completed from
 * the names of what it finds.
 */
function queriesLike(typed: string, locale: Locale, asked: readonly Popular[], names: readonly string[]): string[] {
  const start = fold(typed).trim();
  const others = asked.filter((one) => one.locale === locale && fold(one.words).startsWith(start)).map(({ words }) => words);
  const before = typed.trim().split(/\s+/).slice(0, -1);
  const unfinished = wordsOf(typed).at(-1) ?? '';
  const counts = new Map<string, number>();
  for (const name of names)
    for (const word of new Set(name.toLocaleLowerCase(locale).match(/[\p{L}\p{N}]+/gu) ?? []))
      if (unfinished.length > 1 && fold(word).startsWith(unfinished) && fold(word) !== unfinished) counts.set(word, (counts.get(word) ?? 0) + 1);
  const completed = [...counts]
    .sort(([a, many], [b, more]) => more - many || a.localeCompare(b))
    .map(([word]) => [...before, word].join(' ').toLocaleLowerCase(locale));
  const once = new Map([...others, ...completed].map((words) => [fold(words), words]));
  once.delete(start);
  return [...once.values()].slice(0, SUGGESTED.queries);
}

/** A few products, categories and searches for what was typed so far, and how it may have been meant. */
export const suggest = (q: string, locale: Locale) =>
  unlessAway(async () => {
    const what = await known();
    const cards = async (words: string, manner: Manner) =>
      (await search(Cards, suggestBody(words, locale, LOOKED_AT, manner, what))).hits.hits.map(({ _source }) => _source.card);
    const strict = await cards(q, 'strict');
    const corrected = strict.length > 0 ? null : await spelled(q);
    const right = corrected === null ? [] : await cards(corrected, 'strict');
    const found = strict.length > 0 ? strict : right.length > 0 ? right : await cards(q, 'relaxed');
    const meant = corrected !== null && right.length > 0 ? corrected : q;
    return {
      products: found.slice(0, SUGGESTED.products),
      categories: categoriesLike(what.tree, meant, locale, SUGGESTED.categories).map(({ id, name }) => ({ id, name })),
      queries: queriesLike(meant, locale, what.popular, strict.length > 0 || right.length > 0 ? found.map(({ name }) => name[locale]) : []),
      ...(meant !== q && { corrected: meant }),
    };
  });
