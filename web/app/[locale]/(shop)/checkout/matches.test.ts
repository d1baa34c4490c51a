import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyCart, withAdded, withQuantity } from '../cart/optimistic.ts';
import { isFor } from './matches.ts';

const text = { en: 'Mug', de: 'Becher' };
const mug = { productId: 'p-mug', handle: 'mug', name: text, variant: text, price: 1_900, forSale: true };
const cart = withAdded(emptyCart, 'MUG', 2, mug);
const receipt = { lines: [{ sku: 'MUG', quantity: 2 }] };

test('a receipt is for the cart with the same lines in the same quantities', () => assert.equal(isFor(cart, receipt), true));
test('it is not for a cart with fewer pieces, more lines or none', () => {
  for (const other of [withQuantity(cart, 'MUG', 1), withAdded(cart, 'BOWL', 1, mug), emptyCart]) assert.equal(isFor(other, receipt), false);
});
