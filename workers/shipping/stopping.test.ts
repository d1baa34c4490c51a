import {
  about,
  address,
  advance,
  bookedOrder,
  cancelAsked,
  cancelled,
  fault,
  heard,
  isPhase,
  ledger,
  openShop,
  paid,
  settled,
  staff,
  stopOf,
  succeeded,
  told,
  world,
} from './testing/world.ts';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { until } from '@kontor/kit/testing';

openShop();

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
  assert.deepEqual([await stopOf(late), await staff.byOrder({ orderId: late }), told(late)], ['done', [], []]);
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
