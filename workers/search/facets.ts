import { z } from 'zod';
import type { Bucket, Facet, SearchInput, SearchResult } from '@kontor/contracts/search';
import { type Show, StoredCard } from './document.ts';
import { drillDown, ownCounts } from './query.ts';
import type { Tree } from './tree.ts';

const MOST_FACETS = 16;
/** A facet is judged by how much its first values tell: one with thousands of values helps nobody. */
const JUDGED_BY = 12;
const CATEGORY = { en: 'Category', de: 'Kategorie' };

const Values = z.object({
  buckets: z.array(z.object({ key: z.string(), doc_count: z.int(), show: z.object({ buckets: z.array(z.object({ key: z.string() })) }) })),
});
const Numbers = z.object({ count: z.int(), min: z.number().nullable(), max: z.number().nullable() });
const Counted = z.object({ doc_count: z.int() });
const Aggregations = z
  .object({
    matching: Counted,
    all: z.object({ facets: z.object({ ids: z.object({ buckets: z.array(z.object({ key: z.string(), values: Values, numbers: Numbers })) }) }) }),
    price: z.object({
      stats: Numbers,
      ranges: z.object({ buckets: z.array(z.object({ from: z.number(), to: z.number().optional(), doc_count: z.int() })) }),
    }),
    categories: z.object({ each: z.object({ buckets: z.record(z.string(), Counted) }) }).optional(),
  })
  .catchall(z.unknown());
const Own = z.object({ facets: z.object({ one: z.object({ values: Values, numbers: Numbers }) }) });

/** What the index answers to `searchBody`, as far as it is read. */
export const Answer = z.object({
  hits: z.object({ total: z.object({ value: z.int() }), hits: z.array(z.object({ _source: z.object({ card: StoredCard }) })) }),
  aggregations: Aggregations,
});

/** What was chosen stays, also when nothing of it is left. */
function facetOf(id: string, { buckets }: z.infer<typeof Values>, { min, max }: z.infer<typeof Numbers>, chosen: readonly string[]): Facet {
  const shown = buckets.map((bucket) => ({ ...(JSON.parse(bucket.show.buckets[0]?.key ?? '{}') as Partial<Show>), id: bucket.key, count: bucket.doc_count }));
  const present = new Set(shown.map((value) => value.id));
  const values = shown.map(({ id: value, count, label = { en: value, de: value }, swatch }) => ({
    id: value,
    label,
    count,
    chosen: chosen.includes(value),
    ...(swatch && { swatch }),
  }));
  const numbers = new Map(shown.map((value) => [value.id, value.number]));
  const isOfNumbers = values.length > 0 && values.every((value) => numbers.get(value.id) !== undefined);
  if (isOfNumbers) values.sort((a, b) => (numbers.get(a.id) ?? 0) - (numbers.get(b.id) ?? 0));
  const gone = chosen.filter((value) => !present.has(value)).map((value) => ({ id: value, label: { en: value, de: value }, count: 0, chosen: true }));
  const { facet: label = { en: id, de: id }, unit } = shown[0] ?? {};
  const range = isOfNumbers && id !== 'rating' && min !== null && max !== null && min < max ? { min, max, buckets: [] } : null;
  return { id, label, ...(unit && { unit }), values: [...values, ...gone], ...(range && { range }) };
}

function categoryFacet(input: SearchInput, tree: Tree, counts: Record<string, { doc_count: number }>): Facet | null {
  const chosen = input.filters['category'] ?? [];
  const values = drillDown(input, tree)
    .map(({ id, name }) => ({ id, label: name, count: counts[id]?.doc_count ?? 0, chosen: chosen.includes(id) }))
    .filter((value) => value.count > 0 || value.chosen);
  return values.length > 0 ? { id: 'category', label: CATEGORY, values } : null;
}

const weight = ({ values }: Facet): number =>
  values
    .map(({ count }) => count)
    .sort((a, b) => b - a)
    .slice(0, JUDGED_BY)
    .reduce((sum, count) => sum + count, 0);

/** Category, brand and colours first, then what tells most about this result, availability last; those that are chosen are always there. */
function rank(facets: readonly Facet[], ranges: SearchInput['ranges']): Facet[] {
  const place = ({ id, values }: Facet) =>
    id === 'category' ? 0 : id === 'brand' ? 1 : values.some(({ swatch }) => swatch) ? 2 : id === 'availability' ? 4 : 3;
  const isChosen = (facet: Facet) => facet.id in ranges || facet.values.some(({ chosen }) => chosen);
  // One value alone narrows little: it goes in while there is room.
  const tells = ({ id, values }: Facet) => values.length > 1 || id === 'category';
  const first = [...facets].sort(
    (a, b) =>
      Number(isChosen(b)) - Number(isChosen(a)) ||
      Number(tells(b)) - Number(tells(a)) ||
      Number(place(a) === 3) - Number(place(b) === 3) ||
      weight(b) - weight(a) ||
      a.id.localeCompare(b.id),
  );
  return first.slice(0, MOST_FACETS).sort((a, b) => place(a) - place(b) || weight(b) - weight(a) || a.id.localeCompare(b.id));
}

/** A page of results from the index's answer. */
export function resultOf(input: SearchInput, tree: Tree, { hits, aggregations }: z.infer<typeof Answer>): SearchResult {
  const { all, price, categories } = aggregations;
  const facets = new Map(all.facets.ids.buckets.map(({ key, values, numbers }) => [key, facetOf(key, values, numbers, [])]));
  for (const id of new Set([...Object.keys(input.filters), ...Object.keys(input.ranges)])) {
    const own = Own.safeParse(aggregations[ownCounts(id)]);
    if (own.success) facets.set(id, facetOf(id, own.data.facets.one.values, own.data.facets.one.numbers, input.filters[id] ?? []));
  }
  const byCategory = categoryFacet(input, tree, categories?.each.buckets ?? {});
  const { count, min, max } = price.stats;
  const ranges = price.ranges.buckets
    .filter((range) => range.doc_count > 0)
    .map(({ from, to, doc_count }) => ({ from, to: to === undefined ? null : to - 1, count: doc_count }));
  return {
    total: hits.total.value,
    page: input.page,
    pageSize: input.pageSize,
    items: hits.hits.map(({ _source }) => _source.card),
    facets: rank([...(byCategory ? [byCategory] : []), ...facets.values()], input.ranges),
    relaxed: false,
    price: count > 0 && min !== null && max !== null ? { min, max, ranges, buckets: [] } : null,
  };
}

const MOST_BUCKETS = 16;
/** Beyond this the low values would all stand in the first of equal steps: each is then wider than the one before. */
const UNEVEN = 100;
/** Beyond this even a step a decade is too many. */
const MOST_UNEVEN = 1e13;
const LEAST_STEP = 1e-12;
const STEPS = [1, 2, 2.5, 5, 10];
/** The round numbers of a decade: as many as there is room for. */
const SERIES = [[1, 2, 5], [1, 3], [1]];
const tidy = (value: number): number => Number(value.toPrecision(12));

/** Round numbers that cut what lies between two values into at most sixteen parts; none where nobody could tell them apart. */
export function edgesOf(min: number, max: number): number[] {
  if (min > 0 && max / min >= UNEVEN && max / min <= MOST_UNEVEN) {
    const decades = Math.ceil(Math.log10(max / min));
    const series = SERIES.find((one) => (decades + 1) * one.length <= MOST_BUCKETS) ?? [1];
    const all = Array.from({ length: decades + 2 }, (_, index) => 10 ** (Math.floor(Math.log10(min)) + index)).flatMap((decade) =>
      series.map((one) => tidy(one * decade)),
    );
    const first = all.findLastIndex((edge) => edge <= min);
    const last = all.findIndex((edge) => edge > max);
    return all.slice(Math.max(first, 0), last + 1);
  }
  const rough = (max - min) / (MOST_BUCKETS - 1);
  if (!Number.isFinite(rough) || rough < LEAST_STEP) return [];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((one) => one * power >= rough) ?? 10) * power;
  const from = Math.floor(min / step);
  // Numbers that differ by next to nothing leave fewer edges: then there is nothing to show.
  return [...new Set(Array.from({ length: Math.floor(max / step) - from + 2 }, (_, index) => tidy((from + index) * step)))];
}

/** Where to count how the shown numbers are spread, by facet. */
export function spansOf({ facets, price }: SearchResult): Map<string, number[]> {
  const numbers = facets.flatMap(({ id, range }) => (range ? [[id, edgesOf(range.min, range.max)] as const] : []));
  const prices = price && price.max > price.min ? [['price', edgesOf(price.min, price.max)] as const] : [];
  return new Map([...prices, ...numbers].filter(([, edges]) => edges.length > 1));
}

const Ranged = z.array(z.object({ from: z.number(), to: z.number(), doc_count: z.int(), products: Counted.optional() }));
const Spread = z.union([
  z.object({ each: z.object({ buckets: Ranged }) }),
  z.object({ facets: z.object({ one: z.object({ each: z.object({ buckets: Ranged }) }) }) }),
]);
/** What the index answers to `histogramBody`. */
export const Spreads = z.object({ aggregations: z.record(z.string(), Spread) });

/** The same result with how its numbers are spread. A product with two numbers in one part counts once there. */
export function withSpreads(result: SearchResult, { aggregations }: z.infer<typeof Spreads>): SearchResult {
  const bucketsOf = (facet: string): Bucket[] => {
    const spread = aggregations[ownCounts(facet)];
    const { buckets } = spread === undefined ? { buckets: [] } : 'each' in spread ? spread.each : spread.facets.one.each;
    return buckets.map(({ from, to, doc_count, products }) => ({ from, to, count: products?.doc_count ?? doc_count }));
  };
  return {
    ...result,
    price: result.price && { ...result.price, buckets: bucketsOf('price') },
    facets: result.facets.map((facet) => (facet.range ? { ...facet, range: { ...facet.range, buckets: bucketsOf(facet.id) } } : facet)),
  };
}
