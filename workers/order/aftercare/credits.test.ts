import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Receipt } from '@kontor/contracts/receipt';
import type { Credit } from '@kontor/contracts/return';
import fc from 'fast-check';
import { aPromotion, anOffer, aShopper } from '../examples.ts';
import { receiptOf } from '../pricing/receipt.ts';
import { creditFor, owed } from './credits.ts';

const at = new Date('2026-12-01T10:00:00Z');
const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
const vat = { id: 'ATU12345678', standing: 'valid' as const };

const aCart = fc.array(fc.record({ price: fc.integer({ min: 0, max: 50_000 }), pieces: fc.integer({ min: 1, max: 7 }), reduced: fc.boolean() }), {
  minLength: 1,
  maxLength: 6,
});
const aReceipt = fc
  .record({
    cart: aCart,
    delivery: fc.integer({ min: 0, max: 2_000 }),
    percent: fc.integer({ min: 0, max: 10_000 }),
    country: fc.constantFrom('DE', 'AT', 'CH'),
    isBusiness: fc.boolean(),
    prices: fc.constantFrom('gross' as const, 'net' as const),
  })
  .map(({ cart, delivery, percent, country, isBusiness, prices }): Receipt => {
    const lines = cart.map(({ price, pieces, reduced }, index) => ({
      offer: anOffer({ sku: `S-${index}`, price, taxClass: reduced ? 'reduced' : 'standard' }),
      quantity: pieces,
    }));
    const promotions = percent > 0 ? [aPromotion({ benefit: { kind: 'percent', percent } })] : [];
    return receiptOf(lines, { method: { id: 'standard', price: delivery }, country, prices, promotions, shopper: aShopper(), vat: isBusiness ? vat : null });
  });

/** Takes pieces back in the order of `picks`, one credit after the other, and all that is left with the last. */
function takeBack(receipt: Receipt, picks: { line: number; pieces: number }[]): Credit[] {
  const left = new Map(receipt.lines.map(({ sku, quantity }) => [sku, quantity]));
  const credits: Credit[] = [];
  const take = (lines: { sku: string; quantity: number }[], delivery: number) => {
    const some = lines.filter(({ quantity }) => quantity > 0);
    credits.push(creditFor({ receipt, credits }, { id: `c-${credits.length}`, cause: 'returned', at, lines: some, delivery }));
    for (const { sku, quantity } of some) left.set(sku, (left.get(sku) ?? 0) - quantity);
  };
  for (const { line, pieces } of picks) {
    const sku = receipt.lines[line % receipt.lines.length]?.sku ?? '';
    take([{ sku, quantity: Math.min(pieces, left.get(sku) ?? 0) }], 0);
  }
  take(
    [...left].map(([sku, quantity]) => ({ sku, quantity })),
    Number.MAX_SAFE_INTEGER,
  );
  return credits;
}

const somePicks = fc.array(fc.record({ line: fc.nat(5), pieces: fc.integer({ min: 1, max: 4 }) }), { maxLength: 12 });

test('taken back in any parts and order, the credits come to the total and to the tax of each rate, to the cent', () => {
  fc.assert(
    fc.property(aReceipt, somePicks, (receipt, picks) => {
      const credits = takeBack(receipt, picks);
      assert.equal(sum(credits.map(({ amount }) => amount)), receipt.total);
      for (const { rate, gross, tax } of receipt.taxes) {
        const ofRate = credits.flatMap(({ taxes }) => taxes.filter((one) => one.rate === rate));
        assert.equal(sum(ofRate.map((one) => one.gross)), gross);
        assert.equal(sum(ofRate.map((one) => one.tax)), tax);
      }
    }),
  );
});

test('each credit adds up by itself, and nothing in it is below zero', () => {
  fc.assert(
    fc.property(aReceipt, somePicks, (receipt, picks) => {
      for (const { lines, delivery, taxes, amount } of takeBack(receipt, picks)) {
        assert.equal(sum(lines.map((line) => line.amount)) + delivery, amount);
        assert.equal(sum(taxes.map(({ gross }) => gross)), amount);
        assert.ok([amount, delivery, ...lines.map((line) => line.amount), ...taxes.flatMap(({ gross, tax }) => [gross, tax])].every((one) => one >= 0));
      }
    }),
  );
});

test('a receipt of before reliefs were named by line is shared out all the same', () => {
  fc.assert(
    fc.property(aReceipt, (receipt) => {
      const old: Receipt = { ...receipt, lines: receipt.lines.map((line) => ({ ...line, relief: 0 })) };
      const { lines, delivery } = owed(old);
      assert.equal(sum(lines.map(({ paid }) => paid)) + delivery, receipt.total);
    }),
  );
});

test('one of three pieces at 10 % off: a third of what was paid, the odd cent with the last', () => {
  const receipt = receiptOf([{ offer: anOffer({ price: 999 }), quantity: 3 }], {
    method: { id: 'standard', price: 490 },
    country: 'DE',
    promotions: [aPromotion()],
    shopper: aShopper(),
  });
  assert.equal(receipt.total, 2_997 - 300 + 490);
  const one = { sku: 'MUG-SAGE', quantity: 1 };
  const credits: Credit[] = [];
  for (const delivery of [0, 0, 490]) credits.push(creditFor({ receipt, credits }, { id: 'c', cause: 'returned', at, lines: [one], delivery }));
  assert.deepEqual(
    credits.map(({ amount }) => amount),
    [899, 899, 899 + 490],
  );
});
