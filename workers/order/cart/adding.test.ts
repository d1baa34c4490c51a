import { testWorld, until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { order } from '@kontor/contracts/order';
import fc from 'fast-check';
import { anOffer } from '../examples.ts';

const world = await testWorld('order');
const [sku, other] = [`MUG-${world.namespace}`, `CUP-${world.namespace}`];
type Shopper = { kind: 'guest' | 'customer'; id: string; roles: string[] };
const somebody = (kind: Shopper['kind']): Shopper => ({ kind, id: randomUUID(), roles: [] });
const as = (shopper: Shopper) => world.call(order, shopper);
const pieces = ({ lines }: { lines: { sku: string; quantity: number }[] }) => Object.fromEntries(lines.map((line) => [line.sku, line.quantity]));

before(async () => {
  await world.start();
  for (const one of [sku, other]) {
    await world.tell('OfferChanged', one, 1, anOffer({ sku: one }));
    await until(
      () =>
        as(somebody('guest'))
          .addToCart({ sku: one })
          .catch(() => null),
      'the offer is known',
    );
  }
});
after(() => world.stop());

test('presses of which some are sent again, all at once and in any order, add what was pressed', async () => {
  const presses = fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 9 }), times: fc.integer({ min: 1, max: 3 }) }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(presses, async (pressed) => {
      const shopper = as(somebody('guest'));
      const sent = pressed.flatMap(({ quantity, times }) => {
        const idempotencyKey = randomUUID();
        return Array.from({ length: times }, () => ({ sku, quantity, idempotencyKey }));
      });
      await Promise.all(sent.map((one) => shopper.addToCart(one)));
      assert.deepEqual(pieces(await shopper.cart({})), { [sku]: pressed.reduce((sum, { quantity }) => sum + quantity, 0) });
    }),
    { numRuns: 25 },
  );
});

test('an addition that is sent again shows the cart as it is by then', async () => {
  const shopper = as(somebody('customer'));
  const press = { sku, quantity: 2, idempotencyKey: randomUUID() };
  await shopper.addToCart(press);
  await shopper.setQuantity({ sku, quantity: 0 });
  await shopper.addToCart({ sku: other, quantity: 1 });
  assert.deepEqual(pieces(await shopper.addToCart({ ...press, idempotencyKey: press.idempotencyKey.toUpperCase() })), { [other]: 1 });
});

test('a key belongs to one addition of one shopper', async () => {
  const [one, another, press] = [as(somebody('guest')), as(somebody('guest')), { sku, quantity: 2, idempotencyKey: randomUUID() }];
  await one.addToCart(press);
  for (const changed of [{ quantity: 3 }, { sku: other }])
    await assert.rejects(one.addToCart({ ...press, ...changed }), { code: 'KeyReused', details: { field: 'idempotencyKey' } });
  assert.deepEqual(pieces(await one.cart({})), { [sku]: 2 });
  assert.deepEqual(pieces(await another.addToCart(press)), { [sku]: 2 });
});

test('what was refused is not done, so its key is free for another try', async () => {
  const shopper = as(somebody('guest'));
  const press = { sku, quantity: 60, idempotencyKey: randomUUID() };
  await shopper.addToCart({ sku, quantity: 50 });
  await assert.rejects(shopper.addToCart(press), { code: 'CartFull' });
  await shopper.setQuantity({ sku, quantity: 0 });
  for (const _again of [1, 2]) assert.deepEqual(pieces(await shopper.addToCart(press)), { [sku]: 60 });
});

test('without a key every press adds', async () => {
  const shopper = as(somebody('guest'));
  for (const sum of [2, 4]) assert.deepEqual(pieces(await shopper.addToCart({ sku, quantity: 2 })), { [sku]: sum });
});

test('a guest cart that is joined by two at once comes along once, as far as there is room', async () => {
  const { joinCart } = await import('./api.ts');
  const [visitor, ada] = [somebody('guest'), somebody('customer')];
  await as(visitor).addToCart({ sku, quantity: 60 });
  await as(visitor).addToCart({ sku: other, quantity: 2 });
  await as(ada).addToCart({ sku, quantity: 50 });
  const joined = await Promise.all([joinCart(ada, visitor), joinCart(ada, visitor)]);
  assert.deepEqual(
    joined.flatMap(({ left }) => left),
    [{ sku, quantity: 11 }],
  );
  assert.deepEqual(pieces(await as(ada).cart({})), { [sku]: 99, [other]: 2 });
  assert.deepEqual(pieces(await as(visitor).cart({})), {});
});
