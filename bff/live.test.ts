import { addressOf } from '@kontor/kit/testing/env';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { z } from 'zod';
import { Live } from '@kontor/contracts/live';
import { order } from '@kontor/contracts/order';
import { Refusal } from '@kontor/contracts/refusals';
import { ask } from '@kontor/contracts/verb';
import { until } from '@kontor/kit/testing';
import { standIn, startGateway, userSigner } from './testing.ts';

const owners = new Map<string, string>();
/** Orders that are looked up no sooner than this. */
const slow = new Map<string, Promise<void>>();
const ofUser = await standIn('user', {}, {}, (app) => app.get('/jwks', async () => userSigner.jwks));
const ofOrder = await standIn(
  'order',
  { byId: ask({ input: order.byId.input, output: z.object({}), permission: 'shopper' }) },
  {
    byId: async ({ id }, { actor }) => {
      await slow.get(id);
      if (owners.get(id) !== actor?.id) throw new Refusal('NotFound');
      return {};
    },
  },
);
const environment = { REDIS_CACHE_URL: addressOf('REDIS_CACHE_URL') };
const gateway = await startGateway([ofUser, ofOrder], environment);
after(() => gateway.stop());

const bearer = async (sub: string) => ({ authorization: `Bearer ${await userSigner.sign({ sub, kind: 'guest', roles: [] }, 'gateway', 300)}` });
const stock = (sku: string, available: number, key?: string) => gateway.tell('StockChanged', sku, { sku, available, onHand: available }, key);
const closing = (orderId: string) => gateway.tell('OrderPaymentClosing', orderId, { orderId, number: 'K1', owner: 'o' });

/** A page that listens: what it was sent so far, and how its stream ends. */
async function page(query: string, { client = randomUUID() as string, headers = {} as Record<string, string>, of = gateway } = {}) {
  const abort = new AbortController();
  const response = await of.fetch(`/events?${query}`, { client, headers, signal: abort.signal });
  const got: Live[] = [];
  const ended = (async () => {
    let text = '';
    for await (const part of response.body ?? []) {
      text += Buffer.from(part).toString();
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) if (block.startsWith('data: ')) got.push(Live.parse(JSON.parse(block.slice('data: '.length))));
    }
    return 'ended';
  })().catch((error: Error) => error.name);
  return { response, got, ended, close: () => abort.abort() };
}
const subjectOf = (live: Live) => (live.kind === 'stock' ? `${live.sku} ${live.available}` : live.kind === 'order' ? live.orderId : live.kind);

/** The instance's own queue is bound a moment after it is ready. */
await (async () => {
  const first = await page('sku=WARM');
  await until(async () => {
    await stock('WARM', 1);
    return first.got.length > 0;
  }, 'the gateway hears');
  first.close();
})();

test('a page hears of the SKUs it shows and of no others, also when they come in bulk', async () => {
  const [shown, also, other] = [randomUUID(), randomUUID(), randomUUID()];
  const one = await page(`sku=${shown}&sku=${also}`);
  assert.deepEqual(
    [one.response.status, one.response.headers.get('content-type'), one.response.headers.get('cache-control')],
    [200, 'text/event-stream', 'no-store, no-transform'],
  );
  await stock(other, 1);
  await stock(shown, 2);
  await stock(also, 3, 'bulk.StockChanged');
  await stock(shown, 4);
  await until(async () => one.got.length === 3, 'three events');
  assert.deepEqual(one.got.map(subjectOf), [`${shown} 2`, `${also} 3`, `${shown} 4`]);
  one.close();
});

test('a shopper hears of their own orders only, somebody without a token of none', async () => {
  const [annas, bobs] = [randomUUID(), randomUUID()];
  owners.set(annas, 'anna').set(bobs, 'bob');
  const sku = randomUUID();
  const query = `order=${annas}&order=${bobs}&sku=${sku}`;
  const [anna, nobody] = [await page(query, { headers: await bearer('anna') }), await page(query)];
  await closing(bobs);
  await closing(annas);
  await stock(sku, 1);
  await until(async () => anna.got.length === 2 && nobody.got.length === 1, 'what they may hear');
  assert.deepEqual([anna.got.map(subjectOf), nobody.got.map(subjectOf)], [[annas, `${sku} 1`], [`${sku} 1`]]);
  anna.close();
  nobody.close();
});

test('a wrong topic is refused, and named', async () => {
  const tooMany = Array.from({ length: 101 }, (_one, index) => `sku=S${index}`).join('&');
  for (const [query, field] of [
    ['sku=%20', 'sku.0'],
    ['order=1', 'order.0'],
    [tooMany, 'sku'],
  ] as const) {
    const response = await gateway.fetch(`/events?${query}`);
    const { refusal } = (await response.json()) as { refusal: { code: string; details: { field: string } } };
    assert.deepEqual([response.status, refusal.code, refusal.details.field], [400, 'InvalidInput', field]);
  }
});

test('a client has twelve pages open at most; one that closes makes room', async () => {
  const client = randomUUID();
  const open = await Promise.all(Array.from({ length: 12 }, () => page('sku=A', { client })));
  const more = await gateway.fetch('/events?sku=A', { client });
  assert.deepEqual(
    [more.status, more.headers.get('retry-after'), await more.json()],
    [429, '10', { refusal: { code: 'TooMany', details: { retryAfter: 10 } } }],
  );
  open[0]?.close();
  const again = await until(async () => {
    const tried = await page('sku=A', { client });
    return tried.response.status === 200 && tried;
  }, 'there is room');
  for (const one of [...open, again]) one.close();
});

test('pages that come at the same moment are counted one by one; those that leave before they are answered make room', async () => {
  const [client, order, answer] = [randomUUID(), randomUUID(), Promise.withResolvers<void>()];
  slow.set(order, answer.promise);
  const [headers, abort] = [await bearer('anna'), new AbortController()];
  const statuses: (number | string)[] = [];
  const asked = Array.from({ length: 14 }, async () => {
    const status = await gateway.fetch(`/events?order=${order}`, { client, headers, signal: abort.signal }).then(
      (response) => response.status,
      () => 'gone',
    );
    statuses.push(status);
  });
  await until(async () => statuses.length === 2, 'two are refused');
  abort.abort();
  await Promise.all(asked);
  assert.deepEqual(statuses, [429, 429, ...Array.from({ length: 12 }, () => 'gone')]);
  answer.resolve();
  const open = [];
  while (open.length < 12) {
    const next = await until(async () => {
      const tried = await page('sku=A', { client });
      return tried.response.status === 200 && tried;
    }, 'there is room for twelve');
    open.push(next);
  }
  for (const one of open) one.close();
});

test('when a gateway closes, its streams end and the process is gone at once', async (t) => {
  const own = await startGateway([], environment);
  t.after(() => own.stop());
  const one = await page('sku=A', { of: own });
  const began = Date.now();
  own.terminate();
  assert.equal(await one.ended, 'ended');
  assert.deepEqual(await own.exit, [0, null]);
  assert.ok(Date.now() - began < 5_000);
});

test('a stream ends with the token it was opened with', async () => {
  const opened = Date.now();
  const token = await userSigner.sign({ sub: 'brief', kind: 'guest', roles: [] }, 'gateway', 2);
  const brief = await page('sku=BRIEF', { headers: { authorization: `Bearer ${token}` } });
  assert.equal(await brief.ended, 'ended');
  assert.ok(Date.now() - opened < 60_000);
});
