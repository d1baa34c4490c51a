import { testWorld } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { Product } from '@kontor/contracts/catalog';
import { type Bucket, SearchInput, type SearchResult } from '@kontor/contracts/search';

const world = await testWorld('search');
const { migrate } = await import('./migrate.ts');
const { documentOf } = await import('./document.ts');
const { ALIAS, dropIndex, refresh, write } = await import('./store/opensearch.ts');
const { indicesToWrite, journal, keepCategories, versions } = await import('./store/postgres.ts');
const { listProducts } = await import('./listing.ts');
const { edgesOf } = await import('./facets.ts');

const text = (en: string) => ({ en, de: en });
const PARENTS: Record<string, string | null> = { a: null, a1: 'a', a2: 'a', a11: 'a1', b: null };
const isBelow = (id: string, above: string): boolean => id === above || (PARENTS[id] != null && isBelow(PARENTS[id], above));

before(async () => {
  await migrate();
  await journal.transaction((tx) =>
    keepCategories(
      tx,
      Object.entries(PARENTS).map(([id, parent]) => ({ id, parent, name: text(id), position: 0, version: 1 })),
    ),
  );
});
after(async () => {
  for (const { name } of await versions()) await dropIndex(name);
  await journal.close();
  await world.stop();
});

/** On both sides of where ranges begin. */
const PRICES = [1, 2_499, 2_500, 9_999, 10_000, 100_000];
const RANGES = [
  [0, 2_499],
  [2_500, 4_999],
  [5_000, 9_999],
  [10_000, 24_999],
  [25_000, 99_999],
  [100_000, null],
] as const;
const rangesOf = (prices: number[]) =>
  RANGES.map(([from, to]) => ({ from, to, count: prices.filter((price) => price >= from && price <= (to ?? Infinity)).length })).filter(
    ({ count }) => count > 0,
  );

/** How many things have any of their numbers in each part. */
function spread(numbers: number[][]): Bucket[] {
  const all = numbers.flat();
  const [min, max] = [Math.min(...all), Math.max(...all)];
  if (all.length === 0 || min === max) return [];
  const edges = edgesOf(min, max);
  return edges.slice(1).map((to, index) => {
    const from = edges[index] ?? to;
    return { from, to, count: numbers.filter((own) => own.some((number) => number >= from && number < to)).length };
  });
}

const some = <T>(values: T[]) => fc.subarray(values, { maxLength: 2 });
const one = fc.record({
  brand: fc.constantFrom('', 'Ada', 'Bo'),
  material: some(['oak', 'steel', 'linen']),
  power: some(['5', '5.5', '10', '40']),
  colour: fc.subarray(['moss', 'ink', 'clay'], { minLength: 1 }),
  categories: some(Object.keys(PARENTS)),
  price: fc.constantFrom(...PRICES),
  availability: fc.constantFrom('in' as const, 'low' as const, 'out' as const),
});
type One = typeof one extends fc.Arbitrary<infer T> ? T : never;

const productOf = ({ brand, material, power, colour, categories, price, availability }: One, index: number) =>
  Product.parse({
    id: `p${index}`,
    handle: `p${index}`,
    name: text(`thing ${index}`),
    brand,
    summary: text(''),
    description: text(''),
    categories,
    version: 1,
    changedAt: '2026-01-01T00:00:00.000Z',
    attributes: Object.entries({ material, power })
      .filter(([, values]) => values.length > 0)
      .map(([id, values]) => ({
        id,
        label: text(id),
        values: values.map((value) => ({ id: value, label: text(value), ...(id === 'power' && { number: Number(value) }) })),
      })),
    options: [{ id: 'colour', label: text('colour'), values: colour.map((id) => ({ id, label: text(id), swatch: '#aabbcc' })) }],
    variants: colour.map((id) => ({ sku: `${index}-${id}`, choice: { colour: id }, price, availability })),
  });

const filters = fc.record(
  {
    brand: some(['Ada', 'Bo']),
    material: some(['oak', 'steel', 'linen']),
    power: some(['5', '10']),
    colour: some(['moss', 'ink']),
    availability: some(['in', 'out']),
    category: some(['a', 'a1', 'b']),
  },
  { requiredKeys: [] },
);
const watts = fc.constantFrom(5, 5.5, 7, 10, 40);
const ranges = fc.record({ power: fc.record({ from: watts, to: watts }, { requiredKeys: [] }) }, { requiredKeys: [] });
const asked = fc.record(
  { filters, ranges, category: fc.constantFrom('a', 'a1'), priceFrom: fc.constantFrom(...PRICES), priceTo: fc.constantFrom(...PRICES) },
  { requiredKeys: ['filters'] },
);

/** The same in the plainest way: look at each product. */
type Plainly = Pick<SearchResult, 'total' | 'price'> & { powers: Bucket[]; counts: Record<string, Record<string, number>> };
function plainly(things: One[], input: SearchInput): Plainly {
  const valuesOf = (thing: One, facet: string): string[] => {
    const { brand, availability, colour, material, power, categories } = thing;
    if (facet === 'category') return Object.keys(PARENTS).filter((id) => categories.some((own) => isBelow(own, id)));
    return { brand: brand ? [brand] : [], availability: [availability], colour, material, power }[facet] ?? [];
  };
  const here = things.filter(({ categories }) => input.category === undefined || categories.some((own) => isBelow(own, input.category ?? '')));
  const isWithin = (thing: One, { from = -Infinity, to = Infinity }) => thing.power.some((watt) => Number(watt) >= from && Number(watt) <= to);
  const passes = (thing: One, but: string) =>
    (but === 'power' || input.ranges['power'] === undefined || isWithin(thing, input.ranges['power'])) &&
    Object.entries(input.filters).every(
      ([facet, chosen]) => facet === but || chosen.length === 0 || chosen.some((value) => valuesOf(thing, facet).includes(value)),
    ) &&
    (but === 'price' || (thing.price >= (input.priceFrom ?? 0) && thing.price <= (input.priceTo ?? Infinity)));
  const counts = Object.fromEntries(
    ['brand', 'availability', 'colour', 'material', 'power', 'category'].map((facet) => {
      const values = here.filter((thing) => passes(thing, facet)).flatMap((thing) => valuesOf(thing, facet));
      return [facet, Object.fromEntries([...new Set(values)].map((value) => [value, values.filter((each) => each === value).length]))];
    }),
  );
  const prices = here.filter((thing) => passes(thing, 'price')).map(({ price }) => price);
  return {
    total: here.filter((thing) => passes(thing, '')).length,
    price:
      prices.length > 0
        ? { min: Math.min(...prices), max: Math.max(...prices), ranges: rangesOf(prices), buckets: spread(prices.map((price) => [price])) }
        : null,
    powers: spread(here.filter((thing) => passes(thing, 'power')).map(({ power }) => power.map(Number))),
    counts,
  };
}

test('facets count any of their own values and all of the others, as looking at each product does', async () => {
  let version = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(one, { maxLength: 12 }), fc.array(asked, { minLength: 4, maxLength: 4 }), async (things, inputs) => {
      version++;
      const indices = await journal.transaction((tx) => indicesToWrite(tx));
      const writes = Array.from({ length: 12 }, (_, index) => {
        const thing = things[index];
        return { id: `p${index}`, version, document: thing ? documentOf(productOf(thing, index)) : null };
      });
      await write(indices, writes);
      await refresh(ALIAS);
      for (const raw of inputs) {
        const input = SearchInput.parse({ ...raw, histograms: true });
        const result = await listProducts(input);
        const expected = plainly(things, input);
        assert.deepEqual(
          { total: result.total, items: result.items.length, price: result.price },
          { total: expected.total, items: expected.total, price: expected.price },
        );
        const power = result.facets.find(({ id }) => id === 'power');
        if (power) assert.deepEqual(power.range?.buckets ?? [], expected.powers);
        const shown = new Map(result.facets.map((facet) => [facet.id, facet]));
        for (const [facet, counts] of Object.entries(expected.counts)) {
          const chosen = input.filters[facet] ?? [];
          for (const value of shown.get(facet)?.values ?? [])
            assert.deepEqual([facet, value.id, value.count, value.chosen], [facet, value.id, counts[value.id] ?? 0, chosen.includes(value.id)]);
          if (facet === 'category') continue;
          const wanted = new Set([...Object.keys(counts), ...chosen]);
          if (wanted.size > 1 || chosen.length > 0) assert.deepEqual(new Set(shown.get(facet)?.values.map(({ id }) => id)), wanted, facet);
        }
      }
    }),
    { numRuns: 25 },
  );
});
