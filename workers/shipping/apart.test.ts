import {
  line,
  about,
  address,
  advanceParcel,
  bringBack,
  cancelAsked,
  carrier,
  database,
  fault,
  heard,
  labelsOf,
  openShop,
  paid,
  settled,
  staff,
  told,
  world,
} from './testing/world.ts';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { shipping as contract } from '@kontor/contracts/shipping';
import { until } from '@kontor/kit/testing';

openShop();

const [mug, plate] = [
  { ...line, sku: 'MUG-1', quantity: 2, weightGrams: 400 },
  { ...line, sku: 'PLATE-1', quantity: 1, weightGrams: 900 },
];
/** Mugs in Berlin, a plate in Leipzig. */
const apart = {
  lines: [mug, plate],
  allocation: [
    { sku: mug.sku, location: 'berlin', quantity: 2 },
    { sku: plate.sku, location: 'leipzig', quantity: 1 },
  ],
};
const parcelsOf = async (orderId: string) => staff.byOrder({ orderId });
const allAre = (orderId: string, phase: string, count = 2) =>
  until(async () => {
    const parcels = await parcelsOf(orderId);
    return parcels.length === count && parcels.every((one) => one.phase === phase) && parcels;
  }, `${count} parcels of ${orderId} are ${phase}`);
async function bookedApart() {
  const orderId = randomUUID();
  await paid(orderId, apart);
  const [first, second] = await allAre(orderId, 'booked');
  assert.ok(first && second);
  return { orderId, first, second };
}
const changeOf = (orderId: string, more: object) => world.tell('OrderChangeAsked', orderId, 9, { ...about(orderId), changeId: randomUUID(), ...more });

test('goods of two locations go in two parcels, each with a label of its own, and each leaves and arrives by itself', async () => {
  const { orderId, first, second } = await bookedApart();
  assert.deepEqual(
    [first, second].map(({ no, of, lines, weightGrams }) => [no, of, lines, weightGrams]),
    [
      [1, 2, [{ sku: mug.sku, quantity: 2, location: 'berlin', waiting: 0 }], 800],
      [2, 2, [{ sku: plate.sku, quantity: 1, location: 'leipzig', waiting: 0 }], 900],
    ],
  );
  const labels = await Promise.all([first, second].map(({ id }) => labelsOf(id)));
  assert.deepEqual(
    labels.map((all) => all.map(({ parcels }) => parcels)),
    [[[{ weightGrams: 800 }]], [[{ weightGrams: 900 }]]],
  );
  await advanceParcel(second.id);
  const { data } = await heard('ShipmentDispatched', orderId);
  assert.deepEqual([data.no, data.of, data.toCome], [2, 2, [{ sku: mug.sku, quantity: 2, location: 'berlin' }]]);
  for (const id of [second.id, first.id, first.id]) await advanceParcel(id);
  await allAre(orderId, 'delivered');
  const count = (type: string) => told(orderId).filter((one) => one === type).length;
  assert.deepEqual(['ParcelsPlanned', 'ShipmentBooked', 'ShipmentDispatched', 'ShipmentDelivered'].map(count), [1, 2, 2, 2]);
});

test('of two parcels one arrives and nobody takes in the other: the carrier brings it back, or staff has it before anybody says so', async () => {
  const { orderId, first, second } = await bookedApart();
  for (const id of [first.id, second.id, first.id]) await advanceParcel(id);
  await heard('ShipmentDelivered', orderId);
  await bringBack(second.id);
  const { data } = await heard('ShipmentCameBack', orderId);
  assert.deepEqual([data.shipmentId, data.lines, data.no, data.of], [second.id, [{ sku: plate.sku, quantity: 1, location: 'leipzig' }], 2, 2]);
  assert.equal(data.steps.at(-1)?.what.en, 'Nobody took the parcel in. It is back with its sender.');
  assert.deepEqual(
    (await parcelsOf(orderId)).map(({ phase }) => phase),
    ['delivered', 'returned'],
  );

  const other = await bookedApart();
  const about = { orderId: other.orderId, shipmentId: other.first.id };
  await assert.rejects(staff.cameBack(about), { code: 'WrongPhase' });
  await advanceParcel(other.first.id);
  await heard('ShipmentDispatched', other.orderId);
  const outsider = world.call(contract, { kind: 'staff', id: randomUUID(), roles: ['orders'] });
  await assert.rejects(outsider.cameBack(about), { code: 'NotAllowed' });
  await Promise.all([staff.cameBack(about), staff.cameBack(about)]);
  await bringBack(other.first.id);
  await settled();
  assert.equal(told(other.orderId).filter((type) => type === 'ShipmentCameBack').length, 1);
  const acts = (await database.query<{ act: string }>('select act from audit where about = $1', [other.orderId])).rows;
  assert.deepEqual(acts, [{ act: 'cameBack' }]);
});

test('an order of two booked parcels is stopped as a whole, or not at all', async () => {
  const whole = await bookedApart();
  await cancelAsked(whole.orderId);
  await heard('ShipmentStopped', whole.orderId);
  for (const { id } of [whole.first, whole.second])
    assert.deepEqual(
      (await labelsOf(id)).map(({ status }) => status),
      ['cancelled'],
    );
  const late = await bookedApart();
  await fault('drop_webhook');
  await advanceParcel(late.second.id);
  await cancelAsked(late.orderId);
  await heard('ShipmentTooLate', late.orderId);
  // Whatever was stopped for it is sent after all.
  const [label] = await until(async () => {
    const live = (await labelsOf(late.first.id)).filter(({ status }) => status === 'booked');
    return live.length === 1 && live;
  }, 'the first parcel has a label that holds');
  assert.ok(label);
  await until(async () => (await parcelsOf(late.orderId)).find(({ id }) => id === late.first.id)?.phase === 'booked', 'it is booked here too');
  await advanceParcel(late.first.id);
  await heard('ShipmentDispatched', late.orderId);
  assert.ok(!told(late.orderId).includes('ShipmentStopped'));
});

test('an article that is alone in its parcel is cancelled with its label, and what has not left goes elsewhere', async () => {
  const { orderId, first, second } = await bookedApart();
  await changeOf(orderId, { leftOut: [{ sku: plate.sku, quantity: 1 }] });
  const { data } = await heard('ShipmentChanged', orderId);
  assert.deepEqual(data.leftOut, [{ sku: plate.sku, quantity: 1, location: 'leipzig' }]);
  assert.deepEqual(
    (await labelsOf(second.id)).map(({ status }) => status),
    ['cancelled'],
  );
  assert.deepEqual(
    (await parcelsOf(orderId)).map(({ id, no, of }) => [id, no, of]),
    [[first.id, 1, 1]],
  );

  const other = await bookedApart();
  await advanceParcel(other.first.id);
  await heard('ShipmentDispatched', other.orderId);
  await changeOf(other.orderId, { person: { address: { ...address, street: 'Neuer Weg 9' } } });
  await heard('ShipmentChanged', other.orderId);
  const streets = async (id: string) => (await labelsOf(id)).filter(({ status }) => status !== 'cancelled').map(({ recipient }) => recipient.street);
  await until(async () => (await streets(other.second.id))[0]?.startsWith('Neuer Weg 9'), 'the second goes elsewhere');
  assert.match((await streets(other.first.id))[0] ?? '', /^Lindenweg 4/);
});

test('staff takes pieces into a parcel of their own, once; who does not pack may not, and each act is in the audit log', async () => {
  const orderId = randomUUID();
  await paid(orderId, { lines: [mug] });
  const [whole] = await allAre(orderId, 'booked', 1);
  assert.ok(whole);
  const wanted = { orderId, shipmentId: whole.id, newId: randomUUID(), lines: [{ sku: mug.sku, quantity: 1 }] };
  const outsider = world.call(contract, { kind: 'staff', id: randomUUID(), roles: ['orders'] });
  await assert.rejects(outsider.split(wanted), { code: 'NotAllowed' });
  await assert.rejects(staff.split({ ...wanted, lines: [{ sku: mug.sku, quantity: 2 }] }), { code: 'InvalidInput' });
  await assert.rejects(staff.split({ ...wanted, shipmentId: randomUUID() }), { code: 'NotFound' });
  await assert.rejects(staff.split({ ...wanted, orderId: randomUUID() }), { code: 'NotFound' });
  await Promise.all([staff.split(wanted), staff.split(wanted)]);
  await allAre(orderId, 'booked');
  assert.deepEqual((await labelsOf(wanted.newId)).length, 1);
  const acts = (await database.query<{ act: string }>('select act from audit where about = $1', [orderId])).rows;
  assert.deepEqual(acts, [{ act: 'splitParcel' }]);
});

test('what is there of an order that waits for goods is sent at once, the rest from where it comes in', async () => {
  const orderId = randomUUID();
  const later = { kind: 'back-order' as const, shipsOn: null, weeks: 3, pieces: 1 };
  const [there, waits] = [
    { sku: mug.sku, location: 'berlin', quantity: 2 },
    { sku: plate.sku, location: 'berlin', quantity: 1, waiting: 1 },
  ];
  await paid(orderId, { lines: [mug, { ...plate, later }], allocation: [there, waits] });
  await allAre(orderId, 'opened', 1);
  const sent = await staff.sendReady({ orderId });
  assert.deepEqual(
    sent.map(({ lines }) => lines.map(({ sku, waiting }) => [sku, waiting])),
    [[[mug.sku, 0]], [[plate.sku, 1]]],
  );
  await heard('ShipmentBooked', orderId);
  assert.equal((await parcelsOf(orderId))[1]?.phase, 'opened');
  await world.tell('StockReady', orderId, 2, { orderId, allocation: [there, { sku: plate.sku, location: 'leipzig', quantity: 1 }] });
  const [, rest] = await allAre(orderId, 'booked');
  assert.deepEqual(rest?.lines, [{ sku: plate.sku, quantity: 1, location: 'leipzig', waiting: 0 }]);
  await assert.rejects(staff.sendReady({ orderId: randomUUID() }), { code: 'NotFound' });
});

test('the history of all these orders once more, with no inbox to remember it, changes nothing', async () => {
  await settled();
  const state = async () => [
    (await database.query('select order_id, stop, ready, left_out, answered from consignment order by order_id')).rows,
    (await database.query('select id, order_id, no, phase, lines, carrier_id, tracking_number, wish, failure, round from shipment order by id')).rows,
  ];
  const books = async () => ((await (await fetch(`${carrier.url}/ledger`)).json()) as { shipments: unknown }).shipments;
  const history = world.told.filter(({ source }) => source !== 'kontor/shipping');
  const answers = ['ShipmentTooLate', 'ShipmentChanged', 'ShipmentUnchanged'];
  const own = () => world.told.filter(({ source, type }) => source === 'kontor/shipping' && !answers.includes(type)).length;
  const before = [await state(), own(), await books()];
  await database.query('delete from inbox');
  for (const { type, subject, version, data, id } of history) await world.tell(type, subject, version, data as never, id);
  const ids = new Set(history.map(({ id }) => id)).size;
  await until(async () => (await database.query<{ n: number }>('select count(*)::int as n from inbox')).rows[0]?.n === ids, 'all is heard again');
  assert.deepEqual([await state(), own(), await books()], before);
});
