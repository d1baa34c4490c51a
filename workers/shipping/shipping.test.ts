import {
  about,
  address,
  advance,
  apiKey,
  bookedOrder,
  cancelAsked,
  carrier,
  database,
  deliver,
  fault,
  heard,
  Ledger,
  ledger,
  line,
  MINUTE,
  moveClock,
  name,
  openShop,
  paid,
  settled,
  shipmentsOf,
  signature,
  staff,
  stopOf,
  succeeded,
  told,
  world,
} from './testing/world.ts';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { type Rate, shipping as contract } from '@kontor/contracts/shipping';
import { until } from '@kontor/kit/testing';
import type { z } from 'zod';

openShop();

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
  assert.deepEqual(parcel?.parcels, [{ weightGrams: 12_000 }]);
  const label = (await shipmentsOf(orderId))?.labelUrl ?? '';
  assert.match(await (await fetch(label)).text(), /Blum &amp; Co, Ada Blum/);
  await advance(orderId);
  const { steps, ...dispatched } = (await heard('ShipmentDispatched', orderId)).data;
  const { shipmentId, trackingNumber, trackingUrl } = data;
  const whole = { lines: [{ sku: line.sku, quantity: 3 }], no: 1, of: 1, toCome: [], leftOut: [] };
  assert.deepEqual(dispatched, { orderId, shipmentId, trackingNumber, trackingUrl, ...whole });
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

test('nothing is packed before the order is paid for good', async () => {
  const orderId = randomUUID();
  await succeeded(orderId);
  await until(async () => (await stopOf(orderId)) === 'none', 'it is opened');
  assert.deepEqual(await staff.byOrder({ orderId }), []);
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
  const state = async () => [
    (await database.query('select order_id, stop, ready, change, left_out, answered from consignment order by order_id')).rows,
    (await database.query('select id, order_id, no, phase, lines, carrier_id, tracking_number, wish, failure, round from shipment order by id')).rows,
  ];
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
