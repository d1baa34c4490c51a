import type { SearchInput } from '@kontor/contracts/search';
import type { Locale } from '@kontor/contracts/ids';
import { pick } from './document.ts';
import type { Known } from './known.ts';
import { inForce } from './rules.ts';
import { IN_STOCK_BOOST, signals } from './signals.ts';
import { below, type Branch, branchesNamed, meant, type Tree } from './tree.ts';
import { otherOf, tellingWords, waysToSay, wordsOf } from './words.ts';

export type Clause = Record<string, unknown>;

const MOST_FACETS_ASKED = 40;
export const MOST_VALUES = 50;
/** A synonym counts a little less than the shopper's own word. */
const OTHERWISE = 0.7;

/** The second part of a German compound says what a thing is: 'Leuchte' finds 'Tischleuchte', 'Tisch' does not. */
const heads = (locale: Locale): string[] => (locale === 'de' ? ['name.de.heads^1.5'] : []);
const fieldsOf = (locale: Locale): string[] => [
  ...heads(locale),
  `name.${locale}^5`,
  `codes.${locale}^4`,
  `brand.${locale}^3`,
  `facts.${locale}^1`,
  `summary.${locale}^1.5`,
  `description.${locale}^1`,
];
const exactly = (q: string): string[] => [...new Set([q, q.replaceAll(/[^\p{L}\p{N}]/gu, '')])].filter((code) => code !== '');

/** Every word must be there, across all fields together, as typed or said otherwise; the whole as a code counts most. */
function strict(q: string, locale: Locale, { tree, rules: { sayings } }: Known): Clause {
  const across = (words: string, language: Locale, boost: number) => ({
    multi_match: { query: words, type: 'cross_fields', operator: 'and', fields: fieldsOf(language), tie_breaker: 1, boost },
  });
  const named = branchesNamed(tree, q, locale).flatMap(({ id }) => below(tree, id));
  const inCategory = named.length > 0 ? [{ constant_score: { filter: { terms: { categories: named } }, boost: 2 } }] : [];
  // 'Wooden toy' is anything wooden among the toys, though no toy says so.
  const { branches, rest } = meant(tree, q, locale);
  const restOfCategory =
    branches.length > 0 && rest.length > 0
      ? [{ bool: { filter: [{ terms: { categories: branches.flatMap(({ id }) => below(tree, id)) } }], must: [across(rest.join(' '), locale, OTHERWISE)] } }]
      : [];
  return {
    bool: {
      must: [
        {
          dis_max: {
            queries: [
              across(q, locale, 1),
              across(q, otherOf(locale), 0.5),
              ...waysToSay(q, sayings).flatMap((way) => [across(way, locale, OTHERWISE), across(way, otherOf(locale), OTHERWISE / 2)]),
              { constant_score: { filter: { terms: { exact: exactly(q) } }, boost: 200 } },
              ...inCategory,
              ...restOfCategory,
            ],
          },
        },
      ],
      should: nearInName(q, locale),
    },
  };
}

/** Words near each other in the name count more. */
const nearInName = (q: string, locale: Locale): Clause[] => [
  { match_phrase: { [`name.${locale}`]: { query: q, slop: 3, boost: 4 } } },
  { multi_match: { query: q, type: 'best_fields', fields: [`name.${locale}^2`, `brand.${locale}`], tie_breaker: 0.3, boost: 1 } },
];

/** Word by word with a typo or two allowed, and of many words some may miss: what is nearest to a query that finds nothing. */
function relaxed(q: string, locale: Locale, { tree, rules: { sayings } }: Known): Clause {
  const should: Clause[] = tellingWords(q).map((word) => ({
    dis_max: {
      tie_breaker: 0.1,
      queries: [
        { multi_match: { query: word, type: 'best_fields', fields: fieldsOf(locale), boost: 2 } },
        {
          multi_match: {
            query: word,
            type: 'best_fields',
            fields: [`name.${locale}^3`, `brand.${locale}^2`, `codes.${locale}^2`, `facts.${locale}`, `summary.${locale}`],
            fuzziness: 'AUTO:4,7',
            prefix_length: 1,
            max_expansions: 30,
          },
        },
        { multi_match: { query: word, type: 'best_fields', fields: fieldsOf(otherOf(locale)), boost: 0.5 } },
        ...waysToSay(word, sayings).map((way) => ({ multi_match: { query: way, type: 'cross_fields', operator: 'and', fields: fieldsOf(locale) } })),
      ],
    },
  }));
  if (should.length === 0) return { match_none: {} };
  const categories = meant(tree, q, locale).branches.flatMap(({ id }) => below(tree, id));
  const inCategory = categories.length > 0 ? [{ constant_score: { filter: { terms: { categories } } } }] : [];
  const must = { dis_max: { queries: [{ bool: { should, minimum_should_match: '1<50%' } }, ...inCategory] } };
  return { bool: { must: [must], should: nearInName(q, locale) } };
}

type Chosen = { facet: string; clause: Clause };

/** What the shopper chose, a clause per facet. */
function chosenOf(input: SearchInput, tree: Tree): Chosen[] {
  const chosen = Object.entries(input.filters)
    .filter(([, values]) => values.length > 0)
    .map(([facet, values]) => ({
      facet,
      clause:
        facet === 'category'
          ? { terms: { categories: values.flatMap((id) => below(tree, id)) } }
          : { terms: { picks: values.map((value) => pick(facet, value)) } },
    }));
  for (const [facet, { from, to }] of Object.entries(input.ranges)) {
    const number = { ...(from !== undefined && { gte: from }), ...(to !== undefined && { lte: to }) };
    const inRange = { bool: { filter: [{ term: { 'facets.id': facet } }, { range: { 'facets.number': number } }] } };
    chosen.push({ facet, clause: { nested: { path: 'facets', query: inRange } } as never });
  }
  const { priceFrom, priceTo } = input;
  if (priceFrom !== undefined || priceTo !== undefined) {
    chosen.push({
      facet: 'price',
      clause: { range: { price: { ...(priceFrom !== undefined && { gte: priceFrom }), ...(priceTo !== undefined && { lte: priceTo }) } } } as never,
    });
  }
  return chosen;
}

/** The categories to drill down to: those directly below the page's, and any that is chosen. */
export function drillDown(input: SearchInput, tree: Tree): Branch[] {
  const here = tree.children.get(input.category ?? null) ?? [];
  const chosen = (input.filters['category'] ?? []).flatMap((id) => tree.byId.get(id) ?? []);
  return [...new Set([...here, ...chosen])];
}

const values = {
  terms: { field: 'facets.value', size: MOST_VALUES, collect_mode: 'breadth_first', order: [{ _count: 'desc' }, { _key: 'asc' }] },
  aggs: { show: { terms: { field: 'facets.show', size: 1 } } },
};

/** Of a facet whose values are numbers: from where to where they go. */
const numbers = { stats: { field: 'facets.number' } };

/** Where one range of prices ends and the next begins, in cents. */
const PRICE_STEPS = [2_500, 5_000, 10_000, 25_000, 100_000];
const priceRanges = [0, ...PRICE_STEPS].map((from, index) => ({ from, ...(PRICE_STEPS[index] !== undefined && { to: PRICE_STEPS[index] }) }));

/** The name of the counts of a facet that was chosen; some characters may not stand in one. */
export const ownCounts = (facet: string): string => `own:${encodeURIComponent(facet)}`;

/** Everything that was chosen but in one facet. */
const allBut = (chosen: readonly Chosen[], facet: string): Clause => ({
  bool: { filter: chosen.filter((one) => one.facet !== facet).map(({ clause }) => clause) },
});

/** Counts of each facet under all choices but its own: any of a facet's values, all facets together. */
function countsOf(input: SearchInput, tree: Tree, chosen: readonly Chosen[]): Clause {
  const but = (facet: string) => allBut(chosen, facet);
  const own = chosen
    .filter(({ facet }) => facet !== 'price' && facet !== 'category')
    .map(({ facet }) => [
      ownCounts(facet),
      {
        filter: but(facet),
        aggs: { facets: { nested: { path: 'facets' }, aggs: { one: { filter: { term: { 'facets.id': facet } }, aggs: { values, numbers } } } } },
      },
    ]);
  const categories = Object.fromEntries(drillDown(input, tree).map(({ id }) => [id, { terms: { categories: below(tree, id) } }]));
  return {
    matching: { filter: { match_all: {} } },
    all: {
      filter: but(''),
      aggs: {
        facets: {
          nested: { path: 'facets' },
          aggs: { ids: { terms: { field: 'facets.id', size: MOST_FACETS_ASKED, collect_mode: 'breadth_first' }, aggs: { values, numbers } } },
        },
      },
    },
    ...Object.fromEntries(own),
    price: { filter: but('price'), aggs: { stats: { stats: { field: 'price' } }, ranges: { range: { field: 'price', ranges: priceRanges } } } },
    ...(Object.keys(categories).length > 0 && { categories: { filter: but('category'), aggs: { each: { filters: { filters: categories } } } } }),
  };
}

const sortOf = ({ sort, locale }: SearchInput): unknown[] => {
  const last = { 'name.en.sort': 'asc' };
  if (sort === 'newest') return [{ releasedAt: { order: 'desc', missing: '_last' } }, last];
  if (sort === 'price-asc') return [{ price: 'asc' }, last];
  if (sort === 'price-desc') return [{ price: 'desc' }, last];
  if (sort === 'name') return [{ [`name.${locale}.sort`]: 'asc' }];
  return ['_score', { releasedAt: { order: 'desc', missing: '_last' } }, last];
};

export type Manner = 'strict' | 'relaxed';

/** Above every score there is; whole numbers up to here are exact in the index's arithmetic. */
const PINNED = 10_000_000;

/** What is found and how it is ranked: by words and signals, and what staff put in front of it all. */
function rankedQuery(input: SearchInput, known: Known, manner: Manner): Clause {
  const asked = manner === 'strict' ? strict : relaxed;
  const must = input.q === '' ? [{ match_all: {} }] : [asked(input.q, input.locale, known)];
  const filter = input.category === undefined ? [] : [{ terms: { categories: below(known.tree, input.category) } }];
  const functions = signals(input, known).map(({ filter: of, weight }) => ({ filter: of, weight }));
  const ranked = { function_score: { query: { bool: { must, filter } }, functions, score_mode: 'multiply', boost_mode: 'multiply' } };
  const { pins } = inForce(known.rules, input);
  if (pins.length === 0) return ranked;
  const pinned = pins.map((id, index) => ({ constant_score: { filter: { bool: { filter: [{ ids: { values: [id] } }, ...filter] } }, boost: PINNED - index } }));
  return { dis_max: { queries: [ranked, ...pinned] } };
}
export const isPinned = (score: number): boolean => score > PINNED / 2;

/** The one request behind a listing. Facets that were chosen narrow the hits after the counting, so that each keeps its other values. */
export function searchBody(input: SearchInput, known: Known, manner: Manner): Clause {
  const chosen = chosenOf(input, known.tree);
  return {
    from: (input.page - 1) * input.pageSize,
    size: input.pageSize,
    _source: ['card'],
    track_total_hits: true,
    query: rankedQuery(input, known, manner),
    post_filter: { bool: { filter: chosen.map(({ clause }) => clause) } },
    sort: [...sortOf(input), { _id: 'asc' }],
    aggs: countsOf(input, known.tree, chosen),
  };
}

/** How many products lie between each two of `edges`, for the price and for facets of numbers: asked once it is known from where to where they go. */
export function histogramBody(input: SearchInput, known: Known, manner: Manner, edges: ReadonlyMap<string, readonly number[]>): Clause {
  const chosen = chosenOf(input, known.tree);
  const between = (ends: readonly number[]) => ends.slice(1).map((to, index) => ({ from: ends[index], to }));
  const aggs = [...edges].map(([facet, ends]) => {
    const ofNumbers = { each: { range: { field: 'facets.number', ranges: between(ends) }, aggs: { products: { reverse_nested: {} } } } };
    const one = { one: { filter: { term: { 'facets.id': facet } }, aggs: ofNumbers } };
    const counted = facet === 'price' ? { each: { range: { field: 'price', ranges: between(ends) } } } : { facets: { nested: { path: 'facets' }, aggs: one } };
    return [ownCounts(facet), { filter: allBut(chosen, facet), aggs: counted }];
  });
  return { size: 0, track_total_hits: false, query: rankedQuery(input, known, manner), aggs: Object.fromEntries(aggs) };
}

/** What to offer while a shopper types: the last word may be unfinished. */
export function suggestBody(q: string, locale: Locale, size: number, manner: Manner, known: Known): Clause {
  const query =
    manner === 'strict'
      ? {
          bool: {
            should: [
              { multi_match: { query: q, type: 'bool_prefix', operator: 'and', fields: [`name.${locale}.typing`, 'brand'] } },
              { constant_score: { filter: { terms: { exact: exactly(q) } }, boost: 50 } },
            ],
          },
        }
      : relaxed(q, locale, known);
  return {
    size,
    _source: ['card'],
    track_total_hits: false,
    query: { function_score: { query, functions: [{ filter: { term: { buyable: true } }, weight: IN_STOCK_BOOST }], boost_mode: 'multiply' } },
    sort: ['_score', { _id: 'asc' }],
  };
}

const SPELLINGS = 8;
/** Near enough, and common: a word that stands in many products is more likely meant than one that stands in few. */
const COMMON = 0.12;

/** Asks for words of the catalogue that are spelled nearly like those that stand nowhere in it. */
export const spellingBody = (q: string): Clause => ({
  size: 0,
  suggest: {
    words: {
      text: wordsOf(q).join(' '),
      term: {
        field: 'spelling',
        suggest_mode: 'missing',
        string_distance: 'damerau_levenshtein',
        max_edits: 2,
        prefix_length: 0,
        min_word_length: 4,
        size: SPELLINGS,
        shard_size: 4 * SPELLINGS,
      },
    },
  },
});

export type Spelled = { text: string; options: readonly { text: string; score: number; freq: number }[] };

/** The query with its unknown words as they are most likely meant; null if there is none to mend. */
export function mended(words: readonly Spelled[]): string | null {
  const likely = ({ score, freq }: Spelled['options'][number]) => score + COMMON * Math.log10(freq + 1);
  const meantBy = ({ text, options }: Spelled) => [...options].sort((a, b) => likely(b) - likely(a))[0]?.text ?? text;
  return words.some(({ options }) => options.length > 0) ? words.map(meantBy).join(' ') : null;
}
