import assert from 'node:assert/strict';
import { test } from 'node:test';
import { amountIn, written } from './amount.ts';

test('amounts are read with comma or dot, with and without cents', () => {
  assert.deepEqual(['19.90', '19,9', ' 19 ', '0,05', '19,90 €'].map(amountIn), [1990, 1990, 1900, 5, 1990]);
});

test('what could mean two things, or nothing, is no amount', () => {
  assert.deepEqual(['', '1.234', '1.234,50', '-3', 'abc', '1e3', '19,999'].map(amountIn), [null, null, null, null, null, null, null]);
});

test('an amount that is written and read again is the same', () => {
  for (const amount of [0, 5, 1990, 100_000]) for (const locale of ['en', 'de'] as const) assert.equal(amountIn(written(amount, locale)), amount);
});
