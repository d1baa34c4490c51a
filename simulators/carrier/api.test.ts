import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { z } from 'zod';
import { verify } from '../signature.ts';
import { call, errorOf, keys, openMerchant, tempFolder } from '../testing.ts';
import { barcode } from './label.ts';
import { newTrackingNumber } from './shipments.ts';
import { startCarrier } from './start.ts';

const shipment = z.object({ id: z.string(), status: z.string(), trackingNumber: z.string(), trackingUrl: z.string(), labelUrl: z.string() });

async function open(t: TestContext, delays: { dispatchAfterMs?: number; deliverAfterMs?: number } = {}) {
  const merchant = await openMerchant(t);
  const { secretKey: apiKey, webhookSecret } = keys;
  const carrier = await startCarrier({
    port: 0,
    host: '127.0.0.1',
    publicHost: '127.0.0.1',
    folder: tempFolder(t),
    apiKey,
    webhookSecret,
    ...delays,
  });
  t.after(() => carrier.stop());
  const recipient = { name: 'Änne <Vogt>', street: 'Am Markt', houseNumber: '1', postcode: '28195', city: 'Bremen', country: 'DE' };
  const parcel = { reference: 'K-1', service: 'standard', recipient, parcels: [{ weightGrams: 900 }], webhookUrl: merchant.url };
  const book = (body: unknown = parcel, key = 'key-1') => call(`${carrier.url}/v1/shipments`, { method: 'POST', body, key });
  return {
    url: carrier.url,
    merchant,
    parcel,
    book,
    booked: async () => shipment.parse((await book()).body),
    step: (id: string, step: 'advance' | 'cancel') => call(`${carrier.url}/v1/shipments/${id}/${step}`, { method: 'POST' }),
    plan: (fault: unknown) => call(`${carrier.url}/faults`, { method: 'POST', body: fault }),
  };
}

test('a booked shipment is dispatched and delivered, and both are told with a valid signature', async (t) => {
  const carrier = await open(t);
  const { id, status } = await carrier.booked();
  assert.equal(status, 'booked');
  await carrier.step(id, 'advance');
  await carrier.merchant.until(1);
  await carrier.step(id, 'advance');
  const told = await carrier.merchant.until(2);
  assert.deepEqual(
    told.map((one) => one.event.type),
    ['shipment.dispatched', 'shipment.delivered'],
  );
  assert.ok(told.every(({ headers, body }) => verify([keys.webhookSecret], body, String(headers['carrier-signature']), new Date())));
  assert.deepEqual(errorOf(await carrier.step(id, 'advance')), [409, 'no_next_step']);
});

test('a shipment moves by itself after the two delays', async (t) => {
  const carrier = await open(t, { dispatchAfterMs: 0, deliverAfterMs: 0 });
  await carrier.booked();
  const told = await carrier.merchant.until(2);
  assert.deepEqual(told.map((one) => one.event.type).sort(), ['shipment.delivered', 'shipment.dispatched']);
});

test('a shipment can be cancelled before dispatch only, and twice is once', async (t) => {
  const carrier = await open(t);
  const { id } = await carrier.booked();
  assert.equal((await carrier.step(id, 'cancel')).status, 200);
  assert.equal((await carrier.step(id, 'cancel')).status, 200);
  const other = shipment.parse((await carrier.book(carrier.parcel, 'key-2')).body);
  await carrier.step(other.id, 'advance');
  assert.deepEqual(errorOf(await carrier.step(other.id, 'cancel')), [409, 'too_late']);
});

test('an unknown postcode is refused with its field, and its key stays free', async (t) => {
  const carrier = await open(t);
  for (const postcode of ['00000', '123']) {
    const recipient = { ...carrier.parcel.recipient, postcode };
    assert.deepEqual(errorOf(await carrier.book({ ...carrier.parcel, recipient })), [422, 'address_unknown', 'recipient.postcode']);
  }
  assert.equal((await carrier.book()).status, 201);
});

test('booking again with the same key is one shipment, even after an answer that never came', async (t) => {
  const carrier = await open(t);
  await carrier.plan({ kind: 'timeout_after', ms: 20, on: 'book' });
  await assert.rejects(carrier.book());
  const first = await carrier.book();
  assert.deepEqual(await carrier.book(), first);
  const found = z.object({ shipments: z.array(shipment) }).parse((await call(`${carrier.url}/v1/shipments?reference=K-1`)).body);
  assert.equal(found.shipments.length, 1);
  assert.deepEqual(errorOf(await carrier.book({ ...carrier.parcel, service: 'express' })), [409, 'idempotency_mismatch']);
});

test('the label carries the address, the tracking page only the city', async (t) => {
  const carrier = await open(t);
  const { labelUrl, trackingUrl, trackingNumber } = await carrier.booked();
  const label = await fetch(labelUrl);
  assert.equal(label.headers.get('content-type'), 'image/svg+xml');
  assert.match(await label.text(), /Änne &lt;Vogt&gt;.*Am Markt 1.*28195 Bremen/s);
  const page = await (await fetch(`${trackingUrl}?locale=de`)).text();
  assert.match(page, new RegExp(`<html lang="de">.*${trackingNumber}.*Nach Bremen`, 's'));
  assert.doesNotMatch(page, /Vogt|Am Markt/);
  assert.equal((await fetch(`${carrier.url}/track/KP000000000DE`)).status, 404);
});

test('a tracking number has the check digit of the postal form S10', () => {
  for (let round = 0; round < 50; round++) {
    const [, digits = '', check] = /^KP(\d{8})(\d)DE$/.exec(newTrackingNumber()) ?? [];
    const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * Number('86423597'[index]), 0);
    const rest = 11 - (sum % 11);
    assert.equal(Number(check), rest === 10 ? 0 : rest === 11 ? 5 : rest);
  }
});

test('a barcode is eleven modules a sign, with start, check sign and stop', () => {
  assert.equal(barcode('KP123456785DE', 10).width, 11 * (1 + 13 + 1) + 13);
});

test('a booking that is refused by plan is refused once, and the books say how each reference stands', async (t) => {
  const carrier = await open(t);
  await carrier.plan({ kind: 'refuse', reference: 'K-1' });
  assert.deepEqual(errorOf(await carrier.book()), [422, 'address_unknown', 'recipient']);
  assert.equal((await carrier.book()).status, 201);
  assert.deepEqual((await call(`${carrier.url}/ledger/references`)).body, { references: [{ reference: 'K-1', states: ['booked'] }], next: null });
});
