import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lookAgain, parcelsOf, recipientOf } from './domain.ts';
import { address, after, anOrder, at, goodsIn, granted, now, opened, orderId, paid, paidFor, permutations, refused, type Rule, unbooked } from './examples.ts';
import { hearCarrier } from './standing.ts';
import { hearChange, stopForGood, stopForShopper } from './stops.ts';

const nothing = unbooked(null);

test('news in any order and any number tell each step once, in the order of the road', () => {
  for (const news of permutations([at('booked'), at('dispatched'), at('delivered'), at('delivered')])) {
    const { phase, told } = after(opened, paid, ...news);
    assert.deepEqual([phase, told], ['delivered', ['Booked', 'Dispatched', 'Delivered']]);
  }
  for (const news of permutations([at('booked'), at('dispatched'), at('returned'), at('returned')])) {
    const { phase, told } = after(opened, paid, ...news);
    assert.deepEqual([phase, told], ['returned', ['Booked', 'Dispatched', 'CameBack']]);
  }
});

test('what the carrier tells between the steps is told on once, and what it told earlier takes nothing back', () => {
  const step = (minute: number) => ({ at: new Date(minute * 60_000).toISOString(), what: { en: 'sorted', de: 'sortiert' }, place: 'Köln' });
  const [first, more] = [[step(1)], [step(1), step(2)]];
  const { told, shipment } = after(opened, paid, at('dispatched', first), at('dispatched', more), at('dispatched', more), at('dispatched', first));
  assert.deepEqual([told, shipment?.steps], [['Booked', 'Dispatched', 'ParcelMoved'], more]);
});

test('a stop before the booking needs nobody', () => {
  assert.deepEqual(after(opened, stopForShopper, stopForShopper, paid), { ...after(opened, stopForShopper), asked: [] });
  assert.deepEqual(after(opened, stopForShopper).told, ['Stopped']);
  assert.deepEqual(after(opened, stopForGood, paid).told, []);
});

test('a booking that comes through after the stop is cancelled, once, and nobody hears of it', () => {
  const late = after(opened, paid, stopForShopper, nothing, at('booked'), at('booked'), granted(), at('cancelled'));
  assert.deepEqual([late.phase, late.told, late.asked], ['stopped', ['Stopped'], ['bookCarrier', 'cancelCarrier']]);
});

test('a stop while the booking is under way ends with it: nothing booked, booked and cancelled, or too late', () => {
  assert.deepEqual(after(opened, paid, stopForShopper, nothing).told, ['Stopped']);
  const cancelled = after(opened, paid, stopForShopper, at('booked'), granted());
  assert.deepEqual([cancelled.phase, cancelled.told, cancelled.asked], ['stopped', ['Booked', 'Stopped'], ['bookCarrier', 'askCarrier', 'cancelCarrier']]);
  assert.deepEqual(after(opened, paid, stopForShopper, at('dispatched'), refused()).told, ['Booked', 'TooLate', 'Dispatched']);
});

test('the first of both decides: the answer of the carrier or the news that it has left', () => {
  const booked = after(opened, paid, at('booked'), stopForShopper);
  assert.deepEqual(booked.asked, ['bookCarrier', 'askCarrier', 'cancelCarrier']);
  assert.deepEqual(after(booked.consignment, refused(), at('dispatched')).told, ['TooLate', 'Dispatched']);
  assert.deepEqual(after(booked.consignment, at('dispatched'), refused()).told, ['TooLate', 'Dispatched']);
  assert.deepEqual(after(booked.consignment, granted(), granted(), at('cancelled')).told, ['Stopped']);
  assert.deepEqual(after(booked.consignment, at('cancelled'), granted()).told, ['Stopped']);
});

test('each question after the parcel has left gets its answer', () => {
  assert.deepEqual(after(opened, paid, at('dispatched'), stopForShopper, stopForShopper, stopForGood).told, ['Booked', 'Dispatched', 'TooLate', 'TooLate']);
});

test('a cancellation at the carrier that nobody asked for changes nothing', () => {
  assert.deepEqual(after(opened, paid, at('booked'), at('cancelled')).phase, 'booked');
});

test('what is booked without knowing its pieces is cut into parcels that the carrier takes', () => {
  assert.deepEqual(parcelsOf(0), [{ weightGrams: 1 }]);
  assert.deepEqual(parcelsOf(31_500), [{ weightGrams: 31_500 }]);
  assert.deepEqual(parcelsOf(31_501), [{ weightGrams: 15_751 }, { weightGrams: 15_750 }]);
  assert.equal(after(opened, paid).shipment?.weightGrams, 800);
});

test('a long address fits the label', () => {
  const { name: whole, street } = recipientOf({
    ...address,
    company: 'c'.repeat(120),
    name: 'n'.repeat(120),
    street: 's'.repeat(160),
    addition: 'a'.repeat(160),
  });
  assert.deepEqual([whole.length, street.length], [200, 200]);
  assert.equal(recipientOf(address).name, 'Ada');
});

test('looks come with doubling gaps, at most six hours apart', () => {
  const parcel = { id: 'p1', carrierId: null };
  const gaps = [1, 2, 3, 20].map((round) => ((lookAgain(orderId, parcel, round, now).due?.getTime() ?? 0) - now.getTime()) / 60_000);
  assert.deepEqual(gaps, [1, 2, 4, 360]);
});

const later = { kind: 'back-order' as const, shipsOn: null, weeks: 3, pieces: 1 };
const paidEarly = paidFor({ lines: anOrder().lines.map((line) => ({ ...line, later })) });

test('an order that waits for goods is booked once, when it is paid and they are there, whatever comes first and how often', () => {
  assert.deepEqual(after(opened, paidEarly).asked, []);
  assert.equal(after(opened, paidEarly).phase, 'opened');
  for (const rules of permutations([paidEarly, paidEarly, goodsIn(), goodsIn()])) {
    const { phase, asked } = after(opened, ...rules);
    assert.deepEqual([phase, asked], ['booking', ['bookCarrier']]);
  }
  assert.deepEqual(after(opened, paidEarly, stopForShopper, goodsIn()).told, ['Stopped']);
  assert.equal(after(opened, paidEarly, stopForGood, goodsIn()).phase, 'stopped');
});

const changeId = '018f0000-0000-7000-8000-00000000000c';
const wish = { orderId, number: 'K100001', owner: 'ada', changeId, leftOut: [], lighterBy: 0 };
const readdressed: Rule = (consignment) => hearChange(consignment, { ...wish, person: { address: { ...address, street: 'Weg 2' } } });
const lessened: Rule = (consignment) => hearChange(consignment, { ...wish, leftOut: [{ sku: 'MUG', quantity: 1 }], lighterBy: 400 });

test('pieces are left out as long as the parcel is here, and the parcel says so when it leaves', () => {
  const less = after(opened, paid, at('booked'), lessened, at('dispatched'));
  assert.deepEqual(less.told, ['Booked', 'Changed', 'Dispatched']);
  assert.deepEqual([less.consignment.leftOut, less.shipment?.weightGrams], [[{ sku: 'MUG', quantity: 1 }], 400]);
  for (const gone of [at('dispatched'), at('delivered'), stopForShopper])
    assert.equal(after(opened, paid, at('booked'), gone, lessened).told.at(-1), 'Unchanged');
});

test('another address: the label is cancelled and booked anew, unless the parcel has left', () => {
  const moved = after(opened, paid, at('booked'), readdressed, granted(), at('booked'));
  assert.deepEqual([moved.told, moved.shipment?.person?.street], [['Booked', 'Changed', 'Booked'], 'Weg 2']);
  assert.deepEqual(moved.asked, ['bookCarrier', 'askCarrier', 'cancelCarrier', 'bookCarrier', 'askCarrier']);
  const late = after(opened, paid, at('booked'), readdressed, refused(), at('dispatched'));
  assert.deepEqual([late.told, late.shipment?.person?.street], [['Booked', 'Unchanged', 'Dispatched'], 'Weg 1']);
  assert.deepEqual(after(opened, paid, at('booked'), readdressed, at('dispatched'), refused()).told, ['Booked', 'Unchanged', 'Dispatched']);
});

test('a change that was answered is answered the same when it is asked again, and nothing is booked for it', () => {
  const moved = after(opened, paid, at('booked'), readdressed, granted(), at('booked'));
  const again = after(moved.consignment, readdressed);
  assert.deepEqual([again.told, again.asked, again.consignment], [['Changed'], [], moved.consignment]);
  const late = after(opened, paid, at('dispatched'), readdressed, readdressed);
  assert.deepEqual(
    [late.told.slice(2), late.asked],
    [
      ['Unchanged', 'Unchanged'],
      ['bookCarrier', 'askCarrier'],
    ],
  );
});

test('word of the old label that comes while the new one is booked is not taken for it', () => {
  const moved = after(opened, paid, at('booked'), readdressed, granted());
  const { id = '' } = moved.shipment ?? {};
  const old = { id: `shp_${id}_0`, reference: id, status: 'booked' as const, trackingNumber: 'OLD', trackingUrl: 'https://track.example/old' };
  const late: Rule = (consignment) => hearCarrier(consignment, { shipmentId: id, parcel: old, now, isNews: true });
  const { told, shipment } = after(moved.consignment, late, at('booked'), late);
  assert.deepEqual([told, shipment?.trackingNumber, shipment?.carrierId], [['Booked'], `KP-${id}`, `shp_${id}_1`]);
});

test('another address while the booking is under way waits for it; where the carrier refused the first one, it is booked at once', () => {
  assert.deepEqual(after(opened, paid, readdressed, at('booked'), granted()).told, ['Booked', 'Changed']);
  const mended = after(opened, paid, unbooked('address unknown'), readdressed);
  assert.deepEqual([mended.told, mended.asked, mended.shipment?.failure], [['Delayed', 'Changed'], ['bookCarrier', 'bookCarrier'], null]);
});
