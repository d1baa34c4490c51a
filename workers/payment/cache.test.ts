import { testWorld } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { payment as contract } from '@kontor/contracts/payment';
import { startPsp } from '../../simulators/psp/start.ts';

const folder = await mkdtemp(join(tmpdir(), 'psp-'));
const key = 'a-secret-key';
const psp = await startPsp({ port: 0, host: '127.0.0.1', publicHost: '127.0.0.1', folder, secretKey: key, webhookSecret: 'a-webhook-secret' });
// Nobody listens on port 1.
const world = await testWorld('payment', { PSP_URL: psp.url, PSP_SECRET_KEY: key, PSP_WEBHOOK_SECRET: 'a-webhook-secret', REDIS_CACHE_URL: 'redis://127.0.0.1:1' });
await world.start();
after(async () => {
  await world.stop();
  await psp.stop();
  await rm(folder, { recursive: true });
});

test('with the cache away an order is paid all the same', async () => {
  const [orderId, owner] = [randomUUID(), randomUUID()];
  const payBy = new Date(Date.now() + 900_000).toISOString();
  await world.tell('OrderReadyToPay', orderId, 2, { orderId, number: 'K1', owner, total: 100, currency: 'EUR', payBy, locale: 'en' });
  const shopper = world.call(contract, { kind: 'guest', id: owner, roles: [] });
  const first = await shopper.start({ orderId, locale: 'en' });
  assert.deepEqual(await shopper.start({ orderId, locale: 'en' }), first);
});
