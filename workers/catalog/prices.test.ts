import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addPrice, lowestBefore, type PricePoint } from './prices.ts';

const DAY_MS = 86_400_000;
const START = Date.parse('2026-03-01T00:00:00.000Z');
const day = (number: number) => new Date(START + number * DAY_MS).toISOString();
const history = (...steps: [day: number, price: number][]) =>
  steps.reduce<PricePoint[]>((points, [number, price]) => addPrice(points, undefined, price, day(number)), []);

test('the lowest price of the 30 days before counts, not the last one', () => {
  assert.equal(lowestBefore(history([0, 5000], [10, 3900], [12, 5000], [20, 4500])), 3900);
});

test('a price that ended more than 30 days before does not count', () => {
  assert.equal(lowestBefore(history([0, 3900], [5, 5000], [36, 4500])), 5000);
});

test('a price that began long ago and still held within the 30 days counts', () => {
  assert.equal(lowestBefore(history([0, 3900], [300, 5000], [301, 4500])), 3900);
});

test('nothing is known of a SKU that never had another price', () => assert.equal(lowestBefore(history([0, 5000])), undefined));

test('the same price again is no new beginning', () => {
  assert.deepEqual(history([0, 5000], [10, 4000], [20, 4000]), history([0, 5000], [10, 4000]));
});

test('a SKU older than its history brings its last price along', () => {
  assert.equal(lowestBefore(addPrice([], 5000, 4000, day(0))), 5000);
});

test('forgetting what is over changes no answer', () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(steps, (given) => {
      let at = 0;
      const dated = given.map(([after, price]) => {
        at += after;
        return { since: at, price };
      });
      const kept = history(...dated.map(({ since, price }): [number, number] => [since, price]));
      const all = dated.filter(({ price }, index) => price !== dated[index - 1]?.price);
      const last = all.at(-1);
      const held = all.slice(0, -1).filter((_, index) => (all[index + 1]?.since ?? 0) > (last?.since ?? 0) - 30);
      assert.equal(lowestBefore(kept), held.length > 0 ? Math.min(...held.map(({ price }) => price)) : undefined);
      assert.ok(kept.length <= 32, 'one point a day and the one before');
    }),
  );
});
