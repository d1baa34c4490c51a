import './testing/env.ts';
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, test } from 'node:test';
import { z } from 'zod';
import { Refusal } from '@kontor/contracts/refusals';
import { accept } from './answers.ts';
import { now } from './clock.ts';
import { openServer } from './http.ts';
import { log } from './log.ts';
import { until } from './testing.ts';

const checks = { store: async (): Promise<unknown> => 'here', broker: async (): Promise<unknown> => 'here' };
const app = openServer('shelf', { store: () => checks.store(), broker: () => checks.broker() });
app.post('/take', async ({ body }) => accept(z.object({ sku: z.string() }), body));
app.get('/refuse', async () => {
  throw new Refusal('TooMany', { retryAfter: 3 });
});
app.get('/fail', async () => {
  throw Object.assign(new Error('select * from customer'), { statusCode: 404, code: '42P01' });
});
const address = await app.listen({ port: 0 });
after(() => app.close());

const said = async (path: string, options?: RequestInit) => {
  const response = await fetch(`${address}${path}`, options);
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body: (await response.json()) as Record<string, unknown> };
};
const posted = (path: string, body: string, type = 'application/json') => said(path, { method: 'POST', body, headers: { 'content-type': type } });

test('/livez touches nothing, /readyz asks every dependency', async (t) => {
  assert.deepEqual(await said('/readyz'), { status: 200, retryAfter: null, body: { name: 'shelf', ready: true, dependencies: { store: true, broker: true } } });
  t.mock.method(checks, 'store', () => Promise.reject(new Error('gone')));
  assert.deepEqual(await said('/readyz'), {
    status: 503,
    retryAfter: null,
    body: { name: 'shelf', ready: false, dependencies: { store: false, broker: true } },
  });
  assert.deepEqual(await said('/livez'), { status: 200, retryAfter: null, body: { name: 'shelf', alive: true } });
});

test('a dependency that hangs is not ready, and the answer does not wait for it', async (t) => {
  t.mock.method(checks, 'broker', () => new Promise(() => {}));
  const began = Date.now();
  const { status, body } = await said('/readyz');
  assert.deepEqual([status, body['dependencies']], [503, { store: true, broker: false }]);
  assert.ok(Date.now() - began < 3_500);
});

test('a body of more than a megabyte is refused', async () => {
  const { status, body } = await posted('/take', JSON.stringify({ sku: 'x'.repeat(1024 * 1024) }));
  assert.deepEqual([status, body], [413, { refusal: { code: 'InvalidInput', details: { field: '', reason: 'Request body is too large' } } }]);
});

test('a body that is no JSON, of another kind, or without a field is refused, and the field is named', async () => {
  assert.deepEqual(await posted('/take', '{').then(({ status, body }) => [status, (body['refusal'] as Refusal).code]), [400, 'InvalidInput']);
  assert.deepEqual(await posted('/take', 'x', 'text/csv').then(({ status, body }) => [status, (body['refusal'] as Refusal).code]), [415, 'InvalidInput']);
  const { status, body } = await posted('/take', '{"sku":1}');
  assert.deepEqual([status, (body['refusal'] as Refusal).details['field']], [400, 'sku']);
});

test('a path that does not exist, or is none, is refused in the same form', async () => {
  assert.deepEqual(await said('/nowhere'), { status: 404, retryAfter: null, body: { refusal: { code: 'NotFound', details: {} } } });
  assert.deepEqual(await said('/take/%zz').then(({ status, body }) => [status, (body['refusal'] as Refusal).code]), [400, 'InvalidInput']);
});

test('a refusal of a route says when to come back', async () => {
  assert.deepEqual(await said('/refuse'), { status: 429, retryAfter: '3', body: { refusal: { code: 'TooMany', details: { retryAfter: 3 } } } });
});

test('a bug is an error id that the log has, whatever status a library gave it', async (t) => {
  const logged = t.mock.method(log, 'error', () => undefined);
  const { status, body } = await said('/fail');
  assert.equal(status, 500);
  assert.deepEqual(Object.keys(body), ['errorId']);
  const [entry] = (logged.mock.calls[0]?.arguments ?? []) as unknown as [{ errorId: string; error: string; path: string }];
  assert.deepEqual([entry.errorId, entry.path], [body['errorId'], '/fail']);
  assert.match(entry.error, /select \* from customer/);
});

test('the clock can be moved where it is movable, by whole milliseconds only', async () => {
  const { body } = await posted('/clock', '{"offsetMs":3600000}');
  assert.deepEqual(body, { offsetMs: 3_600_000 });
  assert.ok(now().getTime() - Date.now() > 3_500_000);
  assert.equal((await posted('/clock', '{"offsetMs":"soon"}')).status, 400);
  await posted('/clock', '{"offsetMs":0}');
});

test('a server that closes answers what is under way, ends each connection with its answer, and is gone', async () => {
  const closing = openServer('closing', {});
  const [asked, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  closing.get('/slow', async () => {
    asked.resolve();
    await gate.promise;
    return { answered: true };
  });
  const door = await closing.listen({ port: 0 });
  assert.equal((await fetch(`${door}/livez`)).headers.get('connection'), 'keep-alive');
  const answer = fetch(`${door}/slow`);
  await asked.promise;
  const began = Date.now();
  const closed = closing.close();
  await until(
    () =>
      fetch(`${door}/livez`).then(
        () => false,
        () => true,
      ),
    'nobody new is let in',
  );
  gate.resolve();
  const { status, headers } = await answer;
  await closed;
  assert.deepEqual([status, headers.get('connection')], [200, 'close']);
  assert.ok(Date.now() - began < 3_000, 'it does not wait for the pool of its client');
});

test('a request that comes on an open connection while the server closes is answered too', async () => {
  const closing = openServer('closing', {});
  const door = new URL(await closing.listen({ port: 0, host: '127.0.0.1' }));
  const socket = connect(Number(door.port), door.hostname);
  let said = '';
  socket.on('data', (part: Buffer) => {
    said += part.toString();
  });
  const head = 'GET /livez HTTP/1.1\r\nHost: shelf\r\n';
  socket.write(`${head}\r\n${head}`);
  await until(async () => said.includes('"alive":true'), 'the first answer, and half of the second request is there');
  said = '';
  const closed = closing.close();
  await until(
    () =>
      fetch(new URL('/livez', door)).then(
        () => false,
        () => true,
      ),
    'nobody new is let in',
  );
  socket.write('\r\n');
  await closed;
  await until(async () => said.includes('"alive":true'), 'the second answer');
  assert.match(said, /^HTTP\/1\.1 200 /);
});

test('who comes while the house is full is refused at once, with when to come again; health is asked still', async (t) => {
  const full = openServer('full', {}, undefined, 2);
  const doors = Promise.withResolvers<void>();
  let inside = 0;
  full.get('/slow', async () => {
    inside++;
    await doors.promise;
    return { served: true };
  });
  const here = await full.listen({ port: 0 });
  t.after(() => full.close());
  const ask = async (path = '/slow') => {
    const response = await fetch(`${here}${path}`);
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body: await response.json() };
  };
  const served = [ask(), ask()];
  await until(async () => inside === 2, 'both are in');
  const refused = { status: 503, retryAfter: '1', body: { refusal: { code: 'Unavailable', details: { service: 'full', retryAfter: 1 } } } };
  assert.deepEqual(await Promise.all([ask(), ask('/nowhere')]), [refused, refused]);
  assert.equal((await ask('/livez')).status, 200);
  doors.resolve();
  assert.deepEqual(
    (await Promise.all(served)).map(({ status }) => status),
    [200, 200],
  );
  assert.equal((await ask()).status, 200, 'there is room again');
});
