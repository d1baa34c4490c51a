import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PiecePrice, share, splitOver, taxInside } from '@kontor/contracts/money';
import { Receipt, stepsOf, taxHow } from '@kontor/contracts/receipt';
import { anOffer, aPromotion, aShopper } from '../examples.ts';
import { methodsFor } from './delivery.ts';
import { type Priced, receiptOf } from './receipt.ts';

const cents = fc.integer({ min: 0, max: 5_000_00 });
const lines = fc.array(
  fc.record({
    price: cents,
    quantity: fc.integer({ min: 1, max: 99 }),
    taxClass: fc.constantFrom('standard' as const, 'reduced' as const, 'zero' as const),
    category: fc.constantFrom('cups', 'lamps'),
  }),
  { minLength: 1, maxLength: 20 },
);
const carts = lines.map((all) =>
  all.map(({ price, quantity, taxClass, category }, index) => ({ offer: anOffer({ sku: `S${index}`, price, taxClass, categories: [category] }), quantity })),
);
const benefits = fc.oneof(
  fc.record({ kind: fc.constant('percent' as const), percent: fc.integer({ min: 1, max: 10_000 }) }),
  fc.record({ kind: fc.constant('amount' as const), amount: fc.integer({ min: 1, max: 900_00 }) }),
  fc.record({ kind: fc.constant('free-shipping' as const), methods: fc.constant<string[]>([]) }),
  fc.record({
    kind: fc.constant('buy-get' as const),
    buy: fc.integer({ min: 1, max: 4 }),
    get: fc.integer({ min: 1, max: 4 }),
    percent: fc.integer({ min: 1, max: 10_000 }),
  }),
);
const promotions = fc
  .array(
    fc.record({
      benefit: benefits,
      combines: fc.boolean(),
      minimum: fc.constantFrom(0, 100_00),
      categories: fc.constantFrom<string[]>([], ['cups']),
      isOver: fc.boolean(),
    }),
    { maxLength: 6 },
  )
  .map((all) => all.map(({ isOver, ...one }, index) => aPromotion({ ...one, id: `p-${index}`, code: index % 2 ? `CODE-${index}` : null, on: !isOver })));
const vat = fc.constantFrom(null, { id: 'ATU12345678', standing: 'valid' as const }, { id: 'ATU12345678', standing: 'unchecked' as const });
const circumstances = fc
  .record({
    price: cents,
    country: fc.constantFrom('DE', 'AT', 'FR', 'US', 'CH', 'GB'),
    vat,
    promotions,
    prices: fc.constantFrom('gross' as const, 'net' as const),
  })
  .map(({ price, ...rest }) => ({
    ...rest,
    method: { id: 'standard', price },
    shopper: aShopper({ codes: ['CODE-1', 'CODE-3', 'CODE-5', 'NOBODYS'] }),
  }));
const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
const to = (country: string, more: Partial<Parameters<typeof receiptOf>[1]> = {}) => ({ method: null, country, ...more });

test('the steps of a receipt sum to its total for any cart, promotions and destination', () => {
  fc.assert(
    fc.property(carts, circumstances, (cart, here) => {
      const receipt = receiptOf(cart, here);
      assert.equal(sum(stepsOf(receipt).map(({ amount }) => amount)), receipt.total);
      assert.equal(receipt.subtotal - receipt.discount + receipt.shipping - receipt.relief + receipt.added, receipt.total);
      assert.equal(receipt.added, here.prices === 'net' ? receipt.tax : 0);
      assert.ok(sum(receipt.lines.map(({ added }) => added)) <= receipt.added);
      assert.equal(sum(receipt.taxes.map(({ gross }) => gross)), receipt.total);
      assert.equal(sum(receipt.taxes.map(({ tax }) => tax)), receipt.tax);
      assert.deepEqual(Receipt.parse(receipt), receipt);
    }),
  );
});

test('no amount is below zero, and no line or delivery costs less than nothing', () => {
  fc.assert(
    fc.property(carts, circumstances, (cart, here) => {
      const receipt = receiptOf(cart, here);
      assert.ok(receipt.total >= 0 && receipt.discount >= 0 && receipt.relief >= 0);
      for (const { total, discount } of receipt.lines) assert.ok(discount >= 0 && discount <= total);
      const delivery = sum(receipt.promotions.map((one) => one.delivery));
      assert.ok(delivery <= receipt.shipping);
      assert.equal(sum(receipt.lines.map(({ discount }) => discount)) + delivery, receipt.discount);
      for (const { gross, tax } of receipt.taxes) assert.ok(tax >= 0 && tax <= gross);
    }),
  );
});

test('what a promotion takes off is split over its lines exactly', () => {
  fc.assert(
    fc.property(carts, circumstances, (cart, here) => {
      for (const { amount, delivery, lines: parts } of receiptOf(cart, here).promotions) assert.equal(sum(parts.map((part) => part.amount)) + delivery, amount);
    }),
  );
});

test('the order of the lines and of the promotions does not matter', () => {
  fc.assert(
    fc.property(carts, circumstances, (cart, here) => {
      const bySku = ({ lines: all, ...receipt }: ReturnType<typeof receiptOf>) => ({ ...receipt, lines: [...all].sort((a, b) => (a.sku < b.sku ? -1 : 1)) });
      const turned = receiptOf([...cart].reverse(), { ...here, promotions: [...here.promotions].reverse() });
      assert.deepEqual(bySku(turned), bySku(receiptOf(cart, here)));
    }),
  );
});

test('every promotion that was looked at and every code is either applied or has a reason, unless nobody needs to hear of it', () => {
  fc.assert(
    fc.property(carts, circumstances, (cart, here) => {
      const { promotions: applied, notApplied } = receiptOf(cart, here);
      const codes = [...applied, ...notApplied].flatMap(({ code }) => code ?? []);
      assert.equal(new Set(codes).size, codes.length);
      for (const code of here.shopper.codes) assert.ok(codes.includes(code), code);
    }),
  );
});

test('a step that was rounded can be worked out again', () => {
  fc.assert(
    fc.property(carts, circumstances, (cart, here) => {
      const receipt = receiptOf(cart, here);
      for (const { how, amount } of stepsOf(receipt)) if (how) assert.equal(share(how.of, how.times, how.over), Math.abs(amount));
      for (const { rate, gross, tax } of here.prices === 'gross' ? receipt.taxes : []) {
        const { of, times, over } = taxHow(gross, rate);
        assert.equal(share(of, times, over), tax);
      }
    }),
  );
});

test('the gross price is the same in every country, the tax inside is not', () => {
  const cart = [{ offer: anOffer({ price: 11_900 }), quantity: 1 }];
  const taxIn = (country: string) => {
    const { total, tax, treatment } = receiptOf(cart, to(country));
    return [total, tax, treatment];
  };
  assert.deepEqual(taxIn('DE'), [11_900, 1_900, 'domestic']);
  assert.deepEqual(taxIn('FR'), [11_900, 1_983, 'oss']);
  for (const country of ['CH', 'GB', 'US']) assert.deepEqual(taxIn(country), [11_900, 0, 'export']);
});

test('a business of another member state does not pay the tax to us; one at home, or whose id nobody could check, does', () => {
  const cart: Priced[] = [
    { offer: anOffer({ price: 12_000 }), quantity: 1 },
    { offer: anOffer({ sku: 'BOOK', price: 1_100, taxClass: 'reduced' }), quantity: 1 },
  ];
  const told = (country: string, id: string, standing: 'valid' | 'invalid' | 'unchecked') => {
    const { total, tax, relief, treatment } = receiptOf(cart, to(country, { vat: { id, standing } }));
    return { total, tax, relief, treatment };
  };
  assert.deepEqual(told('AT', 'ATU12345678', 'valid'), { total: 11_000, tax: 0, relief: 2_100, treatment: 'reverse-charge' });
  assert.equal(told('GR', 'EL123456789', 'valid').treatment, 'reverse-charge');
  for (const standing of ['invalid', 'unchecked'] as const) assert.equal(told('AT', 'ATU12345678', standing).treatment, 'oss');
  assert.deepEqual(told('DE', 'ATU12345678', 'valid').treatment, 'domestic');
  assert.deepEqual(told('AT', 'DE123456789', 'valid').treatment, 'oss');
  assert.deepEqual(told('CH', 'CHE123456789', 'valid').treatment, 'export');
});

test('to net prices the tax of the destination is added, once per rate; a business that owes it itself, and an export, pay the price', () => {
  const cart: Priced[] = [
    { offer: anOffer({ price: 333 }), quantity: 3 },
    { offer: anOffer({ sku: 'BOOK', price: 1_000, taxClass: 'reduced' }), quantity: 1 },
  ];
  const told = (country: string, more: object = {}) => {
    const { subtotal, added, relief, tax, taxes, total } = receiptOf(cart, to(country, { prices: 'net', ...more }));
    return { subtotal, added, relief, tax, total, taxes: taxes.map((one) => [one.rate, one.gross, one.tax]) };
  };
  const home = [
    [1_900, 1_189, 190],
    [700, 1_070, 70],
  ];
  assert.deepEqual(told('DE'), { subtotal: 1_999, added: 260, relief: 0, tax: 260, total: 2_259, taxes: home });
  const untaxed = { subtotal: 1_999, added: 0, relief: 0, tax: 0, total: 1_999 };
  assert.deepEqual(told('AT', { vat: { id: 'ATU12345678', standing: 'valid' } }), { ...untaxed, taxes: [[0, 1_999, 0]] });
  assert.deepEqual(told('CH'), { ...untaxed, taxes: [[0, 1_999, 0]] });
});

test('a receipt of before promotions still reads', () => {
  const before = {
    currency: 'EUR',
    lines: [{ sku: 'A', quantity: 1, price: 100, total: 100, taxRate: 1900 }],
    subtotal: 100,
    discount: 0,
    shipping: 0,
    taxes: [{ rate: 1900, gross: 100, tax: 16 }],
    tax: 16,
    total: 100,
  };
  assert.equal(sum(stepsOf(Receipt.parse(before)).map(({ amount }) => amount)), 100);
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

test('a full cart of the dearest pieces is still an amount', () => {
  const price = PiecePrice.maxValue ?? 0;
  const dearest = Array.from({ length: 100 }, (_, index) => ({ offer: anOffer({ sku: `S${index}`, price }), quantity: 99 }));
  const receipt = receiptOf(dearest, { method: { id: 'standard', price }, country: 'DE' });
  assert.deepEqual(Receipt.parse(receipt), receipt);
  assert.ok(Number.isSafeInteger(receipt.total));
});
