import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TaxClass } from '@kontor/contracts/money';
import { receiptOf } from '../../workers/order/pricing/receipt.ts';
import { breakIn, flawOf } from './papers.ts';

const text = { en: '', de: '' };
const priced = fc.record({
  quantity: fc.integer({ min: 1, max: 99 }),
  offer: fc
    .record({ price: fc.integer({ min: 0, max: 1_000_000 }), taxClass: fc.constantFrom(...TaxClass.options) })
    .map((facts) => ({ sku: 'A', productId: 'P', handle: 'a', name: text, variant: text, categories: [], weightGrams: 1, forSale: true, ...facts })),
});
const receipts = fc
  .tuple(fc.array(priced, { minLength: 1, maxLength: 8 }), fc.integer({ min: 0, max: 5_000 }))
  .map(([lines, shipping]) => receiptOf(lines, { method: { id: 'standard', price: shipping }, country: 'DE' }));

test('every receipt that the order worker writes adds up, and none does with one cent more anywhere', () => {
  fc.assert(
    fc.property(receipts, fc.constantFrom('subtotal', 'discount', 'shipping', 'tax', 'total'), (receipt, field) => {
      assert.equal(flawOf(receipt), null);
      assert.notEqual(flawOf({ ...receipt, [field]: receipt[field as 'total'] + 1 }), null);
    }),
  );
});

const history = (...phases: string[]) => ({
  steps: phases.map((phase, index) => ({ version: index + 1, phase, what: phase })),
  version: phases.length,
  phase: phases.at(-1) ?? '',
});

test('a history holds steps of the table only, without gaps, and ends where the order is', () => {
  assert.equal(breakIn(history('placed', 'held', 'held', 'paid', 'paid', 'completed', 'completed')), null);
  assert.equal(breakIn(history('placed', 'held', 'closing', 'cancelled', 'cancelled')), null);
  assert.equal(breakIn(history('placed', 'paid')), 'it went from placed to paid');
  assert.equal(breakIn(history('placed', 'held', 'closing', 'cancelled', 'paid')), 'it went from cancelled to paid');
  assert.equal(breakIn(history('held')), 'it begins as held');
  const whole = history('placed', 'held', 'paid');
  assert.equal(breakIn({ ...whole, steps: whole.steps.filter(({ version }) => version !== 2) }), 'step 2 is missing');
  assert.equal(breakIn({ ...whole, phase: 'cancelled' }), 'its last step says paid, the order cancelled');
});
