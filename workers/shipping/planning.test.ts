import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  countOf,
  isShortEnough,
  leaveOut,
  type Limits,
  type Line,
  piecesOf,
  planParcels,
  relocated,
  spaceIn,
  spaceOf,
  takeOut,
  weightOf,
  whatIsThere,
} from './planning.ts';

const SKUS = ['A', 'B', 'C', 'D'];
const PLACES = ['berlin', 'leipzig', null];
const GRAMS = 31_500;
const LIMITS: Limits = { grams: GRAMS, mm: [1_200, 600, 600] };
const side = fc.oneof(fc.integer({ min: 1, max: 700 }), fc.constantFrom(600, 1_200, 1_201));
const size = fc.option(fc.record({ length: side, width: side, height: side }), { nil: undefined });
const lines = fc
  .array(
    fc.record({
      sku: fc.constantFrom(...SKUS),
      location: fc.constantFrom(...PLACES),
      quantity: fc.integer({ min: 1, max: 12 }),
      waiting: fc.nat(12),
      weightGrams: fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.constantFrom(0, 31_500, 31_501, 60_000)),
      packedMm: size,
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((all): Line[] => {
    const articles = new Map(all.map(({ sku, weightGrams, packedMm }) => [sku, { weightGrams, packedMm }]));
    const unique = [...new Map(all.map((line) => [`${line.sku} ${line.location}`, line])).values()];
    return unique.map((line) => ({ ...line, waiting: Math.min(line.waiting, line.quantity), ...articles.get(line.sku) }));
  });
const isOneParcel = (parcel: Line[]) => weightOf(parcel) <= GRAMS && spaceOf(parcel) <= spaceIn(LIMITS) && parcel.every((line) => isShortEnough(line, LIMITS));
const summed = (some: readonly Line[]) => {
  const sums = new Map<string, [number, number]>();
  for (const { sku, location, quantity, waiting } of some) {
    const [pieces, late] = sums.get(`${sku} ${location}`) ?? [0, 0];
    sums.set(`${sku} ${location}`, [pieces + quantity, late + waiting]);
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
};

test('every piece is in one parcel, each parcel leaves from one place, none is too heavy or too large, and no two could be one', () => {
  fc.assert(
    fc.property(lines, (pieces) => {
      const parcels = planParcels(pieces, LIMITS);
      assert.deepEqual(summed(parcels.flat()), summed(pieces));
      for (const parcel of parcels) {
        assert.equal(new Set(parcel.map(({ location }) => location)).size, 1);
        assert.ok(isOneParcel(parcel) || countOf(parcel) === 1, 'only a piece that is too heavy or too large by itself is');
        assert.equal(new Set(parcel.map(({ sku }) => sku)).size, parcel.length, 'a parcel names an article once');
      }
      for (const [index, one] of parcels.entries())
        for (const other of parcels.slice(index + 1))
          assert.ok(one[0]?.location !== other[0]?.location || !isOneParcel([...one, ...other]), 'these could be one');
    }),
    { numRuns: 500 },
  );
});

test('the same order is planned the same way', () => {
  fc.assert(fc.property(lines, (pieces) => assert.deepEqual(planParcels(pieces, LIMITS), planParcels(pieces, LIMITS))));
});

test('pieces lie where their stock was allocated, as many as were ordered; what no allocation names lies nobody knows where', () => {
  const ordered = fc.uniqueArray(fc.record({ sku: fc.constantFrom(...SKUS), quantity: fc.integer({ min: 1, max: 9 }), weightGrams: fc.nat(900) }), {
    selector: ({ sku }) => sku,
  });
  const allocation = fc.array(
    fc.record({
      sku: fc.constantFrom(...SKUS),
      location: fc.constantFrom('berlin', 'leipzig'),
      quantity: fc.integer({ min: 1, max: 9 }),
      waiting: fc.integer({ min: 1, max: 9 }),
    }),
  );
  fc.assert(
    fc.property(ordered, allocation, (wanted, given) => {
      const pieces = piecesOf(wanted, given);
      for (const { sku, quantity } of wanted) assert.equal(countOf(pieces.filter((line) => line.sku === sku)), quantity);
      assert.equal(countOf(pieces), countOf(wanted));
      for (const { quantity, waiting } of pieces) assert.ok(quantity > 0 && waiting >= 0 && waiting <= quantity);
    }),
  );
});

test('what is taken out and what is left are what was there; cancelled pieces are first those that wait, sent ones those that are there', () => {
  const wish = fc.uniqueArray(fc.record({ sku: fc.constantFrom(...SKUS), quantity: fc.integer({ min: 1, max: 20 }) }), { selector: ({ sku }) => sku });
  fc.assert(
    fc.property(lines, wish, (pieces, wanted) => {
      for (const take of [takeOut, leaveOut]) {
        const { kept, taken } = take(pieces, wanted);
        assert.deepEqual(summed([...kept, ...taken]), summed(pieces));
        for (const { sku } of pieces) {
          const [all, out] = [pieces, taken].map((some) => countOf(some.filter((line) => line.sku === sku)));
          assert.equal(out, Math.min(all ?? 0, wanted.find((one) => one.sku === sku)?.quantity ?? 0));
        }
        for (const { quantity, waiting } of [...kept, ...taken]) assert.ok(quantity > 0 && waiting >= 0 && waiting <= quantity);
        for (const line of taken) {
          const rest = kept.find((one) => one.sku === line.sku && one.location === line.location);
          if (rest && take === leaveOut) assert.ok(rest.waiting === 0 || line.waiting === line.quantity);
          if (rest && take === takeOut) assert.ok(line.waiting === 0 || rest.waiting === rest.quantity);
        }
      }
      const { there, waiting } = whatIsThere(pieces);
      assert.deepEqual(summed([...there, ...waiting]), summed(pieces));
      assert.ok(there.every((line) => line.waiting === 0) && waiting.every((line) => line.waiting === line.quantity));
    }),
  );
});

test('what came in elsewhere is sent from there, and what another parcel takes is not counted twice', () => {
  const line = (location: string, quantity: number): Line => ({ sku: 'A', location, quantity, waiting: 0, weightGrams: 100 });
  const allocation = [
    { sku: 'A', location: 'berlin', quantity: 2 },
    { sku: 'A', location: 'leipzig', quantity: 1 },
  ];
  assert.deepEqual(relocated([line('berlin', 2)], allocation, [line('berlin', 1)]), [line('berlin', 1), line('leipzig', 1)]);
  assert.deepEqual(relocated([line('berlin', 2)], [], []), [line('berlin', 2)]);
});
