import { testWorld, until } from '@kontor/kit/testing';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach } from 'node:test';
import type { events, EventType } from '@kontor/contracts/events';
import { shipping as contract } from '@kontor/contracts/shipping';
import { listening } from '@kontor/kit/worker';
import pg from 'pg';
import { z } from 'zod';
import { startCarrier } from '../../../simulators/carrier/start.ts';

// The gateway's part: passes the bytes and the signature on.
const gateway = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    deliver(Buffer.concat(chunks).toString(), String(request.headers['carrier-signature'])).then(
      ({ status }) => response.writeHead(status).end(),
      () => response.writeHead(502).end(),
    );
  });
});
await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
const folder = await mkdtemp(join(tmpdir(), 'carrier-'));
const secret = 'a-carrier-webhook-secret';
export const apiKey = 'a-carrier-key';
export const carrier = await startCarrier({ port: 0, host: '127.0.0.1', publicHost: '127.0.0.1', folder, apiKey, webhookSecret: secret, retryAfterMs: 20 });
export const world = await testWorld('shipping', {
  CARRIER_URL: carrier.url,
  CARRIER_API_KEY: apiKey,
  CARRIER_WEBHOOK_SECRET: secret,
  SHIPPING_WEBHOOK_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/webhooks/carrier`,
});
await world.start();
export const database = new pg.Client({ connectionString: world.database });

export const staff = world.call(contract, { kind: 'staff', id: randomUUID(), roles: ['shipping'] });
export const Ledger = z.object({
  shipments: z.array(
    z.object({
      id: z.string(),
      status: z.string(),
      service: z.string(),
      reference: z.string(),
      recipient: z.looseObject({ name: z.string(), street: z.string() }),
      parcels: z.array(z.object({ weightGrams: z.int() })),
    }),
  ),
});

export const deliver = (body: string, signature: string) =>
  fetch(`${listening('shipping')}/webhook`, { method: 'POST', headers: { 'content-type': 'application/json', 'carrier-signature': signature }, body });
export const json = (body: unknown) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
export const fault = (kind: string, more: Record<string, unknown> = {}) => fetch(`${carrier.url}/faults`, json({ kind, ...more }));
export const moveClock = (offsetMs: number) => fetch(`${listening('shipping')}/clock`, json({ offsetMs }));
export const signature = (body: string) => {
  const seconds = Math.floor(Date.now() / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
};
export const MINUTE = 60_000;

export const address = {
  name: 'Ada Blum',
  company: 'Blum & Co',
  street: 'Lindenweg 4',
  addition: '2. Stock',
  postcode: '10115',
  city: 'Berlin',
  country: 'DE',
};
export const about = (orderId: string) => ({ orderId, number: `K${orderId.slice(0, 6)}`, owner: 'somebody' });
export const name = { en: 'Mug', de: 'Becher' };
export const line = { sku: 'MUG-1', quantity: 3, name, variant: name, price: 1_200, total: 3_600, weightGrams: 4_000 };
export const shipmentsOf = async (orderId: string) => (await staff.byOrder({ orderId }))[0];
/** What the carrier has of a parcel; the newest label first. */
export const labelsOf = async (shipmentId: string) => Ledger.parse(await (await fetch(`${carrier.url}/ledger?reference=${shipmentId}`)).json()).shipments;
/** What the carrier has of the first parcel of an order. */
export const ledger = async (orderId: string) => labelsOf((await shipmentsOf(orderId))?.id ?? 'nothing yet');
export const advance = async (orderId: string): Promise<void> => advanceParcel((await shipmentsOf(orderId))?.id ?? '');
async function move(shipmentId: string, how: 'advance' | 'return'): Promise<void> {
  const [parcel] = await labelsOf(shipmentId);
  await fetch(`${carrier.url}/v1/shipments/${parcel?.id}/${how}`, { method: 'POST', headers: { authorization: `Bearer ${apiKey}` } });
}
export const advanceParcel = (shipmentId: string): Promise<void> => move(shipmentId, 'advance');
/** Nobody takes it in. */
export const bringBack = (shipmentId: string): Promise<void> => move(shipmentId, 'return');

export const succeeded = (orderId: string, id?: string) =>
  world.tell('PaymentSucceeded', orderId, 3, { orderId, attemptId: randomUUID(), amount: 3_600, currency: 'EUR' }, id);
type Order = z.input<(typeof events)['OrderPaid']['schema']>;
type Asked = { to?: typeof address; method?: string; id?: string; lines?: Order['lines']; allocation?: Order['allocation'] };
export const paid = (orderId: string, { to = address, method = 'standard', id, lines = [line], allocation = [] }: Asked = {}) =>
  world.tell(
    'OrderPaid',
    orderId,
    4,
    {
      ...about(orderId),
      total: 3_600,
      currency: 'EUR',
      lines,
      method: { id: method, name, price: 0, daysFrom: 1, daysTo: 2 },
      allocation,
      person: { email: 'ada@example.org', locale: 'de', address: to },
    },
    id,
  );
export const cancelAsked = (orderId: string, id?: string) => world.tell('OrderCancelAsked', orderId, 5, about(orderId), id);
export const cancelled = (orderId: string) =>
  world.tell('OrderCancelled', orderId, 6, { ...about(orderId), total: 3_600, currency: 'EUR', reason: 'shopper', short: [] });
export const heard = <T extends EventType>(type: T, orderId: string) => world.heard(type, ({ subject }) => subject === orderId);
export const told = (orderId: string): EventType[] =>
  world.told
    .filter(({ subject, type, source }) => subject === orderId && source === 'kontor/shipping' && (type.startsWith('Shipment') || type === 'ParcelsPlanned'))
    .map(({ type }) => type);
export const isPhase = (orderId: string, phase: string) => until(async () => (await shipmentsOf(orderId))?.phase === phase, `${orderId} is ${phase}`);

/** Whether an order's parcels are stopped; null before anything was heard of it. */
export const stopOf = async (orderId: string): Promise<string | null> =>
  (await database.query<{ stop: string }>('select stop from consignment where order_id = $1', [orderId])).rows[0]?.stop ?? null;

/** Everything told so far has been taken in once an order told after it has its shipment: the queue keeps its order. */
export async function settled(): Promise<void> {
  const orderId = randomUUID();
  await succeeded(orderId);
  await until(async () => (await stopOf(orderId)) === 'none', `${orderId} is opened`);
}
export async function bookedOrder(): Promise<string> {
  const orderId = randomUUID();
  await succeeded(orderId);
  await paid(orderId);
  await heard('ShipmentBooked', orderId);
  return orderId;
}

/** Worker, carrier and store are gone after the tests of the file; faults end with their test. */
export function openShop(): void {
  before(() => database.connect());
  beforeEach(() => fetch(`${carrier.url}/faults`, { method: 'DELETE' }));
  after(async () => {
    await database.end();
    await world.stop();
    await carrier.stop();
    gateway.close();
    await rm(folder, { recursive: true });
  });
}
