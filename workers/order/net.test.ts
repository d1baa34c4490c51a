import { testWorld, until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { order } from '@kontor/contracts/order';
import { aCheckout, anOffer, someRates } from './examples.ts';

const world = await testWorld('order', { PRICES: 'net' });
const sku = `MUG-${world.namespace}`;

before(async () => {
  await world.start();
  await world.tell('OfferChanged', sku, 1, anOffer({ sku, price: 10_000 }));
  await world.tell('RatesChanged', 'rates', 1, { rates: someRates.map((rate) => ({ ...rate, bands: [{ upToGrams: 31_500, price: 0 }] })) });
});
after(() => world.stop());

test('a shop with net prices says so, and adds the tax in cart, quote and order alike', async () => {
  const shopper = world.call(order, { kind: 'guest', id: `g-${randomUUID()}`, roles: [] });
  await until(() => shopper.addToCart({ sku }).catch(() => null), 'the offer is known');
  await until(() => shopper.quote({ country: 'DE' }).then(({ methods }) => methods.length > 0), 'the rates are known');
  const { receipt: inCart } = await shopper.cart({});
  const { receipt: quoted } = await shopper.quote({ country: 'DE' });
  const placed = await shopper.place(aCheckout({ total: 11_900, idempotencyKey: randomUUID() }));
  for (const receipt of [inCart, quoted, placed.receipt])
    assert.deepEqual([receipt?.prices, receipt?.subtotal, receipt?.added, receipt?.tax, receipt?.total], ['net', 10_000, 1_900, 1_900, 11_900]);
});
