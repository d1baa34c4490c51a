import type { SearchInput, SearchResult } from '@kontor/contracts/search';
import { now } from '@kontor/kit/clock';
import { log } from '@kontor/kit/log';
import { keepSearched, type Searched } from './store/signals.ts';

const FLUSH_MS = 5_000;
const MOST = 1_000;
const LONGEST = 60;
/** An address, a telephone number, the number of an order or a card: nothing of the kind is kept, whatever it finds. */
const PRIVATE = /@|(\d[\s./-]*){6}/;
/** The web asks for everybody; whoever else asks is counted once for the same words. */
const EVERYBODY = 'web';

let counted = new Map<string, Searched>();
const seen = new Set<string>();

/**
 * Counts what was searched for, so that it can be offered to others: the words alone, never who wrote them, and only of searches
 * without any choice whose every word stands in the catalogue.
 */
export function countSearch(input: SearchInput, { total, relaxed, corrected }: SearchResult, client: string): void {
  const { q, locale, page, category, filters, ranges, priceFrom, priceTo } = input;
  const words = (corrected ?? q).toLocaleLowerCase(locale).replaceAll(/\s+/g, ' ').trim();
  const isPlain = page === 1 && category === undefined && priceFrom === undefined && priceTo === undefined;
  const chosen = Object.keys(filters).length + Object.keys(ranges).length;
  if (words.length < 2 || words.length > LONGEST || PRIVATE.test(words) || !isPlain || chosen > 0 || total === 0 || relaxed) return;
  const person = `${client} ${locale} ${words}`;
  if (client !== EVERYBODY && seen.has(person)) return;
  if (seen.size >= MOST * 10) seen.clear();
  seen.add(person);
  const day = now().toISOString().slice(0, 10);
  const key = `${day} ${locale} ${words}`;
  const times = (counted.get(key)?.times ?? 0) + 1;
  if (times > 1 || counted.size < MOST) counted.set(key, { words, locale, day, times });
}

/** Writes down what was counted. What cannot be written is let go: a search never waits for it. */
export async function keepCounted(): Promise<void> {
  if (counted.size === 0) return;
  const all = [...counted.values()];
  counted = new Map();
  await keepSearched(all).catch((error: unknown) => log.warn({ error: String(error) }, 'what was searched for could not be counted'));
}

const timer = setInterval(() => void keepCounted(), FLUSH_MS).unref();
export async function stopCounting(): Promise<void> {
  clearInterval(timer);
  await keepCounted();
}
