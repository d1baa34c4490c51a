import { testWorld } from '@kontor/kit/testing';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventType } from '@kontor/contracts/events';
import { payment as contract } from '@kontor/contracts/payment';
import { listening } from '@kontor/kit/worker';
import pg from 'pg';
import { z } from 'zod';
import { startPsp } from '../../../simulators/psp/start.ts';

const Ledger = z.object({
  sums: z.object({ authorised: z.int(), captured: z.int(), refunded: z.int() }),
  sessions: z.array(
    z.object({
      id: z.string(),
      status: z.string(),
      amount: z.int(),
      returnUrl: z.string(),
      cancelUrl: z.string(),
      locale: z.string(),
      description: z.string(),
    }),
  ),
  refunds: z.array(z.object({ amount: z.int() })),
});
const [oldSecret, secret, key] = ['an-older-webhook-secret', 'a-webhook-secret', 'a-secret-key'];
export const MINUTE = 60_000;
export const refusal = (code: string) => (error: Error) => error.message === code;

/** The payment worker with the simulated provider, and the gateway's part between them: what tests of paying begin with. */
export async function openPaymentDesk(environment: Record<string, string> = {}) {
  const deliver = (body: string, signature: string) =>
    fetch(`${listening('payment')}/webhook`, { method: 'POST', headers: { 'content-type': 'application/json', 'psp-signature': signature }, body });
  // The gateway passes the bytes and the signature on.
  const gateway = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      deliver(Buffer.concat(chunks).toString(), String(request.headers['psp-signature'])).then(
        ({ status }) => response.writeHead(status).end(),
        () => response.writeHead(502).end(),
      );
    });
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  const folder = await mkdtemp(join(tmpdir(), 'psp-'));
  const psp = await startPsp({ port: 0, host: '127.0.0.1', publicHost: '127.0.0.1', folder, secretKey: key, webhookSecret: secret, retryAfterMs: 20 });
  const world = await testWorld('payment', {
    PSP_URL: psp.url,
    PSP_SECRET_KEY: key,
    PSP_WEBHOOK_SECRET: `${oldSecret} ${secret}`,
    PAYMENT_WEBHOOK_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/webhooks/psp`,
    SHOP_URL: 'https://shop.example',
    ...environment,
  });
  await world.start();
  const database = new pg.Client({ connectionString: world.database });
  await database.connect();

  const owner = { kind: 'customer' as const, id: randomUUID(), roles: [] };
  const shopper = world.call(contract, owner);
  const about = (orderId: string) => ({ orderId, number: `K${orderId.slice(0, 6)}`, owner: owner.id });
  const heldUntil = (orderId: string, total = 4_990, payBy = new Date(Date.now() + 15 * MINUTE).toISOString()) => ({
    ...about(orderId),
    total,
    currency: 'EUR',
    payBy,
    locale: 'de' as const,
  });
  async function readyOrder(total?: number): Promise<string> {
    const orderId = randomUUID();
    await world.tell('OrderReadyToPay', orderId, 2, heldUntil(orderId, total));
    return orderId;
  }
  const heard = <T extends EventType>(type: T, orderId: string) => world.heard(type, ({ subject }) => subject === orderId);
  const pay = (url: string, card = 'accepted') => fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ card }) });

  return {
    world,
    psp,
    database,
    owner,
    shopper,
    secrets: { old: oldSecret, current: secret, key },
    deliver,
    sign: (with_: string, body: string, seconds = Math.floor(Date.now() / 1000)) =>
      `t=${seconds},v1=${createHmac('sha256', with_).update(`${seconds}.${body}`).digest('hex')}`,
    fault: (kind: string, more: Record<string, unknown> = {}) =>
      fetch(`${psp.url}/faults`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ kind, ...more }) }),
    noFaults: () => fetch(`${psp.url}/faults`, { method: 'DELETE' }),
    ledger: async (attemptId: string) => Ledger.parse(await (await fetch(`${psp.url}/ledger?reference=${attemptId}`)).json()),
    pay,
    /** What the shopper's bank does by itself, asked for with the provider's key. */
    bank: (path: string) => fetch(`${psp.url}/v1${path}`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' } }),
    moveClock: (offsetMs: number) =>
      fetch(`${listening('payment')}/clock`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ offsetMs }) }),
    about,
    heldUntil,
    readyOrder,
    heard,
    told: (type: EventType, orderId: string) => world.told.filter((message) => message.type === type && message.subject === orderId).length,
    attemptsOf: (orderId: string) => shopper.byOrder({ orderId }),
    closing: (orderId: string) => world.tell('OrderPaymentClosing', orderId, 3, about(orderId)),
    cancelled: (orderId: string) =>
      world.tell('OrderCancelled', orderId, 4, { ...about(orderId), total: 4_990, currency: 'EUR', reason: 'shopper', short: [] }),
    refundDue: (orderId: string, amount: number, id?: string, returned = false) =>
      world.tell('RefundDue', orderId, 5, { ...about(orderId), amount, currency: 'EUR', reason: 'cancelled', returned }, id),
    captureDue: (orderId: string, amount: number, upTo: number, id?: string) =>
      world.tell('CaptureDue', orderId, 6, { ...about(orderId), amount, upTo, currency: 'EUR' }, id),
    /** Everything told so far has been taken in once an order told after it can be paid: the queue keeps its order. */
    settled: async () => shopper.start({ orderId: await readyOrder(), locale: 'en' }),
    async paidOrder(total?: number): Promise<{ orderId: string; attemptId: string; url: string }> {
      const orderId = await readyOrder(total);
      const { attemptId, url } = await shopper.start({ orderId, locale: 'en' });
      await pay(url);
      await heard('PaymentSucceeded', orderId);
      return { orderId, attemptId, url };
    },
    async stop(): Promise<void> {
      await database.end();
      await world.stop();
      await psp.stop();
      gateway.close();
      await rm(folder, { recursive: true });
    },
  };
}
