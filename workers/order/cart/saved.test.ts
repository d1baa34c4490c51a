import { testWorld, until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { order } from '@kontor/contracts/order';
import { anOffer } from '../examples.ts';

const world = await testWorld('order');
before(() => world.start());
after(() => world.stop());

type Shopper = { kind: 'guest' | 'customer'; id: string; roles: string[] };
const somebody = (kind: Shopper['kind']): Shopper => ({ kind, id: randomUUID(), roles: [] });
const as = (shopper: Shopper) => world.call(order, shopper);
/** A SKU that the order worker knows, at a price. */
async function offered(price = 1_000): Promise<string> {
  const sku = `SAVED-${randomUUID().slice(0, 8)}`;
  await world.tell('OfferChanged', sku, 1, anOffer({ sku, price }));
  const probe = as(somebody('guest'));
  await until(() => probe.addToCart({ sku }).catch(() => null), 'the offer is known');
  return sku;
}
const shown = ({ lines, saved, total }: { lines: { sku: string; quantity: number }[]; saved: { sku: string; quantity: number }[]; total: number }) => ({
  lines: lines.map(({ sku, quantity }) => [sku, quantity]),
  saved: saved.map(({ sku, quantity }) => [sku, quantity]),
  total,
});

test('what is saved for later is not counted, and comes back with its pieces; twice is once', async () => {
  const [sku, other, shopper] = [await offered(), await offered(500), as(somebody('guest'))];
  await shopper.addToCart({ sku, quantity: 3 });
  await shopper.addToCart({ sku: other });
  const saved = await shopper.saveForLater({ sku });
  assert.deepEqual(shown(saved), { lines: [[other, 1]], saved: [[sku, 3]], total: 500 });
  assert.deepEqual(await shopper.saveForLater({ sku }), saved);
  const back = await shopper.takeUpAgain({ sku });
  assert.deepEqual(back.saved, []);
  assert.equal(back.total, 3_500);
  assert.deepEqual(await shopper.takeUpAgain({ sku }), back);
  await shopper.saveForLater({ sku: other });
  assert.deepEqual((await shopper.dropSaved({ sku: other })).saved, []);
});

test('taken up again it joins what lies there, up to the limit of pieces', async () => {
  const [sku, shopper] = [await offered(), as(somebody('guest'))];
  await shopper.addToCart({ sku, quantity: 60 });
  await shopper.saveForLater({ sku });
  await shopper.addToCart({ sku, quantity: 60 });
  assert.deepEqual(shown(await shopper.takeUpAgain({ sku })), { lines: [[sku, 99]], saved: [], total: 99_000 });
});

test('it joins the customer at sign-in, and comes back from the kept copy when the cart store has lost it', async () => {
  const { joinCart } = await import('./api.ts');
  const { dropCart } = await import('./store.ts');
  const [sku, own, visitor, ada] = [await offered(), await offered(), somebody('guest'), somebody('customer')];
  await as(visitor).addToCart({ sku, quantity: 2 });
  await as(visitor).saveForLater({ sku });
  await as(ada).addToCart({ sku: own });
  const { cart } = await joinCart(ada, visitor);
  assert.deepEqual(shown(cart), { lines: [[own, 1]], saved: [[sku, 2]], total: 1_000 });
  await dropCart(ada.id);
  assert.deepEqual(await as(ada).cart({}), cart);
  assert.deepEqual((await as(visitor).cart({})).saved, []);
});
