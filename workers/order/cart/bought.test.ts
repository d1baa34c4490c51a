import { testWorld, until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { order } from '@kontor/contracts/order';
import { anOffer } from '../examples.ts';

const world = await testWorld('order');
const sku = `MUG-${world.namespace}`;
before(async () => {
  await world.start();
  await world.tell('OfferChanged', sku, 3, anOffer({ sku }));
});
after(() => world.stop());

for (const kind of ['guest', 'customer'] as const)
  test(`what was bought leaves the cart of a ${kind} once, although the answer was lost and it is asked for again`, async () => {
    const { takeOutBought } = await import('./api.ts');
    const actor = { kind, id: randomUUID(), roles: [] };
    const shopper = world.call(order, actor);
    await until(() => shopper.addToCart({ sku, quantity: 2 }).catch(() => null), 'the offer is known');
    const orderId = randomUUID();
    await takeOutBought(actor.id, orderId, [{ sku, quantity: 2 }], []);
    assert.equal((await shopper.cart({})).items, 0);
    await shopper.addToCart({ sku, quantity: 3 });
    await takeOutBought(actor.id, orderId, [{ sku, quantity: 2 }], []);
    assert.equal((await shopper.cart({})).items, 3);
    await takeOutBought(actor.id, randomUUID(), [{ sku, quantity: 1 }], []);
    assert.equal((await shopper.cart({})).items, 2);
  });
