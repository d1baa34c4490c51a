import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { edgesOf } from './facets.ts';

test('parts are cut at round numbers, evenly, or finer below where numbers are far apart', () => {
  assert.deepEqual(edgesOf(1900, 34_900).slice(0, 3), [0, 2500, 5000]);
  assert.deepEqual(edgesOf(0.05, 40), [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50]);
  assert.deepEqual(edgesOf(-3, 3).slice(0, 3), [-3, -2.5, -2]);
});

/** As people write them: to six digits. */
const written = (value: number) => (Math.abs(value) < 1e-6 ? 0 : Number(value.toPrecision(6)));
const number = fc.oneof(
  fc.integer({ min: -1_000_000, max: 1_000_000_000 }),
  fc.double({ min: -1e6, max: 1e9, noNaN: true }).map(written),
  fc.double({ min: 1e-4, max: 10, noNaN: true }).map(written),
);

test('numbers that nobody would write break nothing either', () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      (one, other) => one === other || edgesOf(Math.min(one, other), Math.max(one, other)).length <= 24,
    ),
  );
});

test('every number between the lowest and the highest lies in exactly one of a few parts', () => {
  fc.assert(
    fc.property(number, number, fc.double({ min: 0, max: 1, noNaN: true }), (one, other, share) => {
      const [min, max] = [Math.min(one, other), Math.max(one, other)];
      fc.pre(max - min > 1e-6 * Math.max(Math.abs(min), Math.abs(max)));
      const edges = edgesOf(min, max);
      assert.ok(edges.length >= 2 && edges.length <= 24, `${edges.length} edges`);
      for (const [index, edge] of edges.entries()) assert.ok(index === 0 || edge > (edges[index - 1] ?? edge), 'they rise');
      for (const value of [min, max, min + (max - min) * share])
        assert.equal(edges.slice(1).filter((to, index) => value >= (edges[index] ?? to) && value < to).length, 1, `${value} in ${edges.join(' ')}`);
    }),
    { numRuns: 2_000 },
  );
});
