import { testWorld } from './testing.ts';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import type { Message } from '@kontor/contracts/events';
import { Refusal } from '@kontor/contracts/refusals';
import { command } from '@kontor/contracts/verb';
import { environment } from './env.ts';
import { signer } from './identity.ts';
import { messagesOf } from './messages.ts';
import { leaving, type Told } from './journal.ts';
import { serve } from './rpc.ts';
import { traceparent, traceId } from './telemetry.ts';
import { until } from './testing.ts';
import { gatewayKey, setEnvironment } from './testing/env.ts';
import { journalOn } from './testing/journal.ts';
import { forgetHearers } from './testing/queues.ts';
import { declareHearer, queueOf } from './topology.ts';
import { brokerUrl, gatewayTokens, listening, run } from './worker.ts';

const world = await testWorld('inventory');
const { journal } = await journalOn('inventory', world.database);
const shelf = { count: command({ input: z.object({ sku: z.string() }), output: z.object({ by: z.string() }), permission: 'staff:inventory' }) };
const news: { body: Buffer; signature: unknown }[] = [];
const heard: { message: Message; trace: string }[] = [];
const stock = (sku: string): Told => ({ type: 'StockChanged', subject: sku, data: { sku, available: 1, onHand: 1 } });
const checks = { provider: async () => 'here' };

before(() =>
  run({
    name: 'inventory',
    url: 'http://127.0.0.1:0',
    journal,
    api: serve(shelf, {
      count: ({ sku }, { actor }) =>
        journal.transaction(async (tx) => {
          await journal.leave(tx, [leaving(stock(sku), 1, traceparent())], []);
          return { by: actor?.id ?? '' };
        }),
    }),
    hears: { StockChanged: async (messages) => void heard.push(...messages.map((message) => ({ message, trace: traceId() }))) },
    async *retell() {
      for (const sku of ['A', 'B']) yield { ...stock(sku), version: 7 };
    },
    async webhook(body, headers) {
      if (headers['psp-signature'] === 'forged') throw new Refusal('BadSignature');
      if (headers['psp-signature'] === 'odd') throw new Error('select * from secrets');
      news.push({ body, signature: headers['psp-signature'] });
    },
    checks: { provider: () => checks.provider() },
    jwks: async () => ({ keys: [] }),
  }),
);
after(async () => {
  await forgetHearers(world.broker, ['search']);
  await world.stop();
});

const gateway = await signer(gatewayKey, 'gateway');
const staff = (roles: string[]) => gateway.sign({ sub: 's', kind: 'staff', roles }, 'inventory', 60);
const asked = async (path: string, options?: RequestInit) => {
  const response = await fetch(`${listening('inventory')}${path}`, options);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const posted = (path: string, body: string | Buffer, headers: Record<string, string>) =>
  asked(path, { method: 'POST', body: typeof body === 'string' ? body : new Uint8Array(body), headers });

test('a worker is ready when its store, its broker and all that it names are', async (t) => {
  assert.deepEqual(await asked('/readyz'), {
    status: 200,
    body: { name: 'inventory', ready: true, dependencies: { store: true, broker: true, provider: true } },
  });
  t.mock.method(checks, 'provider', () => Promise.reject(new Error('away')));
  assert.equal((await asked('/readyz')).status, 503);
  assert.deepEqual((await asked('/jwks')).body, { keys: [] });
});

test('a trace goes from the request through the event to the one who hears it', async () => {
  const trace = 'e'.repeat(32);
  const token = await staff(['inventory']);
  const said = await posted('/trpc/count', '{"sku":"T"}', {
    'content-type': 'application/json',
    authorization: `Bearer ${token}`,
    traceparent: `00-${trace}-${'f'.repeat(16)}-01`,
  });
  assert.deepEqual(said.body['result'], { data: { by: 's' } });
  const { trace: told } = await world.heard('StockChanged', ({ subject }) => subject === 'T');
  assert.equal(told.split('-')[1], trace);
  await until(async () => heard.some(({ message }) => message.subject === 'T'), 'the worker heard it itself');
  assert.equal(heard.find(({ message }) => message.subject === 'T')?.trace, trace);
});

test('a worker believes the gateway alone, and asks for the permission itself', async () => {
  const other = await gateway.sign({ sub: 's', kind: 'staff', roles: ['inventory'] }, 'order', 60);
  const codes = [undefined, other, await staff(['orders'])].map(async (token) => {
    const { body } = await posted('/trpc/count', '{"sku":"T"}', { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) });
    return (body['error'] as { message: string }).message;
  });
  assert.deepEqual(await Promise.all(codes), ['SignInRequired', 'SignInRequired', 'NotAllowed']);
  assert.equal(await gatewayTokens('order')(await staff([])), null);
});

test('a webhook gets the bytes as they came, whatever they call themselves', async () => {
  const bytes = Buffer.from([0x7b, 0x22, 0xff, 0x00, 0x0d, 0x0a]);
  for (const type of ['application/json', 'application/octet-stream', 'text/plain'])
    assert.deepEqual(await posted('/webhook', bytes, { 'content-type': type, 'psp-signature': 's1' }), { status: 200, body: { received: true } });
  assert.deepEqual(news, Array(3).fill({ body: bytes, signature: 's1' }));
});

test('a webhook that is refused says why; a bug in it is an error id', async () => {
  const headers = (signature: string) => ({ 'content-type': 'application/json', 'psp-signature': signature });
  assert.deepEqual(await posted('/webhook', '{}', headers('forged')), { status: 401, body: { refusal: { code: 'BadSignature', details: {} } } });
  const { status, body } = await posted('/webhook', '{}', headers('odd'));
  assert.deepEqual([status, Object.keys(body)], [500, ['errorId']]);
});

test('the current state is retold to one queue, for those who run the shop', async () => {
  await declareHearer(world.broker, 'search', []);
  const json = async (roles: string[]) => ({ 'content-type': 'application/json', authorization: `Bearer ${await staff(roles)}` });
  assert.equal((await posted('/retell', '{"queue":"search"}', { 'content-type': 'application/json' })).status, 401);
  assert.equal((await posted('/retell', '{"queue":"search"}', await json(['inventory']))).status, 403);
  const wrong = await posted('/retell', '{"cue":"search"}', await json(['operations']));
  assert.deepEqual([wrong.status, (wrong.body['refusal'] as Refusal).details['field']], [400, 'queue']);
  assert.equal((await posted('/retell', '', await json(['operations']))).status, 400);

  const told = world.told.length;
  assert.deepEqual(await posted('/retell', '{"queue":"search"}', await json(['operations'])), { status: 200, body: { told: 2 } });
  const [together, more] = await world.broker.withChannel(async (channel) => [
    await channel.get(queueOf('search'), { noAck: true }),
    await channel.get(queueOf('search'), { noAck: true }),
  ]);
  assert.equal(more, false, 'what is told together is one message');
  const messages = messagesOf(together ? together.content.toString() : '');
  assert.deepEqual(
    messages.map(({ type, subject, version }) => [type, subject, version]),
    [
      ['StockChanged', 'A', 7],
      ['StockChanged', 'B', 7],
    ],
  );
  assert.equal(world.told.length, told, 'nobody else hears of it');
});

test('a worker has its own address of the broker, or the one of all', (t) => {
  const kept = environment({ SHIPPING_RABBITMQ_URL: z.string().default(''), RABBITMQ_URL: z.string().default('') });
  t.after(() => setEnvironment(kept));
  const address = (own: string, all: string) => {
    setEnvironment({ SHIPPING_RABBITMQ_URL: own, RABBITMQ_URL: all });
    return brokerUrl('shipping');
  };
  assert.deepEqual([address('amqp://own', 'amqp://all'), address('', 'amqp://all')], ['amqp://own', 'amqp://all']);
  assert.throws(() => address('', ''), /RABBITMQ_URL/);
});
