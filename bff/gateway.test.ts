import { addressOf } from '@kontor/kit/testing/env';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { after, test } from 'node:test';
import { Redis } from 'ioredis';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import { catalog } from '@kontor/contracts/catalog';
import { inventory } from '@kontor/contracts/inventory';
import { order } from '@kontor/contracts/order';
import { Refusal } from '@kontor/contracts/refusals';
import { user } from '@kontor/contracts/user';
import type { Verb } from '@kontor/contracts/verb';
import { until } from '@kontor/kit/testing';
import { wireTo } from '@kontor/kit/testing/wire';
import { standIn, startGateway, strangerSigner, userSigner } from './testing.ts';

const REQUESTS_PER_MINUTE = 12;
const GUEST = '0198a1b2-0000-7000-8000-000000000001';
const SQL = 'select * from cart';

const product = {
  id: 'p1',
  handle: 'pepper-mill',
  name: { en: 'Pepper mill', de: 'Pfeffermühle' },
  summary: { en: '', de: '' },
  description: { en: '', de: '' },
  categories: ['kitchen'],
  variants: [{ sku: 'PM-1', price: 4900, availability: 'in' as const }],
  version: 3,
  changedAt: '2026-01-01T00:00:00.000Z',
};
const ofUser = await standIn(
  'user',
  { guest: user.guest, signIn: user.signIn, me: user.me },
  {
    guest: async () => ({
      accessToken: await userSigner.sign({ sub: GUEST, kind: 'guest', roles: [] }, 'gateway', 300),
      accessExpires: '2026-01-01T00:00:00.000Z',
      refreshToken: 'r',
      subject: GUEST,
      name: '',
      email: '',
    }),
    signIn: async () => {
      throw new Refusal('WrongCredentials');
    },
    me: async () => {
      throw new Refusal('SessionEnded');
    },
  },
  (app) => app.get('/jwks', async () => userSigner.jwks),
);
const ofOrder = await standIn(
  'order',
  { cart: order.cart, addToCart: order.addToCart },
  {
    cart: async () => ({ lines: [], items: 0, total: 0, currency: 'EUR' as const }),
    addToCart: async () => {
      throw new Error(`deadlock in ${SQL}`);
    },
  },
);
const limits: unknown[] = [];
const ofCatalog = await standIn(
  'catalog',
  { product: catalog.product, categories: catalog.categories, productsAfter: catalog.productsAfter },
  {
    productsAfter: async ({ limit }) => {
      limits.push(limit);
      return { items: [], next: null };
    },
    categories: async () => [],
    product: async ({ handle }) => {
      if (handle !== product.handle) throw new Refusal('NotFound', { handle });
      return product;
    },
  },
);
const ofInventory = await standIn('inventory', { count: inventory.count }, { count: async () => ({ changed: 1 }) });
const hooks: { body: Buffer; headers: Record<string, unknown> }[] = [];
const ofPayment = await standIn('payment', {}, {}, (app) =>
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post('/webhook', async ({ body, headers }) => {
      hooks.push({ body: body as Buffer, headers });
      if (headers['psp-signature'] === 'forged') throw new Refusal('BadSignature');
      return { received: true };
    });
  }),
);
const cacheAddress = addressOf('REDIS_CACHE_URL');
const cacheWire = await wireTo(cacheAddress);
const gateway = await startGateway([ofUser, ofOrder, ofCatalog, ofInventory, ofPayment], {
  REDIS_CACHE_URL: cacheWire.url,
  REQUESTS_PER_MINUTE: String(REQUESTS_PER_MINUTE),
});
after(async () => {
  await gateway.stop();
  await cacheWire.close();
});

type Body = {
  refusal?: { code: string; details: Record<string, unknown> };
  errorId?: string;
  accessToken?: string;
  result?: { data: unknown };
  error?: { data: { refusal?: unknown; errorId?: string } };
};
const bodyOf = async (response: Response) => (await response.json()) as Body;
const json = (body: unknown) => ({ method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const tokenOf = (kind: string, sub: string, roles: string[] = []) => userSigner.sign({ sub, kind, roles }, 'gateway', 300);
const viaTrpc = (path: string, input: unknown, options?: { headers?: Record<string, string> }) =>
  gateway.fetch(`/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`, options);

test('the gateway is alive, ready, and publishes its keys without their secret', async () => {
  assert.deepEqual([(await gateway.fetch('/livez')).status, (await gateway.fetch('/readyz')).status], [200, 200]);
  const { keys } = (await (await gateway.fetch('/jwks')).json()) as { keys: Record<string, string>[] };
  assert.deepEqual([keys.length, keys[0]?.['alg'], keys[0]?.['d']], [1, 'EdDSA', undefined]);
  assert.equal((await gateway.fetch('/clock', json({ offsetMs: 0 }))).status, 404, "its clock is nobody's to move");
});

test('a guest token becomes a token for one worker, for a minute, with the actor and nothing else', async () => {
  const { accessToken = '' } = await bodyOf(await gateway.fetch('/v1/session/guest', json({})));
  const client = randomUUID();
  assert.equal((await gateway.fetch('/v1/cart', { client, ...bearer(accessToken) })).status, 200);
  const { context, token } = ofOrder.asked.at(-1) ?? assert.fail('the order worker was not asked');
  assert.deepEqual(context, { actor: { kind: 'guest', id: GUEST, roles: [] }, client });
  const { iat = 0, exp = 0, ...claims } = decodeJwt(token);
  assert.deepEqual([claims, exp - iat], [{ sub: GUEST, kind: 'guest', roles: [], iss: 'gateway', aud: 'order' }, 60]);
  assert.notEqual(token, accessToken);
});

test('a token of a stranger, for somebody else, over, or of the gateway itself is nobody', async () => {
  const anna = { sub: 'anna', kind: 'customer', roles: [] };
  const before = ofOrder.asked.length;
  const tokens = [
    await strangerSigner.sign(anna, 'gateway', 60),
    await userSigner.sign(anna, 'order', 60),
    await userSigner.sign(anna, 'gateway', -10),
    ofOrder.asked[0]?.token ?? 'x',
    'nonsense',
  ];
  for (const token of tokens) {
    const response = await gateway.fetch('/v1/cart', bearer(token));
    assert.deepEqual([response.status, (await bodyOf(response)).refusal?.code], [401, 'SignInRequired']);
  }
  assert.equal(ofOrder.asked.length, before, 'the worker was not asked');
});

test('no cookie is read', async () => {
  const response = await gateway.fetch('/v1/cart', {
    headers: { cookie: `token=${await tokenOf('guest', GUEST)}; __Host-session=${await tokenOf('guest', GUEST)}` },
  });
  assert.equal(response.status, 401);
});

test('REST and tRPC give the same, answers and refusals', async () => {
  const rest = await gateway.fetch('/v1/products/pepper-mill');
  const trpc = await viaTrpc('catalog.product', { handle: 'pepper-mill' });
  assert.deepEqual([rest.status, trpc.status], [200, 200]);
  assert.deepEqual(await rest.json(), (await bodyOf(trpc)).result?.data);
  for (const handle of ['no-such-mill', 'NO HANDLE']) {
    const [refused, same] = [await gateway.fetch(`/v1/products/${encodeURIComponent(handle)}`), await viaTrpc('catalog.product', { handle })];
    const [plain, wrapped] = [await bodyOf(refused), await bodyOf(same)];
    assert.equal(refused.status, same.status);
    assert.deepEqual(Object.keys(plain), ['refusal']);
    assert.deepEqual(plain.refusal, wrapped.error?.data.refusal);
  }
  assert.equal((await bodyOf(await gateway.fetch('/v1/products/NO%20HANDLE'))).refusal?.details['field'], 'handle');
});

test('every error of REST has one form: unknown paths, bodies that are no JSON, too large or of another kind', async () => {
  const wrong: [string, RequestInit & { headers?: Record<string, string> }, number, string][] = [
    ['/v1/nowhere', {}, 404, 'NotFound'],
    ['/nowhere', {}, 404, 'NotFound'],
    ['/v1/session', { ...json({}), body: '{' }, 400, 'InvalidInput'],
    ['/v1/session', { method: 'POST', body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415, 'InvalidInput'],
    ['/v1/session', json({ email: 'x'.repeat(1024 * 1024) }), 413, 'InvalidInput'],
    ['/v1/session', json({ email: 'nobody' }), 400, 'InvalidInput'],
  ];
  for (const [path, options, status, code] of wrong) {
    const response = await gateway.fetch(path, options);
    const body = await bodyOf(response);
    assert.deepEqual([path, response.status, Object.keys(body), body.refusal?.code], [path, status, ['refusal'], code]);
  }
});

test('a body is taken as it is: nothing, a truth or a text is no number, and a list is no object', async () => {
  const put = (body: string) => gateway.fetch('/v1/cart/lines/PM-1', { method: 'PUT', body, headers: { 'content-type': 'application/json' } });
  for (const quantity of ['null', 'true', '"3"', '[3]', '1.5', '-1', '1e99']) {
    const response = await put(`{"quantity": ${quantity}}`);
    const { refusal } = await bodyOf(response);
    assert.deepEqual([quantity, response.status, refusal?.code, refusal?.details['field']], [quantity, 400, 'InvalidInput', 'quantity']);
  }
  for (const body of ['[null]', '"x"', 'null', '{"__proto__": {"quantity": 1}}']) {
    const response = await put(body);
    assert.deepEqual([body, response.status, (await bodyOf(response)).refusal?.code], [body, 400, 'InvalidInput']);
  }
});

test('in an address a number is written as text; what is none is refused by its name', async () => {
  await gateway.fetch('/v1/products?limit=2');
  assert.deepEqual(limits, [2]);
  // Names that every object has mean nothing here.
  assert.equal((await gateway.fetch('/v1/products?limit=2&constructor=1&__proto__=x')).status, 200);
  assert.equal((await gateway.fetch('/webhooks/__proto__', { method: 'POST', body: '{}' })).status, 404);
  for (const limit of ['many', '', '1.5', '0', '1000']) {
    const { refusal } = await bodyOf(await gateway.fetch(`/v1/products?limit=${limit}`));
    assert.deepEqual([limit, refusal?.code, refusal?.details['field']], [limit, 'InvalidInput', 'limit']);
  }
});

test('a bug of a worker is an error id, which the log of the gateway has; nothing of it is told', async () => {
  const options = { ...json({ sku: 'PM-1' }), headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokenOf('guest', GUEST)}` } };
  const response = await gateway.fetch('/v1/cart/lines', options);
  const text = await response.text();
  assert.equal(response.status, 500);
  assert.deepEqual(Object.keys(JSON.parse(text) as object), ['errorId']);
  assert.doesNotMatch(text, /select|deadlock|stack|127\.0\.0\.1/);
  const { errorId = '-' } = JSON.parse(text) as Body;
  await until(async () => gateway.output().includes(errorId), 'the log has the id');
});

test('a worker that is away is unavailable, and worth asking again in a while', async () => {
  const response = await gateway.fetch('/v1/delivery/rates');
  assert.deepEqual(
    [response.status, response.headers.get('retry-after'), await bodyOf(response)],
    [503, '5', { refusal: { code: 'Unavailable', details: { service: 'shipping' } } }],
  );
  assert.equal((await viaTrpc('shipping.rates', {})).headers.get('retry-after'), '5');
});

test('staff procedures are passed on for staff alone', async () => {
  const count = async (token: string) =>
    (
      await gateway.fetch('/trpc/inventory.count', {
        ...json({ counts: [{ sku: 'A', location: 'berlin', onHand: 1 }] }),
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      })
    ).status;
  assert.deepEqual(
    [
      await count(await tokenOf('staff', 's', ['inventory'])),
      await count(await tokenOf('staff', 's', ['orders'])),
      await count(await tokenOf('customer', 'anna', ['inventory'])),
    ],
    [200, 403, 403],
  );
});

const Operation = z.object({
  operationId: z.string(),
  parameters: z.array(z.object({ name: z.string(), in: z.string(), required: z.boolean().optional() })).default([]),
  responses: z.record(z.string(), z.object({ description: z.string() })),
});
const OpenApi = z.object({
  openapi: z.literal('3.1.0'),
  info: z.object({ title: z.string(), version: z.string() }),
  servers: z.array(z.object({ url: z.url() })),
  paths: z.record(z.string().startsWith('/'), z.partialRecord(z.enum(['get', 'post', 'put', 'patch', 'delete']), Operation)),
  components: z.record(z.string(), z.record(z.string(), z.unknown())),
});

test('the OpenAPI document is whole: every path of the contracts and no other, every reference and parameter there', async () => {
  const text = await (await gateway.fetch('/openapi.json')).text();
  const document = OpenApi.parse(JSON.parse(text));
  const operations = Object.entries(document.paths).flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => ({ path, method, operation })));

  const folder = resolve(import.meta.dirname, '../contracts');
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const modules = await Promise.all(files.map(async (file) => (await import(resolve(folder, file))) as Record<string, unknown>));
  const isVerb = (one: unknown): one is Verb => typeof one === 'object' && one !== null && 'permission' in one && 'output' in one;
  const verbs = modules.flatMap((nouns) => Object.values(nouns).flatMap((noun) => Object.values(noun ?? {}).filter(isVerb)));
  // The listing for partners, with its repeated filters, is the one door that no single verb stands behind (search.ts).
  const declared = ['GET /search', ...verbs.flatMap(({ http }) => (http ? [`${http.method} ${http.path}`] : []))];
  assert.deepEqual(operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`).toSorted(), declared.toSorted());
  assert.ok(
    verbs.filter(({ permission }) => permission.startsWith('staff:')).every(({ http }) => http === undefined),
    'no door for staff',
  );

  assert.equal(new Set(operations.map(({ operation }) => operation.operationId)).size, operations.length);
  for (const { path, operation } of operations) {
    assert.deepEqual(
      operation.parameters
        .filter((one) => one.in === 'path' && one.required)
        .map(({ name }) => `{${name}}`)
        .toSorted(),
      (path.match(/\{\w+\}/g) ?? []).toSorted(),
    );
    assert.ok('200' in operation.responses && 'default' in operation.responses);
  }
  for (const [, section = '', name = ''] of text.matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)) assert.ok(document.components[section]?.[name], name);
  const page = await gateway.fetch('/docs');
  assert.match(await page.text(), /products\/\{handle\}/);
});

test('what the document says of an error is what comes', async () => {
  const { components } = (await (await gateway.fetch('/openapi.json')).json()) as {
    components: { schemas: Record<string, { required: string[]; properties: { refusal?: { properties: { code: { enum: string[] } } } } }> };
  };
  const refused = components.schemas['error.NOT_FOUND'];
  const { refusal } = await bodyOf(await gateway.fetch('/v1/products/no-such-mill'));
  assert.deepEqual(refused?.required, ['refusal']);
  assert.ok(refused?.properties.refusal?.properties.code.enum.includes(refusal?.code ?? ''));
  assert.deepEqual(components.schemas['error.INTERNAL_SERVER_ERROR']?.required, ['errorId']);
});

test("a webhook is passed on byte by byte with its signature and nothing else of the provider; the answer is the worker's", async () => {
  const bytes = Buffer.from([0x7b, 0x22, 0xff, 0x00, 0x20, 0x0d, 0x0a]);
  const send = (provider: string, signature: string) =>
    gateway.fetch(`/webhooks/${provider}`, {
      method: 'POST',
      body: new Uint8Array(bytes),
      headers: { 'content-type': 'application/json', 'psp-signature': signature, authorization: 'Bearer x', cookie: 'a=b' },
    });
  const received = await send('psp', 't=1,v1=abc');
  assert.deepEqual([received.status, await received.json()], [200, { received: true }]);
  const { body, headers } = hooks.at(-1) ?? assert.fail('the payment worker heard nothing');
  assert.deepEqual([body, headers['psp-signature'], headers['authorization'], headers['cookie']], [bytes, 't=1,v1=abc', undefined, undefined]);
  const refused = await send('psp', 'forged');
  assert.deepEqual([refused.status, await refused.json()], [401, { refusal: { code: 'BadSignature', details: {} } }]);
  assert.equal((await send('nobody', 's')).status, 404);
  const away = await send('carrier', 's');
  assert.deepEqual([away.status, away.headers.get('retry-after'), (await bodyOf(away)).refusal?.code], [503, '5', 'Unavailable']);
});

/** How each of so many requests of one client is answered. */
async function answers(count: number, client: string, path = '/v1/categories', options = {}): Promise<{ status: number; retryAfter: string | null }[]> {
  const all = [];
  for (let index = 0; index < count; index++) {
    const response = await gateway.fetch(path, { client, ...options });
    await response.body?.cancel();
    all.push({ status: response.status, retryAfter: response.headers.get('retry-after') });
  }
  return all;
}

test('a client that asks too often is refused and told when to come back; others are not', async () => {
  const client = randomUUID();
  const all = await answers(REQUESTS_PER_MINUTE + 1, client);
  assert.deepEqual(
    all.map(({ status }) => status),
    [...Array(REQUESTS_PER_MINUTE).fill(200), 429],
  );
  assert.equal(all.at(-1)?.retryAfter, '60');
  const trpc = await gateway.fetch('/trpc/catalog.categories?input=%7B%7D', { client });
  assert.deepEqual([trpc.status, trpc.headers.get('retry-after')], [429, '60']);
  assert.deepEqual(
    (await answers(1, randomUUID())).map(({ status }) => status),
    [200],
  );
});

test('what is worth guessing at has a limit of its own', async () => {
  const client = randomUUID();
  const guesses = await answers(31, client, '/v1/session', json({ email: 'a@b.de', password: 'guess' }));
  assert.deepEqual([guesses.slice(0, 30).every(({ status }) => status === 401), guesses.at(-1)?.status], [true, 429]);
  // The e-mail behind a link that somebody came by.
  const wish = { returnId: randomUUID(), kind: 'withdrawal', lines: [{ sku: 'MUG', quantity: 1 }], email: 'a@b.de' };
  const asked = await answers(21, client, '/v1/followed/a-link/returns', json(wish));
  assert.deepEqual([asked.slice(0, 20).some(({ status }) => status === 429), asked.at(-1)?.status], [false, 429]);
  assert.deepEqual(
    (await answers(1, client)).map(({ status }) => status),
    [200],
    'browsing is not held up by it',
  );
});

test('the web itself is not limited, and nobody can say that he is the web', async (t) => {
  const redis = new Redis(cacheAddress);
  t.after(() => redis.disconnect());
  // Whoever is not believed counts as the one who connected, as in every run of this file.
  await redis.del('limit:any:127.0.0.1');
  const web = await answers(REQUESTS_PER_MINUTE + 2, 'web');
  assert.ok(web.every(({ status }) => status === 200));
  for (const forged of ['web', 'web;00', `web;${'0'.repeat(64)}`]) await gateway.fetch('/v1/categories', { headers: { 'x-kontor-client': forged } });
  assert.deepEqual(
    ofCatalog.asked.slice(-3).map(({ context }) => context.client),
    ['127.0.0.1', '127.0.0.1', '127.0.0.1'],
  );
});

test('what another gateway has counted counts here soon after', async (t) => {
  const redis = new Redis(cacheAddress);
  t.after(() => redis.disconnect());
  const client = randomUUID();
  const key = `limit:any:${client}`;
  await redis.set(key, REQUESTS_PER_MINUTE, 'EX', 60);
  await answers(1, client);
  await until(async () => Number(await redis.get(key)) > REQUESTS_PER_MINUTE, 'this gateway has told what it counted');
  await until(async () => (await answers(1, client))[0]?.status === 429, 'it is known here');
});

test('with the cache away the gateway counts for itself', async () => {
  cacheWire.goAway();
  const client = randomUUID();
  const all = await answers(REQUESTS_PER_MINUTE + 1, client);
  assert.deepEqual(
    all.map(({ status }) => status),
    [...Array(REQUESTS_PER_MINUTE).fill(200), 429],
  );
  cacheWire.comeBack();
});

test('a change writes the times of the pages it makes old, though the cache was away when it came', async (t) => {
  const redis = new Redis(cacheAddress);
  const [first, second] = [`c-${randomUUID()}`, `c-${randomUUID()}`];
  t.after(async () => {
    await redis.hdel('nx:tagt', `category:${first}`, `category:${second}`);
    await redis.zrem('nx:tagv', `category:${first}`, `category:${second}`);
    redis.disconnect();
  });
  const tell = (id: string, key?: string) =>
    gateway.tell('CategoryChanged', id, { category: { id, parent: null, name: { en: 'A', de: 'A' }, position: 0, version: 1 } }, key);
  const written = (id: string) => until(() => redis.hget('nx:tagt', `category:${id}`), `the time of ${id}`);
  cacheWire.goAway();
  await tell(first);
  cacheWire.comeBack();
  assert.ok(Number(await written(first)) > 0);
  await tell(second, 'bulk.CategoryChanged');
  await written(second);
});

test('nothing that the gateway does is on its way out of a library', () => assert.doesNotMatch(gateway.output(), /DeprecationWarning/));
