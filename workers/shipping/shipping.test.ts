import { testWorld, until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import type { EventType } from '@kontor/contracts/events';
import { type Rate, shipping as contract } from '@kontor/contracts/shipping';
import { listening } from '@kontor/kit/worker';
import pg from 'pg';
import { z } from 'zod';
import { startCarrier } from '../../simulators/carrier/start.ts';

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
const [secret, apiKey] = ['a-carrier-webhook-secret', 'a-carrier-key'];
const carrier = await startCarrier({ port: 0, host: '127.0.0.1', publicHost: '127.0.0.1', folder, apiKey, webhookSecret: secret, retryAfterMs: 20 });
const world = await testWorld('shipping', {
  CARRIER_URL: carrier.url,
  CARRIER_API_KEY: apiKey,
  CARRIER_WEBHOOK_SECRET: secret,
  SHIPPING_WEBHOOK_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/webhooks/carrier`,
});
await world.start();
const database = new pg.Client({ connectionString: world.database });

const staff = world.call(contract, { kind: 'staff', id: randomUUID(), roles: ['shipping'] });
const Ledger = z.object({
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

const deliver = (body: string, signature: string) =>
  fetch(`${listening('shipping')}/webhook`, { method: 'POST', headers: { 'content-type': 'application/json', 'carrier-signature': signature }, body });
const json = (body: unknown) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const fault = (kind: string, more: Record<string, unknown> = {}) => fetch(`${carrier.url}/faults`, json({ kind, ...more }));
const moveClock = (offsetMs: number) => fetch(`${listening('shipping')}/clock`, json({ offsetMs }));
const signature = (body: string) => {
  const seconds = Math.floor(Date.now() / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
};
const MINUTE = 60_000;

const address = { name: 'Ada Blum', company: 'Blum & Co', street: 'Lindenweg 4', addition: '2. Stock', postcode: '10115', city: 'Berlin', country: 'DE' };
const about = (orderId: string) => ({ orderId, number: `K${orderId.slice(0, 6)}`, owner: 'somebody' });
const name = { en: 'Mug', de: 'Becher' };
const line = { sku: 'MUG-1', quantity: 3, name, variant: name, price: 1_200, total: 3_600, weightGrams: 12_000 };
const shipmentsOf = async (orderId: string) => (await staff.byOrder({ orderId }))[0];
/** What the carrier has of an order. */
async function ledger(orderId: string) {
  const id = (await shipmentsOf(orderId))?.id ?? 'nothing yet';
  return Ledger.parse(await (await fetch(`${carrier.url}/ledger?reference=${id}`)).json()).shipments;
}
async function advance(orderId: string): Promise<void> {
  const [parcel] = await ledger(orderId);
  await fetch(`${carrier.url}/v1/shipments/${parcel?.id}/advance`, { method: 'POST', headers: { authorization: `Bearer ${apiKey}` } });
}

const succeeded = (orderId: string, id?: string) =>
  world.tell('PaymentSucceeded', orderId, 3, { orderId, attemptId: randomUUID(), amount: 3_600, currency: 'EUR' }, id);
const paid = (orderId: string, { to = address, method = 'standard', id }: { to?: typeof address; method?: string; id?: string } = {}) =>
  world.tell(
    'OrderPaid',
    orderId,
    4,
    {
      ...about(orderId),
      total: 3_600,
      currency: 'EUR',
      lines: [line],
      method: { id: method, name, price: 0, daysFrom: 1, daysTo: 2 },
      allocation: [],
      person: { email: 'ada@example.org', locale: 'de', address: to },
    },
    id,
  );
const cancelAsked = (orderId: string, id?: string) => world.tell('OrderCancelAsked', orderId, 5, about(orderId), id);
const cancelled = (orderId: string) =>
  world.tell('OrderCancelled', orderId, 6, { ...about(orderId), total: 3_600, currency: 'EUR', reason: 'shopper', short: [] });
const heard = <T extends EventType>(type: T, orderId: string) => world.heard(type, ({ subject }) => subject === orderId);
const told = (orderId: string): EventType[] =>
  world.told.filter(({ subject, type, source }) => subject === orderId && source === 'kontor/shipping' && type.startsWith('Shipment')).map(({ type }) => type);
const isPhase = (orderId: string, phase: string) => until(async () => (await shipmentsOf(orderId))?.phase === phase, `${orderId} is ${phase}`);

/** Everything told so far has been taken in once an order told after it has its shipment: the queue keeps its order. */
async function settled(): Promise<void> {
  const orderId = randomUUID();
  await succeeded(orderId);
  await isPhase(orderId, 'opened');
}
async function bookedOrder(): Promise<string> {
  const orderId = randomUUID();
  await succeeded(orderId);
  await paid(orderId);
  await heard('ShipmentBooked', orderId);
  return orderId;
}

before(() => database.connect());
beforeEach(() => fetch(`${carrier.url}/faults`, { method: 'DELETE' }));
after(async () => {
  await database.end();
  await world.stop();
  await carrier.stop();
  gateway.close();
  await rm(folder, { recursive: true });
});

test('a paid order is booked at the carrier, leaves and arrives', async () => {
  const orderId = randomUUID();
  await succeeded(orderId);
  await paid(orderId, { method: 'express' });
  const { data } = await heard('ShipmentBooked', orderId);
  const [parcel, ...more] = await ledger(orderId);
  assert.deepEqual(
    [parcel?.service, parcel?.recipient.name, parcel?.recipient.street, more.length],
    ['express', 'Blum & Co, Ada Blum', 'Lindenweg 4, 2. Stock', 0],
  );
  assert.deepEqual(parcel?.parcels, [{ weightGrams: 18_000 }, { weightGrams: 18_000 }]);
  const label = (await shipmentsOf(orderId))?.labelUrl ?? '';
  assert.match(await (await fetch(label)).text(), /Blum &amp; Co, Ada Blum/);
  await advance(orderId);
  const { steps, ...dispatched } = (await heard('ShipmentDispatched', orderId)).data;
  assert.deepEqual(dispatched, { orderId, shipmentId: data.shipmentId, trackingNumber: data.trackingNumber, trackingUrl: data.trackingUrl, leftOut: [] });
  assert.deepEqual(
    steps.map(({ what, place }) => [what.de, place]),
    [
      ['Der Händler hat uns die Sendung angekündigt.', ''],
      ['Die Sendung ist übergeben und auf dem Weg.', 'Hannover'],
    ],
  );
  await advance(orderId);
  await heard('ShipmentDelivered', orderId);
  const shipment = await shipmentsOf(orderId);
  assert.deepEqual([shipment?.phase, shipment?.trackingNumber], ['delivered', data.trackingNumber]);
});

test('OrderPaid may come first, and both may come again', async () => {
  const orderId = randomUUID();
  await paid(orderId);
  await succeeded(orderId);
  await paid(orderId);
  await succeeded(orderId);
  await heard('ShipmentBooked', orderId);
  await settled();
  assert.deepEqual(told(orderId), ['ShipmentBooked']);
  assert.equal((await ledger(orderId)).length, 1);
});

test('a shipment stays open until the order is paid for good', async () => {
  const orderId = randomUUID();
  await succeeded(orderId);
  await isPhase(orderId, 'opened');
  assert.deepEqual(told(orderId), []);
});

test('a booking without an answer is not booked twice', async () => {
  for (const kind of ['timeout_after', 'error_after', 'timeout_before']) {
    const orderId = randomUUID();
    await fault(kind, { count: 2, ms: 20, on: 'book' });
    await paid(orderId);
    await heard('ShipmentBooked', orderId);
    assert.equal((await ledger(orderId)).length, 1, kind);
  }
});

test('an address that the carrier does not know keeps its shipment, with the reason, the delay is told, and it can still be stopped', async () => {
  const orderId = randomUUID();
  await paid(orderId, { to: { ...address, postcode: '00000' } });
  const failures = async () =>
    (await database.query<{ failure: string | null }>("select failure from ask where kind = 'bookCarrier' and subject = $1 and done_at is not null", [orderId]))
      .rows;
  const [ask] = await until(async () => {
    const rows = await failures();
    return rows.length > 0 && rows;
  }, 'the ask is kept with its failure');
  assert.match(ask?.failure ?? '', /postcode/);
  assert.equal((await shipmentsOf(orderId))?.phase, 'booking');
  await heard('ShipmentDelayed', orderId);
  await cancelAsked(orderId);
  await heard('ShipmentStopped', orderId);
  assert.deepEqual(told(orderId), ['ShipmentDelayed', 'ShipmentStopped']);
});

test('an order is stopped before it is booked, whatever comes after', async () => {
  const early = randomUUID();
  await cancelAsked(early);
  await heard('ShipmentStopped', early);
  await succeeded(early);
  await paid(early);
  const opened = randomUUID();
  await succeeded(opened);
  await cancelAsked(opened);
  await heard('ShipmentStopped', opened);
  await paid(opened);
  await settled();
  assert.deepEqual([told(early), told(opened), await ledger(early), await ledger(opened)], [['ShipmentStopped'], ['ShipmentStopped'], [], []]);
});

test('a booked order is cancelled at the carrier, once', async () => {
  const orderId = await bookedOrder();
  await fault('error_after', { count: 1, on: 'cancel' });
  await cancelAsked(orderId);
  await cancelAsked(orderId);
  await heard('ShipmentStopped', orderId);
  assert.equal((await ledger(orderId))[0]?.status, 'cancelled');
  await settled();
  assert.deepEqual(told(orderId), ['ShipmentBooked', 'ShipmentStopped']);
});

test('a parcel that has left is too late to stop, also when its news was lost', async () => {
  const known = await bookedOrder();
  await advance(known);
  await heard('ShipmentDispatched', known);
  await cancelAsked(known);
  await heard('ShipmentTooLate', known);
  const lost = await bookedOrder();
  await fault('drop_webhook');
  await advance(lost);
  await cancelAsked(lost);
  await heard('ShipmentTooLate', lost);
  await advance(lost);
  await heard('ShipmentDelivered', lost);
  assert.deepEqual(told(lost), ['ShipmentBooked', 'ShipmentTooLate', 'ShipmentDispatched', 'ShipmentDelivered']);
});

test('cancelling while the booking is under way waits for it and cancels what was booked', async () => {
  const orderId = randomUUID();
  await fault('timeout_after', { count: 1, ms: 800, on: 'book' });
  await paid(orderId);
  await until(async () => (await ledger(orderId)).length === 1, 'the carrier has it');
  await cancelAsked(orderId);
  await heard('ShipmentStopped', orderId);
  assert.deepEqual(
    (await ledger(orderId)).map(({ status }) => status),
    ['cancelled'],
  );
  const nothing = randomUUID();
  await fault('timeout_before', { count: 1, ms: 800, on: 'book' });
  await paid(nothing);
  await isPhase(nothing, 'booking');
  await cancelAsked(nothing);
  await heard('ShipmentStopped', nothing);
  assert.deepEqual(await ledger(nothing), []);
});

test('a cancelled order has nothing open at the carrier and opens nothing later', async () => {
  const booked = await bookedOrder();
  await cancelled(booked);
  await until(async () => (await ledger(booked))[0]?.status === 'cancelled', 'it is cancelled at the carrier');
  const late = randomUUID();
  await cancelled(late);
  await succeeded(late);
  await paid(late);
  await settled();
  assert.deepEqual([(await shipmentsOf(late))?.phase, told(late)], ['stopped', []]);
});

test('news in reverse order, twenty times each, tells each step once and in its order', async () => {
  const orderId = await bookedOrder();
  await fault('reorder_webhooks', { count: 2, ms: 2_000 });
  await advance(orderId);
  await advance(orderId);
  await heard('ShipmentDelivered', orderId);
  const second = await bookedOrder();
  await fault('duplicate_webhook', { count: 2 });
  await advance(second);
  await advance(second);
  await heard('ShipmentDelivered', second);
  await settled();
  for (const one of [orderId, second]) assert.deepEqual(told(one), ['ShipmentBooked', 'ShipmentDispatched', 'ShipmentDelivered']);
});

test('news that never comes is found by asking', async () => {
  const orderId = await bookedOrder();
  await fault('drop_webhook', { count: 2 });
  await advance(orderId);
  await moveClock(2 * MINUTE);
  await heard('ShipmentDispatched', orderId);
  await advance(orderId);
  await moveClock(10 * MINUTE);
  await heard('ShipmentDelivered', orderId);
  const open = async () => (await database.query("select 1 from ask where kind = 'askCarrier' and subject = $1 and done_at is null", [orderId])).rowCount;
  await until(async () => (await open()) === 0, 'nothing more is looked for');
  await moveClock(0);
});

test('a forged, unreadable or foreign webhook changes nothing', async () => {
  const orderId = await bookedOrder();
  const id = (await shipmentsOf(orderId))?.id;
  const news = (reference: string) =>
    JSON.stringify({
      id: `evt_${randomUUID()}`,
      type: 'shipment.delivered',
      data: { shipment: { id: 'shp_1', reference, status: 'delivered', trackingNumber: '1', trackingUrl: 'http://x/1' } },
    });
  const body = news(id ?? '');
  for (const wrong of ['', signature(`${body} `), `t=1,v1=${'0'.repeat(64)}`]) assert.equal((await deliver(body, wrong)).status, 401);
  assert.equal((await deliver('{}', signature('{}'))).status, 400);
  const foreign = news(randomUUID());
  assert.equal((await deliver(foreign, signature(foreign))).status, 200);
  assert.equal((await shipmentsOf(orderId))?.phase, 'booked');
});

test("the webhook that is kept holds nobody's address", async () => {
  const orderId = await bookedOrder();
  await advance(orderId);
  await heard('ShipmentDispatched', orderId);
  const { rows } = await database.query<{ found: boolean }>("select bool_or(body::text like '%Lindenweg%') as found from webhook");
  assert.equal(rows[0]?.found, false);
});

test('rates are set as one table, told with their version and read by anybody', async () => {
  const rate = (price: number): z.input<typeof Rate> => ({
    method: 'standard',
    name,
    countries: ['DE', 'AT'],
    bands: [{ upToGrams: 5_000, price }],
    daysFrom: 1,
    daysTo: 3,
  });
  const nobody = world.call(contract, null);
  assert.deepEqual(await nobody.rates({}), []);
  assert.deepEqual(await staff.setRates({ rates: [rate(490)] }), { version: 1 });
  assert.deepEqual(await staff.setRates({ rates: [rate(590)] }), { version: 2 });
  assert.deepEqual(await nobody.rates({}), [{ ...rate(590), freeFrom: null }]);
  const { subject, data } = await world.heard('RatesChanged', ({ version }) => version === 2);
  assert.deepEqual([subject, data.rates[0]?.bands[0]?.price], ['rates', 590]);
  const { retell } = await import('./api.ts');
  const retold = [];
  for await (const { type, version } of retell()) retold.push([type, version]);
  assert.deepEqual(retold, [['RatesChanged', 2]]);
  await assert.rejects(nobody.setRates({ rates: [rate(1)] }), ({ message }: Error) => message === 'SignInRequired');
  await assert.rejects(
    world.call(contract, { kind: 'customer', id: 'x', roles: [] }).byOrder({ orderId: randomUUID() }),
    ({ message }: Error) => message === 'NotAllowed',
  );
});

test('the whole history once more, with no inbox to remember it, changes nothing but asks for an answer that was given', async () => {
  await settled();
  const own = () =>
    world.told
      .filter(({ source }) => source === 'kontor/shipping')
      .map(({ type }) => type)
      .filter((type) => type !== 'ShipmentTooLate').length;
  const history = world.told.filter(({ source }) => source === 'kontor/order' || source === 'kontor/payment');
  const state = async () =>
    (await database.query('select order_id, phase, carrier_id, tracking_number, stop_asked, failure from shipment order by order_id')).rows;
  const [standing, told_, books] = [await state(), own(), await fetch(`${carrier.url}/ledger`).then((answer) => answer.json())];
  await database.query('delete from inbox');
  for (const { type, subject, version, data, id } of history) await world.tell(type, subject, version, data as never, id);
  await until(
    async () => (await database.query<{ n: number }>('select count(*)::int as n from inbox')).rows[0]?.n === new Set(history.map(({ id }) => id)).size,
    'all is heard again',
  );
  assert.deepEqual([await state(), own()], [standing, told_]);
  assert.deepEqual(await fetch(`${carrier.url}/ledger`).then((answer) => answer.json()), books);
});

test('a return gets one label with the shopper as its sender, and its arrival is told once', async () => {
  const [orderId, returnId] = [randomUUID(), randomUUID()];
  await paid(orderId);
  await world.heard('ShipmentBooked', ({ subject }) => subject === orderId);
  const asked = { ...about(orderId), returnId, returnNumber: 'K1-R1', kind: 'return' as const, at: new Date().toISOString(), weightGrams: 900, lines: [] };
  await world.tell('ReturnAsked', orderId, 9, asked);
  await world.tell('ReturnAsked', orderId, 9, asked);
  const { data } = await world.heard('ReturnLabelled', ({ subject }) => subject === orderId);
  assert.match(await (await fetch(data.labelUrl)).text(), /Blum &amp; Co, Ada Blum.*Kontor Waren GmbH/s);

  const books = () => fetch(`${carrier.url}/ledger?reference=${returnId}`).then(async (answer) => Ledger.parse(await answer.json()).shipments);
  const [parcel, ...more] = await books();
  assert.equal(more.length, 0);
  for (let step = 0; step < 2; step++)
    await fetch(`${carrier.url}/v1/shipments/${parcel?.id}/advance`, { method: 'POST', headers: { authorization: `Bearer ${apiKey}` } });
  await world.heard('ReturnArrived', (message) => message.data.returnId === returnId);
  const told = world.told.filter(({ subject, type }) => subject === orderId && type.startsWith('Return')).map(({ type }) => type);
  assert.deepEqual(told.filter((type) => type !== 'ReturnAsked').sort(), ['ReturnArrived', 'ReturnLabelled']);
});

test('a parcel that goes elsewhere is booked once at the carrier, for the new address', async () => {
  const orderId = randomUUID();
  await paid(orderId);
  await world.heard('ShipmentBooked', ({ subject }) => subject === orderId);
  const wish = { ...about(orderId), changeId: randomUUID(), person: { address: { ...address, street: 'Neuer Weg 9' } } };
  await world.tell('OrderChangeAsked', orderId, 9, wish);
  await world.heard('ShipmentChanged', ({ subject }) => subject === orderId);
  const live = await until(async () => {
    const there = (await ledger(orderId)).filter(({ status }) => status !== 'cancelled');
    return there.length > 0 && there;
  }, 'it is booked anew');
  assert.deepEqual(
    live.map(({ recipient }) => recipient.street.startsWith('Neuer Weg 9')),
    [true],
  );
});
