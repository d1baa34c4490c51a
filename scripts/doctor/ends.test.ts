import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkCarrier, type ParcelRow } from './ends.ts';

const id = '018f0000-0000-7000-8000-0000000000aa';
const ours: ParcelRow = { key: id, orderId: 'o-1', phase: 'dispatched', carrierId: 'shp_1', isReturn: false };
const found = (parcel: Partial<ParcelRow>, ...states: string[]) =>
  [...checkCarrier({ key: id, ours: { ...ours, ...parcel }, ...(states.length > 0 && { theirs: { states } }) })].map(({ what }) => what);

test('a parcel is where the carrier says, once', () => {
  assert.deepEqual(found({}, 'cancelled', 'dispatched'), []);
  assert.deepEqual(found({ phase: 'booked' }, 'delivered'), ['carrier unheard']);
  assert.deepEqual(found({ phase: 'stopped' }, 'booked'), ['stopped but booked']);
  assert.deepEqual(found({}, 'dispatched', 'booked'), ['booked twice']);
  assert.deepEqual(found({}), ['carrier knows less']);
  assert.deepEqual(found({}, 'returned'), ['carrier unheard']);
  assert.deepEqual(found({ phase: 'returned' }, 'returned'), []);
  assert.deepEqual(found({ phase: 'returned' }, 'delivered'), ['carrier knows less']);
});

test('a parcel that went in another way is not missed at the carrier', () => {
  assert.deepEqual(found({ carrierId: `otherwise-${id}` }), []);
  assert.deepEqual(found({ carrierId: `otherwise-${id}`, phase: 'delivered' }), []);
});
