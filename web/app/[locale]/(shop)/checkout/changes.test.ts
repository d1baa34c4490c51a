import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesBetween } from './changes.ts';

const receipt = (price: number, shipping = 490) => ({ lines: [{ sku: 'MUG', price }], shipping });

test('a changed total names each price that is another one, and delivery', () => {
  assert.deepEqual(changesBetween(receipt(1_000), receipt(1_200)), [{ sku: 'MUG', before: 1_000, now: 1_200 }]);
  assert.deepEqual(changesBetween(receipt(1_000), receipt(1_000, 0)), [{ sku: null, before: 490, now: 0 }]);
  assert.deepEqual(changesBetween(receipt(1_000), receipt(1_000)), []);
});
