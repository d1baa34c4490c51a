import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyCart, piecesWithoutLine, withAdded, withQuantity, type KnownLine } from './optimistic.ts';

const mug: KnownLine = {
  productId: 'p-mug',
  handle: 'stoneware-mug',
  name: { en: 'Mug', de: 'Becher' },
  variant: { en: 'Moss', de: 'Moos' },
  price: 1900,
  forSale: true,
};

test('a known product stands in the cart at once with its total', () => {
  const cart = withAdded(emptyCart, 'MUG-MOSS', 2, mug);
  assert.deepEqual([cart.items, cart.total, cart.lines[0]?.total], [2, 3800, 3800]);
});

test('adding what is there already raises its quantity', () => {
  const cart = withAdded(withAdded(emptyCart, 'MUG-MOSS', 1, mug), 'MUG-MOSS', 2);
  assert.deepEqual([cart.lines.length, cart.items, cart.total], [1, 3, 5700]);
});

test('of an unknown product only the count of items rises', () => {
  const cart = withAdded(emptyCart, 'MUG-MOSS', 2);
  assert.deepEqual([cart.lines.length, cart.items, piecesWithoutLine(cart)], [0, 2, 2]);
});

test('quantity nought removes the line', () => {
  const cart = withQuantity(withAdded(emptyCart, 'MUG-MOSS', 2, mug), 'MUG-MOSS', 0);
  assert.deepEqual(cart, emptyCart);
});

test('no line holds more than 99 pieces', () => {
  const cart = withAdded(withAdded(emptyCart, 'MUG-MOSS', 98, mug), 'MUG-MOSS', 5);
  assert.equal(cart.lines[0]?.quantity, 99);
});
