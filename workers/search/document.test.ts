import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Product } from '@kontor/contracts/catalog';
import { documentOf } from './document.ts';

const text = { en: 'a', de: 'a' };
const rated = (count: number, average: number) =>
  documentOf(
    Product.parse({
      id: 'a',
      handle: 'a',
      name: text,
      summary: text,
      description: text,
      categories: [],
      variants: [{ sku: 'a', price: 1, availability: 'in' }],
      rating: { count, average, stars: [0, 0, 0, 0, count] },
      version: 1,
      changedAt: '2026-01-01T00:00:00.000Z',
    }),
  ).picks.filter((pick) => pick.startsWith('rating='));

test('a product stands under each number of stars that it reaches', () => {
  assert.deepEqual(rated(2, 45), ['rating=4', 'rating=3']);
  assert.deepEqual(rated(2, 39), ['rating=3']);
  assert.deepEqual([rated(2, 29), rated(0, 0)], [[], []]);
});
