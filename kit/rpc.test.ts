import './testing/env.ts';
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { z } from 'zod';
import { Refusal, type RefusalCode } from '@kontor/contracts/refusals';
import { ask, command, type Permission } from '@kontor/contracts/verb';
import { serveRouter } from './door.ts';
import { openServer } from './http.ts';
import type { Actor } from './identity.ts';
import { callWorker, type Context, forward, permit, serve, shopperOf } from './rpc.ts';
import { traced, traceId } from './telemetry.ts';

const shelf = {
  look: ask({
    input: z.object({ sku: z.string().max(4), depth: z.int().default(1) }),
    output: z.object({ sku: z.string(), depth: z.int() }),
    permission: 'public',
  }),
  take: command({ input: z.object({ sku: z.string() }), output: z.object({ by: z.string() }), permission: 'shopper' }),
  close: command({ input: z.object({}), output: z.object({}), permission: 'staff:orders' }),
  refuse: command({
    input: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()).default({}) }),
    output: z.object({}),
    permission: 'public',
  }),
  fail: ask({ input: z.object({}), output: z.object({}), permission: 'public' }),
  lie: ask({ input: z.object({}), output: z.object({ sku: z.string() }), permission: 'public' }),
  trace: ask({ input: z.object({}), output: z.object({ trace: z.string(), client: z.string() }), permission: 'public' }),
};
const anna: Actor = { kind: 'customer', id: 'anna', roles: [] };
const SQL = 'select * from customer where password_hash = 1';

const worker = openServer('shelf', {});
const ofWorker = serve(shelf, {
  look: async (input) => input,
  take: async (_input, context) => ({ by: shopperOf(context).id }),
  close: async () => ({}),
  refuse: async ({ code, details }) => {
    throw new Refusal(code as RefusalCode, details);
  },
  fail: async () => {
    throw new Error(`relation does not exist: ${SQL}`);
  },
  lie: async () => ({ sku: 1 as unknown as string }),
  trace: async (_input, { client }) => ({ trace: traceId(), client }),
});
const nameIn = (headers: Record<string, unknown>): Actor | null => (headers['authorization'] === 'Bearer anna' ? anna : null);
await serveRouter(worker, ofWorker, async ({ headers }) => ({ actor: nameIn(headers), client: String(headers['x-kontor-client']) }));
const address = await worker.listen({ port: 0 });

/** The gateway's part: the same contract, every verb passed on. */
const front = openServer('front', {});
const call = callWorker('shelf', address, async ({ actor }) => actor?.id);
await serveRouter(front, serve(shelf, forward(shelf, call)), async ({ headers }) => ({ actor: nameIn(headers), client: '10.0.0.1' }));
const door = await front.listen({ port: 0 });
after(() => Promise.all([worker.close(), front.close()]));

type Said = {
  error?: { message: string; data: { code: string; httpStatus: number; refusal?: { code: string; details: Record<string, unknown> }; errorId?: string } };
  result?: { data: unknown };
};
const asked = async (path: string, input: unknown, { at = door, headers = {} }: { at?: string; headers?: Record<string, string> } = {}) => {
  const response = await fetch(`${at}/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`, { headers });
  const text = await response.text();
  return { status: response.status, retryAfter: response.headers.get('retry-after'), text, said: JSON.parse(text) as Said };
};
const told = async (path: string, body: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${door}/trpc/${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
  return { status: response.status, retryAfter: response.headers.get('retry-after'), said: (await response.json()) as Said };
};
const nobody: Context = { actor: null, client: '' };

test('a procedure answers through both processes, with what the contract fills in', async () => {
  assert.deepEqual((await asked('look', { sku: 'A' })).said.result?.data, { sku: 'A', depth: 1 });
  assert.deepEqual(await call(shelf.take, 'take', { sku: 'A' }, { actor: anna, client: '' }), { by: 'anna' });
});

test('a wrong input is refused with its first field, why, and all the others', async () => {
  const { status, said } = await asked('look', { sku: 'ABCDE', depth: 'deep' });
  const { code, details } = said.error?.data.refusal ?? {};
  assert.deepEqual([status, code, details?.['field']], [400, 'InvalidInput', 'sku']);
  assert.match(String(details?.['reason']), /4/);
  assert.deepEqual(
    ((details?.['fields'] ?? []) as { field: string }[]).map(({ field }) => field),
    ['sku', 'depth'],
  );
});

test('text with a NUL or half a character is a wrong input, named however deep it lies', async () => {
  const inputs = [
    ['take', { sku: 'A\0' }, 'sku'],
    ['refuse', { code: 'NotFound', details: { deep: [{ name: '\ud83d' }] } }, 'details.deep.0.name'],
    ['refuse', { code: 'NotFound', details: { deep: { '\0': 1 } } }, 'details.deep'],
  ] as const;
  for (const [path, input, field] of inputs) {
    const { status, said } = await told(path, JSON.stringify(input), { authorization: 'Bearer anna' });
    assert.deepEqual([status, said.error?.data.refusal?.code, said.error?.data.refusal?.details['field']], [400, 'InvalidInput', field]);
  }
  assert.equal((await told('take', JSON.stringify({ sku: 'Ä😀\n' }), { authorization: 'Bearer anna' })).status, 200);
});

test('a body that is no JSON is a wrong input too', async () => {
  const { status, said } = await told('take', '{"sku":', { authorization: 'Bearer anna' });
  assert.deepEqual([status, said.error?.data.refusal?.code], [400, 'InvalidInput']);
});

test('a body of another kind is not read', async () => {
  const { status, said } = await told('look', '{"sku":"A"}', { 'content-type': 'text/plain' });
  assert.deepEqual([status, (said as { refusal?: { code: string } }).refusal?.code], [415, 'InvalidInput']);
});

test('a refusal crosses both processes with its code, its details and its status', async () => {
  const { status, said } = await told('refuse', JSON.stringify({ code: 'OutOfStock', details: { lines: [{ sku: 'A', available: 1 }] } }));
  assert.deepEqual(
    [status, said.error?.message, said.error?.data.refusal],
    [409, 'OutOfStock', { code: 'OutOfStock', details: { lines: [{ sku: 'A', available: 1 }] } }],
  );
  await assert.rejects(call(shelf.refuse, 'refuse', { code: 'NotFound' }, nobody), (error) => error instanceof Refusal && error.code === 'NotFound');
});

test('a refusal that passes with time says in a header when to come back, in a batch the longest', async () => {
  const refuse = (code: RefusalCode, details = {}) => told('refuse', JSON.stringify({ code, details }));
  assert.deepEqual(await refuse('TooMany', { retryAfter: 7 }).then(({ status, retryAfter }) => [status, retryAfter]), [429, '7']);
  assert.deepEqual(await refuse('Unavailable').then(({ status, retryAfter }) => [status, retryAfter]), [503, '5']);
  assert.equal((await refuse('NotFound')).retryAfter, null);
  const batch = await told('refuse,refuse?batch=1', JSON.stringify({ 0: { code: 'TooMany', details: { retryAfter: 30 } }, 1: { code: 'Unavailable' } }));
  assert.equal(batch.retryAfter, '30');
});

test('a bug is answered with an error id and nothing else, on both sides', async () => {
  for (const { status, text, said } of [await asked('fail', {}), await asked('fail', {}, { at: address })]) {
    assert.equal(status, 500);
    assert.match(said.error?.data.errorId ?? '', /^[0-9a-f-]{36}$/);
    assert.deepEqual(Object.keys(said.error?.data ?? {}).toSorted(), ['code', 'errorId', 'httpStatus']);
    assert.doesNotMatch(text, /select|customer|relation|stack|rpc|\.ts|127\.0\.0\.1/);
  }
});

test('an answer that breaks the contract is a bug, not an answer', async () => {
  const { status, said } = await asked('lie', {}, { at: address });
  assert.equal(status, 500);
  assert.ok(said.error?.data.errorId && !said.error.data.refusal);
});

test('a worker that is away is unavailable, soon', async () => {
  const gone = openServer('gone', {});
  const nowhere = await gone.listen({ port: 0 });
  await gone.close();
  const began = Date.now();
  const away = callWorker('shelf', nowhere, async () => undefined)(shelf.look, 'look', { sku: 'A' }, nobody);
  await assert.rejects(away, (error) => error instanceof Refusal && error.code === 'Unavailable' && error.details['service'] === 'shelf');
  assert.ok(Date.now() - began < 1_500);
});

test('more than ten calls in a batch are refused', async () => {
  const batch = (count: number) =>
    asked(`${Array(count).fill('look').join()}`, Object.fromEntries(Array.from({ length: count }, (_one, index) => [index, { sku: 'A' }]))).then(
      ({ status }) => status,
    );
  const url = (count: number) =>
    `${door}/trpc/${Array(count).fill('look').join()}?batch=1&input=${encodeURIComponent(JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_one, index) => [index, { sku: 'A' }]))))}`;
  assert.notEqual(await batch(1), 500);
  assert.deepEqual([(await fetch(url(10))).status, (await fetch(url(11))).status], [200, 400]);
});

test('of a batch each call has its own answer, whatever becomes of the others', async () => {
  const input = encodeURIComponent(JSON.stringify({ 0: { sku: 'A' }, 1: { sku: 'TOO LONG' }, 2: {} }));
  const response = await fetch(`${door}/trpc/look,look,nothing?batch=1&input=${input}`);
  const [fine, wrong, none] = (await response.json()) as Said[];
  assert.deepEqual(
    [response.status, fine?.result?.data, wrong?.error?.data.refusal?.code, none?.error?.data.httpStatus],
    [207, { sku: 'A', depth: 1 }, 'InvalidInput', 404],
  );
});

test('the trace and the address of the person go on to the worker', async () => {
  const trace = 'c'.repeat(32);
  const { said } = await asked('trace', {}, { headers: { traceparent: `00-${trace}-${'d'.repeat(16)}-01` } });
  assert.deepEqual(said.result?.data, { trace, client: '10.0.0.1' });
  assert.deepEqual(await traced(`00-${trace}-${'d'.repeat(16)}-01`, () => call(shelf.trace, 'trace', {}, nobody)), { trace, client: '' });
});

test('who may what', () => {
  const guest: Actor = { kind: 'guest', id: 'g', roles: [] };
  const staff: Actor = { kind: 'staff', id: 's', roles: ['orders'] };
  const impostor: Actor = { ...anna, roles: ['orders'] };
  const answers = (permission: Permission) =>
    [null, guest, anna, staff, impostor].map((actor) => {
      try {
        permit(permission, actor);
        return 'may';
      } catch (error) {
        return (error as Refusal).code;
      }
    });
  assert.deepEqual(answers('public'), ['may', 'may', 'may', 'may', 'may']);
  assert.deepEqual(answers('shopper'), ['SignInRequired', 'may', 'may', 'NotAllowed', 'may']);
  assert.deepEqual(answers('customer'), ['SignInRequired', 'SignInRequired', 'may', 'NotAllowed', 'may']);
  assert.deepEqual(answers('staff:orders'), ['SignInRequired', 'NotAllowed', 'NotAllowed', 'may', 'NotAllowed']);
  assert.deepEqual(answers('staff:catalog'), ['SignInRequired', 'NotAllowed', 'NotAllowed', 'NotAllowed', 'NotAllowed']);
});

test('the gateway asks for the permission, and the worker again', async () => {
  const asAnna = { authorization: 'Bearer anna' };
  assert.equal((await told('take', '{"sku":"A"}')).said.error?.message, 'SignInRequired');
  assert.equal((await told('close', '{}', asAnna)).said.error?.message, 'NotAllowed');
  const isRefusal = (code: RefusalCode) => (error: unknown) => error instanceof Refusal && error.code === code;
  await assert.rejects(call(shelf.take, 'take', { sku: 'A' }, nobody), isRefusal('SignInRequired'));
  await assert.rejects(call(shelf.close, 'close', {}, { actor: anna, client: '' }), isRefusal('NotAllowed'));
});
