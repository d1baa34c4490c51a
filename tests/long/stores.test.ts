import { startStack } from '../stack.ts';
import { addressOf } from '@kontor/kit/testing/env';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { workers } from '@kontor/contracts/events';
import { wireTo } from '@kontor/kit/testing/wire';
import { Redis } from 'ioredis';
import { sqlWorkers, type Stores } from '../../scripts/doctor/stores.ts';
import { DELIVERY, stockGoods } from '../goods.ts';
import { assertHealthy, storesOf } from '../health.ts';
import { shopperOf, until } from '../shopper.ts';

const GOODS = { sku: 'STORES-1', price: 1_000, pieces: 2_000 };
const TOTAL = GOODS.price + DELIVERY;
/** Longer than a relay waits for a confirmation before it takes the broker for hung. */
const HUNG_MS = 12_000;

// Between the shop and its stores lie wires that a test can hold or cut; the stores themselves are shared and stay as they are.
const wires = {
  broker: await wireTo(addressOf('RABBITMQ_URL')),
  carts: await wireTo(addressOf('REDIS_CART_URL')),
  search: await wireTo(addressOf('OPENSEARCH_URL')),
};
const stack = await startStack({
  environment: {
    CARRIER_DISPATCH_AFTER_MS: '200',
    CARRIER_DELIVER_AFTER_MS: '200',
    REDIS_CART_URL: wires.carts.url,
    OPENSEARCH_URL: wires.search.url,
    ...Object.fromEntries([...workers, 'gateway'].map((name) => [`${name.toUpperCase()}_RABBITMQ_URL`, wires.broker.url])),
  },
});
let stores: Stores;
before(async () => {
  stores = await storesOf(stack);
  await stockGoods(stack, [GOODS]);
});
after(async () => {
  await stores.close();
  await stack.stop();
  await Promise.all(Object.values(wires).map((wire) => wire.close()));
});

/** As an app does: who is not answered in time asks again. */
const patiently = <R>(work: () => Promise<R>) => until(() => work().catch(() => null), 'it was answered', 60_000);

async function ready(count: number) {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const shopper = await patiently(() => shopperOf(stack));
      await patiently(() => shopper.add(GOODS.sku));
      return shopper;
    }),
  );
}

/** Everybody presses the button while something is wrong with the broker: all are accepted, and go on by themselves afterwards. */
async function sellMeanwhile(shoppers: Awaited<ReturnType<typeof ready>>, mend: () => Promise<void>): Promise<void> {
  const placing = shoppers.map((shopper) => {
    const key = randomUUID();
    return patiently(() => shopper.placeFor(TOTAL, key));
  });
  const [placed] = await Promise.all([Promise.all(placing), mend()]);
  assert.equal(placed.length, shoppers.length);
  const back = Date.now();
  await Promise.all(placed.map(({ id }, index) => shoppers[index]?.phase(id, 'held')));
  assert.ok(Date.now() - back < 30_000, 'the queues are empty within 30 s');
  await Promise.all(placed.map(({ id }, index) => patiently(async () => (await shoppers[index]?.pay(id)) ?? null)));
  await Promise.all(placed.map(({ id }, index) => shoppers[index]?.phase(id, 'completed')));
}

test('the broker hangs while forty shoppers check out: all are accepted, and nothing is lost', async () => {
  const shoppers = await ready(40);
  wires.broker.hold();
  await sellMeanwhile(shoppers, async () => {
    await pause(HUNG_MS);
    wires.broker.release();
  });
});

test('the broker is gone while forty shoppers check out: all are accepted, and nothing is lost', async () => {
  const shoppers = await ready(40);
  wires.broker.goAway();
  await sellMeanwhile(shoppers, async () => {
    await pause(4_000);
    wires.broker.comeBack();
  });
});

test('PostgreSQL cuts every connection again and again while shoppers check out: all end up paid', async () => {
  const shoppers = await ready(20);
  let over = false;
  const cutting = (async () => {
    while (!over) {
      for (const worker of sqlWorkers)
        await stores
          .sql(worker, 'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
          .catch(() => undefined);
      await pause(400);
    }
  })();
  const placed = await Promise.all(
    shoppers.map((shopper) => {
      const key = randomUUID();
      return patiently(() => shopper.placeFor(TOTAL, key));
    }),
  );
  await pause(1_500);
  over = true;
  await cutting;
  await Promise.all(
    placed.map(async ({ id }, index) => {
      await shoppers[index]?.phase(id, 'held');
      await patiently(async () => (await shoppers[index]?.pay(id)) ?? null);
      await shoppers[index]?.phase(id, 'completed');
    }),
  );
});

test('a customer’s cart comes back from its kept copy when the cart store has lost it', async () => {
  const email = `${randomUUID()}@example.com`;
  const guest = await shopperOf(stack, email);
  const { accessToken } = await guest.call<{ accessToken: string }>('POST', '/accounts', {
    email,
    password: 'correct-horse-battery',
    name: 'Ada Byron',
    locale: 'en',
  });
  const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
  const api = `${stack.values['BFF_URL']}/v1`;
  await fetch(`${api}/cart/lines`, { method: 'POST', headers, body: JSON.stringify({ sku: GOODS.sku, quantity: 3 }) });
  const { sub } = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()) as { sub: string };
  const carts = new Redis(addressOf('REDIS_CART_URL'));
  assert.equal(await carts.del(`cart:${sub}`), 1);
  carts.disconnect();
  const { items } = (await (await fetch(`${api}/cart`, { headers })).json()) as { items: number };
  assert.equal(items, 3);
});

test('with the search index away, products are shown and bought, and the search says that it is away', async () => {
  const [shopper] = await ready(1);
  assert.ok(shopper);
  wires.search.goAway();
  const searched = await fetch(`${stack.values['BFF_URL']}/v1/suggest?q=stores&locale=en`);
  assert.equal(searched.status, 503);
  assert.equal((await shopper.call<{ handle: string }>('GET', `/products/${GOODS.sku.toLowerCase()}`)).handle, GOODS.sku.toLowerCase());
  const { id } = await shopper.place();
  await shopper.phase(id, 'held');
  await shopper.pay(id);
  await shopper.phase(id, 'completed');
  wires.search.comeBack();
  await until(async () => (await fetch(`${stack.values['BFF_URL']}/v1/suggest?q=stores&locale=en`)).ok, 'the search is back');
});

test('after all of this every promise holds', () => assertHealthy(stack).then(() => undefined));
