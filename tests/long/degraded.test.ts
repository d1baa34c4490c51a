import { startStack } from '../stack.ts';
import { addressOf } from '@kontor/kit/testing/env';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { workers } from '@kontor/contracts/events';
import { wireTo } from '@kontor/kit/testing/wire';
import { DELIVERY, stockGoods } from '../goods.ts';
import { assertHealthy } from '../health.ts';
import { shopperOf, until } from '../shopper.ts';

const GOODS = { sku: 'DEGRADED-1', price: 1_000, pieces: 2_000 };
const TOTAL = GOODS.price + DELIVERY;
/** A call of ours ends after five seconds; the rest is for a machine that is busy with the fault. */
const PATIENCE_MS = 7_500;
const SLOW_MS = 5_000;
const CUT_EVERY_MS = 150;
const CUT_FOR_MS = 3_000;

const wires = {
  postgres: await wireTo(addressOf('ORDER_DATABASE_URL')),
  mongo: await wireTo(addressOf('MONGO_URL')),
  carts: await wireTo(addressOf('REDIS_CART_URL')),
  cache: await wireTo(addressOf('REDIS_CACHE_URL')),
  search: await wireTo(addressOf('OPENSEARCH_URL')),
  broker: await wireTo(addressOf('RABBITMQ_URL')),
};
type Store = keyof typeof wires;

/** The same address, but over a wire; MongoDB would tell the driver where it really is. */
function over(wire: { url: string }, address: string): string {
  const url = Object.assign(new URL(address), { host: new URL(wire.url).host });
  if (url.protocol === 'mongodb:') {
    url.searchParams.delete('replicaSet');
    url.searchParams.set('directConnection', 'true');
  }
  return url.href;
}
const storeOf = (variable: string): Store => (variable === 'MONGO_URL' ? 'mongo' : variable === 'REDIS_CACHE_URL' ? 'cache' : 'postgres');

const stack = await startStack({
  environment: {
    CARRIER_DISPATCH_AFTER_MS: '200',
    CARRIER_DELIVER_AFTER_MS: '200',
    REDIS_CART_URL: wires.carts.url,
    OPENSEARCH_URL: wires.search.url,
    ...Object.fromEntries([...workers, 'gateway'].map((name) => [`${name.toUpperCase()}_RABBITMQ_URL`, wires.broker.url])),
  },
  reroute: (variable, address) => over(wires[storeOf(variable)], address),
});
before(() => stockGoods(stack, [GOODS]));
after(async () => {
  await stack.stop();
  await Promise.all(Object.values(wires).map((wire) => wire.close()));
});

const asks = ['product', 'suggest', 'search', 'session', 'cart', 'add', 'quote', 'order', 'pay', 'place'] as const;
type Ask = (typeof asks)[number];
type Answer = { ask: Ask; status: number; ms: number; comeBack: boolean; text: string };

/** What goes on as ever while a store is away; all the rest says that it is not there now, and when to come again. */
const goesOn: Record<Store, readonly Ask[]> = {
  postgres: ['product', 'suggest', 'search', 'session'],
  mongo: ['suggest', 'search', 'session', 'cart', 'add', 'quote', 'order', 'pay', 'place'],
  carts: ['product', 'suggest', 'search', 'session', 'order', 'pay'],
  cache: asks,
  search: asks.filter((ask) => ask !== 'suggest' && ask !== 'search'),
  broker: asks,
};

/** Somebody with goods in the cart, and an order that is still to be paid. */
async function somebody() {
  const shopper = await shopperOf(stack);
  await shopper.add(GOODS.sku);
  const { id } = await shopper.placeFor(TOTAL);
  // Also with the payment worker it is known then.
  await until(() => shopper.start(id).catch(() => null), 'it can be paid');
  return { shopper, id };
}
type Somebody = Awaited<ReturnType<typeof somebody>>;

function askAll({ shopper, id }: Somebody): Promise<Answer[]> {
  const calls: Record<Ask, [string, string, unknown?]> = {
    product: ['GET', `/products/${GOODS.sku.toLowerCase()}`],
    suggest: ['GET', '/suggest?q=degraded&locale=en'],
    search: ['GET', '/search?q=degraded&locale=en'],
    session: ['POST', '/session/guest', {}],
    cart: ['GET', '/cart'],
    add: ['POST', '/cart/lines', { sku: GOODS.sku, quantity: 1 }],
    quote: ['GET', '/checkout/quote?country=DE'],
    order: ['GET', `/orders/${id}`],
    pay: ['POST', `/orders/${id}/payment`, { locale: 'en' }],
    place: ['GET', ''],
  };
  return Promise.all(
    asks.map(async (ask): Promise<Answer> => {
      const began = performance.now();
      const [method, path, body] = calls[ask];
      const answer = await (ask === 'place' ? shopper.press(TOTAL, randomUUID()) : shopper.raw(method, path, body));
      const text = await answer.text();
      const ms = performance.now() - began;
      return { ask, status: answer.status, ms, comeBack: Number(answer.headers.get('retry-after')) > 0, text };
    }),
  );
}

const faults = {
  hangs: async (store: Store, work: () => Promise<Answer[]>) => {
    wires[store].hold();
    return work().finally(() => wires[store].release());
  },
  'takes five seconds longer': async (store: Store, work: () => Promise<Answer[]>) => {
    wires[store].slow(SLOW_MS);
    return work().finally(() => wires[store].slow(0));
  },
  'is gone': async (store: Store, work: () => Promise<Answer[]>) => {
    wires[store].goAway();
    return work().finally(() => wires[store].comeBack());
  },
};

const shown = ({ ask, status, ms, text }: Answer) => `${ask} ${status} after ${Math.round(ms)} ms ${status >= 500 ? text.slice(0, 120) : ''}`;

for (const store of Object.keys(wires) as Store[]) {
  for (const [what, fault] of Object.entries(faults))
    test(`${store} ${what}: what does not need it goes on, the rest says at once when to come again`, async () => {
      const person = await until(() => somebody().catch(() => null), 'the shop is well');
      const answers = await fault(store, () => askAll(person));
      const fine = ({ ask, status, comeBack, ms }: Answer) =>
        ms < PATIENCE_MS && (status < 300 || (status === 503 && comeBack && !goesOn[store].includes(ask)));
      assert.deepEqual(answers.filter((one) => !fine(one)).map(shown), []);
    });

  test(`${store} cuts every connection again and again: no answer without its reason, and everything goes on afterwards`, async () => {
    const person = await until(() => somebody().catch(() => null), 'the shop is well');
    const cutting = setInterval(() => wires[store].cut(), CUT_EVERY_MS);
    const all: Answer[] = [];
    for (const until_ = Date.now() + CUT_FOR_MS; Date.now() < until_; ) all.push(...(await askAll(person)));
    clearInterval(cutting);
    assert.deepEqual(all.filter(({ status, comeBack }) => status >= 500 && !(status === 503 && comeBack)).map(shown), []);
    const { shopper, id } = await until(() => somebody().catch(() => null), 'the shop is well again');
    await until(() => shopper.pay(id).catch(() => null), 'it is paid');
    await shopper.phase(id, 'completed');
  });
}

test('after all of this every promise holds', () => assertHealthy(stack).then(() => undefined));
