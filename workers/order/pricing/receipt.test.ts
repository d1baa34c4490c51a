import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { share, splitOver, taxInside } from '@kontor/contracts/money';
import { methodsFor } from './delivery.ts';
import { receiptOf } from './receipt.ts';
import { anOffer } from '../examples.ts';

const cents = fc.integer({ min: 0, max: 5_000_00 });
const lines = fc.array(
  fc.record({ price: cents, quantity: fc.integer({ min: 1, max: 99 }), taxClass: fc.constantFrom('standard' as const, 'reduced' as const, 'zero' as const) }),
  { minLength: 1, maxLength: 20 },
);
const priced = lines.map((all) => all.map(({ price, quantity, taxClass }, index) => ({ offer: anOffer({ sku: `S${index}`, price, taxClass }), quantity })));
const country = fc.constantFrom('DE', 'AT', 'FR', 'US');

test('a receipt sums to its total for any cart', () => {
  fc.assert(
    fc.property(priced, cents, country, (cart, shipping, destination) => {
      const receipt = receiptOf(cart, shipping, destination);
      assert.equal(
        receipt.lines.reduce((sum, line) => sum + line.total, 0),
        receipt.subtotal,
      );
      assert.equal(receipt.subtotal - receipt.discount + receipt.shipping, receipt.total);
      assert.equal(
        receipt.taxes.reduce((sum, { gross }) => sum + gross, 0),
        receipt.total,
      );
      assert.equal(
        receipt.taxes.reduce((sum, { tax }) => sum + tax, 0),
        receipt.tax,
      );
    }),
  );
});

test('the tax inside is never negative and never more than the gross', () => {
  fc.assert(
    fc.property(priced, cents, country, (cart, shipping, destination) => {
      for (const { gross, tax } of receiptOf(cart, shipping, destination).taxes) assert.ok(tax >= 0 && tax <= gross);
    }),
  );
});

test('the order of the lines does not matter for the total and its tax', () => {
  fc.assert(
    fc.property(priced, cents, country, (cart, shipping, destination) => {
      const [one, other] = [receiptOf(cart, shipping, destination), receiptOf([...cart].reverse(), shipping, destination)];
      assert.deepEqual({ total: one.total, tax: one.tax, taxes: one.taxes }, { total: other.total, tax: other.tax, taxes: other.taxes });
    }),
  );
});

test('the gross price is the same in every country, the tax inside is not', () => {
  const cart = [{ offer: anOffer({ price: 11_900 }), quantity: 1 }];
  assert.equal(receiptOf(cart, 0, 'DE').tax, 1_900);
  assert.equal(receiptOf(cart, 0, 'FR').total, 11_900);
  assert.equal(receiptOf(cart, 0, 'FR').tax, 1_983);
  assert.equal(receiptOf(cart, 0, 'US').tax, 0);
});

test('halves are rounded away from zero, both ways', () => {
  assert.equal(share(1, 1, 2), 1);
  assert.equal(share(-1, 1, 2), -1);
  assert.equal(share(1, 1, 3), 0);
  assert.equal(taxInside(107, 700), 7);
});

test('splitting an amount gives it back exactly, and nobody more than a cent off', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000, max: 1_000_000 }),
      fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 30 }),
      (amount, weights) => {
        const parts = splitOver(amount, weights);
        assert.equal(
          parts.reduce((sum, part) => sum + part, 0),
          amount,
        );
        const all = weights.reduce((sum, weight) => sum + weight, 0);
        if (all > 0) for (const [index, part] of parts.entries()) assert.ok(Math.abs(part - (amount * (weights[index] ?? 0)) / all) < 1);
      },
    ),
  );
});

test('delivery takes the first band that bears the weight, and is free from its threshold', () => {
  const rate = {
    method: 'standard',
    name: { en: 'Standard', de: 'Standard' },
    countries: ['DE'],
    bands: [
      { upToGrams: 10_000, price: 790 },
      { upToGrams: 2_000, price: 490 },
    ],
    freeFrom: 7_900,
    daysFrom: 2,
    daysTo: 4,
  };
  const at = (weightGrams: number, subtotal: number, to = 'DE') => methodsFor([rate], { country: to, weightGrams, subtotal }).map(({ price }) => price);
  assert.deepEqual(at(2_000, 1), [490]);
  assert.deepEqual(at(2_001, 1), [790]);
  assert.deepEqual(at(2_001, 7_900), [0]);
  assert.deepEqual(at(10_001, 1), []);
  assert.deepEqual(at(1, 1, 'AT'), []);
});
