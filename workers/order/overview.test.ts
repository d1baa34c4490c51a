import { testWorld, until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { journal } from '@kontor/contracts/journal';
import { order } from '@kontor/contracts/order';
import { moveClock } from '@kontor/kit/clock';
import { aCheckout, anOffer, someRates } from './examples.ts';

const world = await testWorld('order');
const sku = `MUG-${world.namespace}`;
const grace = { kind: 'staff' as const, id: 'grace', roles: ['orders', 'operations'] };
const office = () => world.call(order, grace);
const HOUR_MS = 3_600_000;

before(async () => {
  await world.start();
  await world.tell('OfferChanged', sku, 3, anOffer({ sku }));
  await world.tell('RatesChanged', 'rates', 1, { rates: someRates });
  await until(async () => (await place('first@example.com').catch(() => null)) !== null, 'an order can be placed');
});
after(() => world.stop());

async function place(email: string) {
  const shopper = world.call(order, { kind: 'guest', id: `g-${randomUUID()}`, roles: [] });
  await shopper.addToCart({ sku, quantity: 2 });
  return shopper.place(aCheckout({ idempotencyKey: randomUUID(), email }));
}
const phase = (id: string, wanted: string) => until(async () => (await office().inspect({ id })).phase === wanted, `the order is ${wanted}`);

test('staff finds an order by its number and by the beginning of an e-mail', async () => {
  const { id, number } = await place('Ada.Byron_1@example.com');
  for (const q of [number, number.toLowerCase(), number.slice(1), 'ada.byron', 'Ada.Byron_1@example.com'])
    assert.deepEqual(
      (await office().all({ q })).items.map((one) => one.id),
      [id],
      q,
    );
  for (const q of ['ada%', '_da', 'byron', 'K999999999', '9'.repeat(40)]) assert.deepEqual((await office().all({ q })).items, [], q);
  assert.deepEqual((await office().all({ q: number, phase: 'completed' })).items, []);
});

test('staff cancels an order: the customer is told that it was us, and the audit log who', async () => {
  const { id } = await place('eve@example.com');
  await assert.rejects(office().cancelByStaff({ id }), { code: 'WrongPhase' });
  await world.tell('StockHeld', id, 1, { orderId: id, allocation: [{ sku, location: 'berlin', quantity: 2 }] });
  await phase(id, 'held');
  assert.equal((await office().cancelByStaff({ id })).phase, 'closing');
  assert.equal((await office().cancelByStaff({ id })).phase, 'closing');
  await world.tell('PaymentClosed', id, 2, { orderId: id });
  await phase(id, 'cancelled');
  const { data } = await world.heard('OrderCancelled', ({ subject }) => subject === id);
  assert.equal(data.reason, 'staff');
  const { items } = await world.call(journal, grace, 'journal.').audit({});
  assert.deepEqual(
    items.filter(({ about }) => about === id).map(({ act, actor, detail }) => [act, actor, detail]),
    [['cancelOrder', 'grace', { was: 'held' }]],
  );
});

test('only staff of orders sees orders of others', async () => {
  const { id } = await place('mallory@example.com');
  const others = [
    { ...grace, roles: ['catalog'] },
    { kind: 'customer' as const, id: 'c', roles: ['orders'] },
  ];
  for (const actor of others) {
    const verbs = world.call(order, actor);
    const asked = [verbs.all({}), verbs.inspect({ id }), verbs.cancelByStaff({ id }), verbs.figures({})];
    await Promise.all(asked.map((one) => assert.rejects(one, { code: 'NotAllowed' })));
  }
});

test('the figures name fourteen days, count money that came in, and the orders that should have moved on', async () => {
  const before = await office().figures({});
  const { id } = await place('figures@example.com');
  await world.tell('StockHeld', id, 1, { orderId: id, allocation: [{ sku, location: 'berlin', quantity: 2 }] });
  await phase(id, 'held');
  await world.tell('PaymentSucceeded', id, 1, { orderId: id, attemptId: randomUUID(), amount: 5_290, currency: 'EUR' });
  await phase(id, 'paid');
  const waits = await place('waits@example.com');
  const { days, stuck } = await office().figures({});
  assert.equal(days.length, 14);
  assert.equal(days.at(-1)?.orders, (before.days.at(-1)?.orders ?? 0) + 2);
  assert.equal(days.at(-1)?.revenue, (before.days.at(-1)?.revenue ?? 0) + 5_290);
  assert.deepEqual(stuck, []);
  moveClock(HOUR_MS);
  const late = await office().figures({});
  moveClock(0);
  assert.ok(late.stuck.some((one) => one.id === waits.id));
  assert.ok(!late.stuck.some((one) => one.id === id));
});
