import { testWorld, until } from '@kontor/kit/testing';
import { addressOf } from '@kontor/kit/testing/env';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { payment as contract } from '@kontor/contracts/payment';
import { Redis } from 'ioredis';
import { startPsp } from '../../simulators/psp/start.ts';

// Stands between the worker and its cache, so that a test can cut the line.
const cache = new URL(addressOf('REDIS_CACHE_URL'));
const sockets = new Set<Socket>();
const line = createServer((near) => {
  const far = connect(Number(cache.port), cache.hostname);
  for (const socket of [near, far]) {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => [near, far].map((end) => end.destroy()));
  }
  near.pipe(far).pipe(near);
});
await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
const cutTheLine = () => {
  line.close();
  for (const socket of sockets) socket.destroy();
};

const folder = await mkdtemp(join(tmpdir(), 'psp-'));
const key = 'a-secret-key';
const psp = await startPsp({ port: 0, host: '127.0.0.1', publicHost: '127.0.0.1', folder, secretKey: key, webhookSecret: 'a-webhook-secret' });
const through = Object.assign(new URL(cache), { hostname: '127.0.0.1', port: String((line.address() as AddressInfo).port) }).href;
const world = await testWorld('payment', { PSP_URL: psp.url, PSP_SECRET_KEY: key, PSP_WEBHOOK_SECRET: 'a-webhook-secret', REDIS_CACHE_URL: through });
await world.start();
const redis = new Redis(cache.href);
const owner = randomUUID();
const shopper = world.call(contract, { kind: 'guest', id: owner, roles: [] });
const MINUTE = 60_000;

async function readyOrder(): Promise<string> {
  const orderId = randomUUID();
  const payBy = new Date(Date.now() + 15 * MINUTE).toISOString();
  await world.tell('OrderReadyToPay', orderId, 2, { orderId, number: 'K1', owner, total: 100, currency: 'EUR', payBy, locale: 'en' });
  return orderId;
}

after(async () => {
  redis.disconnect();
  await world.stop();
  await psp.stop();
  cutTheLine();
  await rm(folder, { recursive: true });
});

test('where to pay is kept until it is due, is not needed, and is forgotten once nobody can pay there', async () => {
  const orderId = await readyOrder();
  const page = await shopper.start({ orderId, locale: 'en' });
  const left = await redis.pttl(`pay:${orderId}`);
  assert.ok(left > 14 * MINUTE && left <= 15 * MINUTE, `${left}`);
  await redis.del(`pay:${orderId}`);
  assert.deepEqual(await shopper.start({ orderId, locale: 'en' }), page);
  assert.equal(await redis.exists(`pay:${orderId}`), 1);
  await world.tell('OrderPaymentClosing', orderId, 3, { orderId, number: 'K1', owner });
  await until(async () => (await redis.exists(`pay:${orderId}`)) === 0, 'it is forgotten');
});

test('with the cache lost an order is paid all the same', async () => {
  const before = await readyOrder();
  const page = await shopper.start({ orderId: before, locale: 'en' });
  cutTheLine();
  assert.deepEqual(await shopper.start({ orderId: before, locale: 'en' }), page);
  const orderId = await readyOrder();
  assert.match((await shopper.start({ orderId, locale: 'en' })).url, /^http/);
});
