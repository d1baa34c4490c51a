import { ownMongo, ownPostgres } from '../servers.ts';
import { startStack } from '../stack.ts';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { DELIVERY, stockGoods } from '../goods.ts';
import { assertHealthy } from '../health.ts';
import { shopperOf, until } from '../shopper.ts';

const GOODS = { sku: 'RESTARTS-1', price: 1_000, pieces: 5_000 };
const SHOPPERS = 4;
const AWAY_MS = 1_500;
const STEPPED_DOWN_SECONDS = 5;

const postgres = await ownPostgres();
const mongo = await ownMongo();
const stack = await startStack({ environment: { CARRIER_DISPATCH_AFTER_MS: '200', CARRIER_DELIVER_AFTER_MS: '200' } });
before(() => stockGoods(stack, [GOODS]));
after(async () => {
  await stack.stop();
  await Promise.all([postgres.stop(), mongo.stop()]);
});

type Shopper = Awaited<ReturnType<typeof shopperOf>>;

/** What shoppers were answered who may not be answered so, and the orders that were placed. */
async function shopMeanwhile(fault: () => Promise<void>): Promise<{ wrong: string[]; placed: number }> {
  const wrong: string[] = [];
  const orders: { shopper: Shopper; id: string }[] = [];
  let over = false;
  const send = async (url: string, options: { method: string; headers: Record<string, string>; body?: string }) => {
    const answer = await fetch(url, options);
    const text = await answer.text();
    const isAway = answer.status === 503 && Number(answer.headers.get('retry-after')) > 0;
    if (answer.status >= 500 && !isAway) wrong.push(`${options.method} ${new URL(url).pathname} ${answer.status} ${text.slice(0, 200)}`);
    return { ok: answer.ok, status: answer.status, headers: answer.headers, text: async () => text };
  };
  /** Who is told to come again comes again. */
  const patiently = <R>(work: () => Promise<R>) =>
    until(
      () => work().catch((error: { status?: number }) => (error.status === undefined || error.status === 503 ? null : Promise.reject(error))),
      'it is there again',
    );
  const shop = async (): Promise<void> => {
    while (!over) {
      const shopper = await patiently(() => shopperOf(stack, undefined, send));
      await patiently(() => shopper.call('GET', `/products/${GOODS.sku.toLowerCase()}`));
      await patiently(() => shopper.add(GOODS.sku));
      const { lines } = await patiently(() => shopper.cart());
      const total = lines.reduce((sum, line) => sum + line.total, 0) + DELIVERY;
      const key = crypto.randomUUID();
      const { id } = await patiently(() => shopper.placeFor(total, key));
      orders.push({ shopper, id });
    }
  };
  const shopping = Array.from({ length: SHOPPERS }, () => shop().catch((error: unknown) => void wrong.push(String(error))));
  await pause(500);
  await fault();
  await pause(1_000);
  over = true;
  await Promise.all(shopping);
  for (const { shopper, id } of orders) {
    await shopper.phase(id, 'held');
    await until(() => shopper.pay(id).catch(() => null), 'it is paid');
  }
  for (const { shopper, id } of orders) await shopper.phase(id, 'completed');
  return { wrong, placed: orders.length };
}

test('PostgreSQL is restarted while people shop: they are told to come again, and each order arrives', async () => {
  const { wrong, placed } = await shopMeanwhile(async () => {
    await postgres.shutDown();
    await pause(AWAY_MS);
    await postgres.restart();
  });
  assert.deepEqual(wrong, []);
  assert.ok(placed >= SHOPPERS);
});

test('PostgreSQL crashes while people shop: they are told to come again, and each order arrives', async () => {
  const { wrong, placed } = await shopMeanwhile(async () => {
    await postgres.crash();
    await postgres.restart();
  });
  assert.deepEqual(wrong, []);
  assert.ok(placed >= SHOPPERS);
});

test('MongoDB steps down while people shop: carts and orders go on, products come back by themselves', async () => {
  const { wrong, placed } = await shopMeanwhile(async () => {
    await mongo.stepDown(STEPPED_DOWN_SECONDS);
    await mongo.writable();
  });
  assert.deepEqual(wrong, []);
  assert.ok(placed >= SHOPPERS);
});

test('after all of this every promise holds', () => assertHealthy(stack).then(() => undefined));
