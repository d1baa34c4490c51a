import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Receipt } from '@kontor/contracts/receipt';
import { changesBetween } from './changes.ts';

const receipt = (price: number, shipping = 490) =>
  Receipt.parse({
    currency: 'EUR',
    lines: [{ sku: 'MUG', quantity: 2, price, total: 2 * price, taxRate: 1900 }],
    subtotal: 2 * price,
    discount: 0,
    shipping,
    taxes: [],
    tax: 0,
    total: 2 * price + shipping,
  });

test('a changed total names each price that is another one, and delivery', () => {
  assert.deepEqual(changesBetween(receipt(1_000), receipt(1_200)), [{ sku: 'MUG', before: 1_000, now: 1_200 }]);
  assert.deepEqual(changesBetween(receipt(1_000), receipt(1_000, 0)), [{ sku: null, before: 490, now: 0 }]);
  assert.deepEqual(changesBetween(receipt(1_000), receipt(1_000)), []);
});
