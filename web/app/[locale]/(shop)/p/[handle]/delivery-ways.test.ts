import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Rate } from '@kontor/contracts/shipping';
import { deliveryWays } from './delivery-ways.ts';

const rate = (name: string, price: number, daysTo: number, over: Partial<Rate> = {}): Rate => ({
  method: name,
  name: { en: name, de: name },
  countries: ['DE'],
  bands: [{ upToGrams: 5_000, price }],
  freeFrom: null,
  daysFrom: 1,
  daysTo,
  ...over,
});
const names = (rates: Rate[], grams = 100) => deliveryWays(rates, grams).map(({ name }) => name.en);

test('the cheapest way comes first, then the quickest', () =>
  assert.deepEqual(names([rate('express', 1290, 1), rate('standard', 490, 4), rate('economy', 390, 7)]), ['economy', 'express']));
test('a way that costs more and takes as long is not named', () => assert.deepEqual(names([rate('standard', 490, 4), rate('other', 590, 4)]), ['standard']));
test('a way for other countries or lighter parcels is none', () =>
  assert.deepEqual(names([rate('abroad', 100, 4, { countries: ['AT'] }), rate('letter', 100, 4, { bands: [{ upToGrams: 50, price: 100 }] })]), []));
