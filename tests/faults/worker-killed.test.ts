import { startStack } from '../stack.ts';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Worker } from '@kontor/contracts/events';
import { DELIVERY, stockCatalogue, stockGoods } from '../goods.ts';
import { assertHealthy } from '../health.ts';
import { mailsTo, shopperOf, until } from '../shopper.ts';

const SKU = 'KN-PEPPER-MILL-OAK';
const stack = await startStack({ split: true, environment: { CARRIER_DISPATCH_AFTER_MS: 'off' } });
before(() => stockCatalogue(stack, SKU));
after(() => stack.stop());

/** Starts a worker that dies at a named point, lets an order run into it, starts it again, and asserts that the order was paid once. */
async function dieAndComeBack(worker: Worker, point: string): Promise<void> {
  const part = stack.part(worker);
  await part.stop();
  await part.start({ KILL_AT: `${worker}:${point}` });
  const shopper = await shopperOf(stack);
  await until(() => shopper.add(SKU).catch(() => null), 'the mill lies in the cart');
  const key = randomUUID();
  const first = await shopper.place(key).catch(() => null);
  await part.died();
  assert.match(part.output(), new RegExp(`"point":"${point}".*"killed"`));
  await part.start();

  // What the caller saw as a failure may have happened: the same key says which.
  const placed = await until(() => shopper.place(key).catch(() => null), 'the order is there');
  if (first) assert.equal(placed.id, first.id);
  await shopper.phase(placed.id, 'held');
  await until(() => shopper.pay(placed.id).catch(() => null), 'the provider was reached');
  await shopper.phase(placed.id, 'paid');
  await until(
    () => stack.toldOf(placed.id).includes('ShipmentBooked') || stack.told.some(({ type, data }) => type === 'ShipmentBooked' && data.orderId === placed.id),
    'the carrier is booked',
  );

  const order = await shopper.order(placed.id);
  assert.equal(order.captured, order.receipt.total);
  const ids = new Set(stack.told.filter(({ type, subject }) => type === 'OrderPlaced' && subject === placed.id).map(({ id }) => id));
  assert.equal(ids.size, 1, 'placed once, however often it was told');
  const confirmations = async () => (await mailsTo(stack, shopper.email)).filter(({ subject }) => subject.includes('confirmed')).length;
  await until(confirmations, 'the confirmation came');
  assert.equal(await confirmations(), 1);
  const { variants } = await shopper.call<{ variants: { sku: string }[] }>('GET', '/products/pepper-mill');
  assert.ok(variants.some(({ sku }) => sku === SKU));
}

test('killed between commit and publish, the order still completes, once', () => dieAndComeBack('order', 'before-publish'));
test('killed between publish and marking it published, the order still completes, once', () => dieAndComeBack('order', 'before-mark'));
test('killed between receiving and committing, the order still completes, once', () => dieAndComeBack('inventory', 'before-commit'));
test('killed between commit and acknowledgement, the order still completes, once', () => dieAndComeBack('inventory', 'before-acknowledge'));

const BUYERS = 500;
const PIECES = 50;
const AT_ONCE = 50;

/** Everybody wants one of fifty pieces; who is not answered presses the same button again until it is. */
async function sellOut(sku: string, meanwhile: (placed: () => number) => Promise<void>): Promise<void> {
  const price = 2_000;
  await stockGoods(stack, [{ sku, price, pieces: PIECES }]);
  let placed = 0;
  let coming = BUYERS;
  const ends: string[] = [];
  const lane = async () => {
    while (coming-- > 0) {
      const shopper = await until(() => shopperOf(stack).catch(() => null), 'a guest has come');
      await until(() => shopper.add(sku).catch(() => null), 'it lies in the cart');
      const key = randomUUID();
      const { id } = await until(() => shopper.placeFor(price + DELIVERY, key).catch(() => null), 'it was placed');
      placed += 1;
      const end = await until(async () => {
        const order = await shopper.order(id).catch(() => null);
        return order && order.phase !== 'placed' && order.phase;
      }, 'stock has answered');
      ends.push(end);
    }
  };
  await Promise.all([...Array.from({ length: AT_ONCE }, lane), meanwhile(() => placed)]);
  assert.deepEqual(
    { held: ends.filter((phase) => phase === 'held').length, cancelled: ends.filter((phase) => phase === 'cancelled').length },
    { held: PIECES, cancelled: BUYERS - PIECES },
  );
}

test('five hundred buyers for fifty pieces: fifty are sold', () => sellOut('SCARCE-1', async () => undefined));

test('five hundred buyers for fifty pieces, while inventory and order are killed: fifty are sold', () =>
  sellOut('SCARCE-2', async (placed) => {
    for (const [worker, at] of [
      ['inventory', 20],
      ['order', 60],
    ] as const) {
      await until(() => placed() >= at, 'the rush has begun');
      await stack.part(worker).kill();
      await stack.part(worker).start();
    }
  }));

test('after all of this every promise holds', () => assertHealthy(stack).then(() => undefined));
