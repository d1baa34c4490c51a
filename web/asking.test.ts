import assert from 'node:assert/strict';
import { afterEach, mock, test } from 'node:test';
import { openAsking, optionsOf } from './asking.ts';

type Sent = { address: URL; body: unknown };

/** Answers each call of a request with its path, or as `answer` has it. */
function listen(answer: (paths: string[]) => unknown = (paths) => paths.map((path) => ({ result: { data: path } }))): Sent[] {
  const sent: Sent[] = [];
  mock.method(globalThis, 'fetch', async (address: string, { body }: RequestInit) => {
    const url = new URL(address, 'http://shop');
    sent.push({ address: url, body: typeof body === 'string' ? JSON.parse(body) : undefined });
    return Response.json(answer(url.pathname.replace('/api/trpc/', '').split(',')));
  });
  return sent;
}

afterEach(() => mock.restoreAll());

test('what is asked in one turn goes as one request, and each gets its own answer', async () => {
  const sent = listen();
  const { client } = openAsking('/api/trpc');
  const answers = await Promise.all([client.order.cart.query({}), client.user.wishlist.query({})]);
  assert.deepEqual(answers, ['order.cart', 'user.wishlist']);
  assert.deepEqual(
    sent.map(({ address }) => address.pathname + address.search),
    [`/api/trpc/order.cart,user.wishlist?batch=1&input=${encodeURIComponent('{"0":{},"1":{}}')}`],
  );
});

test('a change is sent as a body, apart from what is asked', async () => {
  const sent = listen();
  const { client } = openAsking('/api/trpc');
  await Promise.all([client.order.cart.query({}), client.order.setQuantity.mutate({ sku: 'A', quantity: 2 })]);
  assert.deepEqual(
    sent.map(({ body }) => body),
    [undefined, { 0: { sku: 'A', quantity: 2 } }],
  );
});

test('more than ten questions, or longer ones than an address holds, go as several requests', async () => {
  const sent = listen();
  const { ask } = openAsking('/api/trpc');
  await Promise.all(Array.from({ length: 23 }, () => ask('query', 'order.cart', {})));
  assert.deepEqual(
    sent.map(({ address }) => address.pathname.split(',').length),
    [10, 10, 3],
  );
  await Promise.all(['a', 'b', 'c'].map((letter) => ask('query', 'search.suggest', { query: letter.repeat(1_200) })));
  assert.equal(sent.length, 6);
});

test('a refusal fails the one it is for with what the gateway says of it; one for all fails all', async () => {
  const refusal = { message: 'NotFound', data: { refusal: { code: 'NotFound', details: {} } } };
  listen((paths) => (paths.length === 2 ? [{ error: refusal }, { result: { data: 1 } }] : { error: refusal }));
  const { ask } = openAsking('/api/trpc');
  const [failed, done] = await Promise.allSettled([ask('query', 'order.one', {}), ask('query', 'order.cart', {})]);
  assert.deepEqual((failed as PromiseRejectedResult).reason.data, refusal.data);
  assert.equal((done as PromiseFulfilledResult<unknown>).value, 1);
  await assert.rejects(ask('query', 'order.cart', {}), { message: 'NotFound', data: refusal.data });
});

test('keys name the question, and all below a path', () => {
  const options = optionsOf(openAsking('/api/trpc'));
  assert.deepEqual(options.order.cart.queryKey({}), [['order', 'cart'], { input: {}, type: 'query' }]);
  assert.deepEqual(options.order.cart.queryOptions({}, { staleTime: 5 }).staleTime, 5);
  assert.deepEqual(options.order.pathKey(), [['order']]);
});
