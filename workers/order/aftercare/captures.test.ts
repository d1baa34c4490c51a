import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anOffer } from '../examples.ts';
import { receiptOf } from '../pricing/receipt.ts';
import type { OrderState } from '../domain.ts';
import { worthSent } from './captures.ts';

const aCart = fc.array(fc.record({ price: fc.integer({ min: 0, max: 50_000 }), pieces: fc.integer({ min: 1, max: 7 }) }), { minLength: 1, maxLength: 5 });

test('parcels that leave one after the other are worth more each time, nothing before the first, and the total with the last', () => {
  fc.assert(
    fc.property(aCart, fc.integer({ min: 0, max: 2_000 }), fc.array(fc.nat(1_000), { maxLength: 12 }), (cart, price, picks) => {
      const receipt = receiptOf(
        cart.map((one, index) => ({ offer: anOffer({ sku: `S-${index}`, price: one.price }), quantity: one.pieces })),
        { method: { id: 'standard', price }, country: 'DE' },
      );
      const lines = receipt.lines.map(({ sku, quantity }) => ({ sku, ordered: quantity, shipped: 0 }));
      const worth = () => worthSent({ receipt, lines: lines as unknown as OrderState['lines'] });
      assert.equal(worth(), 0);
      let before = 0;
      for (const pick of picks) {
        const line = lines[pick % lines.length];
        if (!line || line.shipped >= line.ordered) continue;
        line.shipped++;
        assert.ok(worth() >= before);
        before = worth();
      }
      for (const line of lines) line.shipped = line.ordered;
      assert.equal(worth(), receipt.total);
    }),
  );
});
