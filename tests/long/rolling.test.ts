import { startStack } from '../stack.ts';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { workers } from '@kontor/contracts/events';
import { DELIVERY, stockGoods } from '../goods.ts';
import { assertHealthy } from '../health.ts';
import { openService } from '../service.ts';
import { shopperOf, until } from '../shopper.ts';

const GOODS = { sku: 'ROLLING-1', price: 1_500, pieces: 10_000 };
const SHOPPERS = 6;
const all = [...workers, 'gateway'] as const;
type Name = (typeof all)[number];

const stack = await startStack({ split: true });
const running = new Map<Name, ReturnType<typeof stack.second>>();
const services = new Map<Name, Awaited<ReturnType<typeof openService>>>();
const addressOf = (name: Name) => stack.values[name === 'gateway' ? 'BFF_URL' : `${name.toUpperCase()}_URL`] ?? '';

/** Every process moves behind a service that keeps its address; one after the other, so that each finds those it needs. */
before(async () => {
  await stockGoods(stack, [GOODS]);
  for (const name of all) {
    const replica = stack.second(name);
    await replica.start();
    await stack.part(name).stop();
    const service = await openService(addressOf(name));
    service.join(replica.address);
    services.set(name, service);
    running.set(name, replica);
  }
});
after(async () => {
  await stack.stop();
  for (const service of services.values()) await service.close();
});

/** Payment hears of an order a moment after its page shows it: to be told so is an answer, and who is asks again. */
function unlessTooEarly(error: { status?: number; message: string }): null {
  if (error.status === 409 && error.message.includes('StillRunning')) return null;
  throw error;
}

/** As a deployment rolls: the new one is ready, then the old one gets nothing new, then it is asked to end. */
async function roll(name: Name): Promise<void> {
  const fresh = stack.second(name);
  await fresh.start();
  services.get(name)?.join(fresh.address);
  const old = running.get(name);
  services.get(name)?.leave(old?.address ?? '');
  await old?.stop();
  running.set(name, fresh);
}

test('every process is replaced while people shop: no request fails, and each order arrives', async () => {
  let over = false;
  const failed: string[] = [];
  const orders: { shopper: Awaited<ReturnType<typeof shopperOf>>; id: string }[] = [];
  const shop = async (): Promise<void> => {
    while (!over) {
      try {
        const shopper = await shopperOf(stack);
        await shopper.add(GOODS.sku);
        await shopper.cart();
        const { id } = await shopper.placeFor(GOODS.price + DELIVERY);
        orders.push({ shopper, id });
        await until(async () => (await shopper.order(id)).phase === 'held', 'stock has answered');
        await until(() => shopper.pay(id).catch(unlessTooEarly), 'it can be paid');
      } catch (error) {
        failed.push(String(error));
      }
    }
  };
  const shopping = Array.from({ length: SHOPPERS }, shop);
  for (const name of all) await roll(name);
  over = true;
  await Promise.all(shopping);
  assert.deepEqual(failed, []);
  assert.ok(orders.length >= all.length * 2, `${orders.length} orders went through meanwhile`);
  for (const { shopper, id } of orders) await shopper.phase(id, 'completed');
});

test('after all of this every promise holds', () => assertHealthy(stack).then(() => undefined));
