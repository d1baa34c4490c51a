import { createHash } from 'node:crypto';
import type { SearchDocument } from '../document.ts';

const language = (stemmer: string, stopwords: string, before: string[] = []) => ({
  filter: { stem: { type: 'stemmer', language: stemmer }, stop: { type: 'stop', stopwords } },
  chain: (name: string) => ['lowercase', ...before, `${name}_stop`, 'asciifolding', `${name}_stem`],
});
const languages = { en: language('light_english', '_english_'), de: language('light_german', '_german_', ['german_normalization']) };

/** '500 GB' and '500gb', '15"' and '15 inch' are the same. */
const UNITS = 'gb|tb|mb|kg|mm|cm|ml|mah|mhz|ghz|hz|va|kva|wh|dpi|ppm|lm';
const char_filter = {
  inches: { type: 'pattern_replace', pattern: `(?i)(\\d)\\s*(?:["″”]|''|(?:inch(?:es)?|zoll)\\b)`, replacement: '$1inch ' },
  units: { type: 'pattern_replace', pattern: `(?i)(\\d)\\s+(${UNITS})\\b`, replacement: '$1$2' },
};
const custom = (filter: string[]) => ({ type: 'custom', tokenizer: 'standard', char_filter: Object.keys(char_filter), filter });

const analysis = {
  char_filter,
  filter: {
    ends: { type: 'edge_ngram', min_gram: 4, max_gram: 20 },
    ...Object.fromEntries(
      Object.entries(languages).flatMap(([name, { filter }]) => [
        [`${name}_stem`, filter.stem],
        [`${name}_stop`, filter.stop],
      ]),
    ),
  },
  normalizer: { folded: { type: 'custom', filter: ['lowercase', 'asciifolding'] } },
  analyzer: {
    ...Object.fromEntries(Object.entries(languages).map(([name, { chain }]) => [name, custom(chain(name))])),
    de_heads: custom([...languages.de.chain('de'), 'reverse', 'ends', 'reverse']),
    typing: custom(['lowercase', 'asciifolding']),
  },
};

const text = (analyzer: string) => ({ type: 'text', analyzer });
const inBoth = { properties: { en: text('en'), de: text('de') } };
/** A word that is no language's own (a brand, a code), analysed as each of them does, so that all words may match across fields. */
const asBoth = { ...text('typing'), fields: { en: text('en'), de: text('de') } };
const name = (analyzer: string, parts = {}) => ({
  ...text(analyzer),
  fields: { ...parts, typing: text('typing'), sort: { type: 'keyword', normalizer: 'folded', ignore_above: 256 } },
});
const keyword = { type: 'keyword' };
const folded = { type: 'keyword', normalizer: 'folded' };

const properties: Record<keyof SearchDocument, unknown> = {
  card: { type: 'object', enabled: false },
  name: { properties: { en: name('en'), de: name('de', { heads: { type: 'text', analyzer: 'de_heads', search_analyzer: 'de' } }) } },
  brand: asBoth,
  codes: asBoth,
  exact: folded,
  summary: inBoth,
  description: inBoth,
  facts: inBoth,
  spelling: { ...text('typing'), index_options: 'docs', norms: false },
  categories: keyword,
  picks: keyword,
  facets: { type: 'nested', properties: { id: keyword, value: keyword, number: { type: 'double' }, show: { type: 'keyword', index: false } } },
  price: { type: 'long' },
  buyable: { type: 'boolean' },
  rating: { type: 'byte' },
  releasedAt: { type: 'date' },
};

/** One shard, so that counts of facets are exact; deletions are remembered long enough for late messages. */
const settings = { number_of_shards: 1, auto_expand_replicas: '0-1', refresh_interval: '1s', gc_deletes: '1h', max_result_window: 40_000, analysis };
const mappings = { dynamic: 'strict', properties };

/** Tells an index that was made by another release. */
export const madeFrom: string = createHash('sha256').update(JSON.stringify({ settings, mappings })).digest('hex').slice(0, 12);
export const definition = { settings, mappings: { ...mappings, _meta: { madeFrom } } };
