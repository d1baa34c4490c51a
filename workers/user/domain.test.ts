import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '@kontor/contracts/refusals';
import { type Account, admit, cursorOf, isOver, type OrderStep, placeOf, standingsAfter } from './domain.ts';

const orderId = '3f1f6f0e-6d0c-4b6e-9a58-0c8f6a0b6a11';
const about = { orderId, number: 'K100001', owner: 'someone' };
const step = (type: OrderStep['type'], version: number, data: object = {}) =>
  ({
    id: `${version}`,
    type,
    source: 'kontor/order',
    subject: orderId,
    version,
    time: `2026-11-23T10:00:0${version}.000Z`,
    trace: '',
    data: { ...about, ...data },
  }) as OrderStep;
const lines = [{ quantity: 2 }, { quantity: 3 }];
const steps = [
  step('OrderPlaced', 1, { total: 5000, currency: 'EUR', lines }),
  step('OrderReadyToPay', 2, { total: 5000, currency: 'EUR' }),
  step('OrderPaid', 3, { total: 5000, currency: 'EUR', lines }),
  step('OrderCompleted', 4, { cameBack: true }),
];

const permutations = <T>(list: T[]): T[][] =>
  list.length < 2 ? [list] : list.flatMap((one, index) => permutations(list.toSpliced(index, 1)).map((rest) => [one, ...rest]));

test('the history of an order is the same in whatever order its events come', () => {
  const known = { total: 5000, currency: 'EUR', items: 5, placedAt: '2026-11-23T10:00:01.000Z', isReplacement: false, cameBack: true };
  const expected = [{ ...about, phase: 'completed', version: 4, ...known }];
  for (const some of permutations(steps)) assert.deepEqual(standingsAfter(some), expected);
});

test('orders are written in a fixed order, so that two batches never wait for each other', () => {
  const other = { ...steps[0], data: { ...steps[0]?.data, orderId: '0f1f6f0e-6d0c-4b6e-9a58-0c8f6a0b6a11' } } as OrderStep;
  assert.deepEqual(
    standingsAfter([...steps, other]).map((one) => one.orderId),
    [other.data.orderId, orderId],
  );
});

const now = new Date('2026-11-23T10:00:00Z');
const account: Account = { id: 'a', email: 'a@example.com', name: 'A', locale: 'en', kind: 'customer', roles: [], sessionVersion: 1 };
const session = { expiresAt: new Date('2026-11-23T10:00:01Z'), revokedAt: null, sessionVersion: 1 };

test('a session is over when its time is, when signed out of, and when the account has moved on', () => {
  assert.equal(isOver(session, account, now), false);
  assert.equal(isOver({ ...session, expiresAt: now }, account, now), true);
  assert.equal(isOver({ ...session, revokedAt: now }, account, now), true);
  assert.equal(isOver(session, { ...account, sessionVersion: 2 }, now), true);
});

test('the eleventh try is refused with the seconds to wait', () => {
  const until = new Date('2026-11-23T10:01:30.500Z');
  admit({ count: 10, until }, now);
  assert.throws(
    () => admit({ count: 11, until }, now),
    (error: Refusal) => error.code === 'TooMany' && error.details['retryAfter'] === 91,
  );
});

test('a cursor is read back as it was written, and anything else is refused', () => {
  const place = { placedAt: '2026-11-23T10:00:00.123Z', id: orderId };
  assert.deepEqual(placeOf(cursorOf(place)), place);
  for (const wrong of [
    '',
    'x',
    `${place.placedAt}~1`,
    `yesterday~${orderId}`,
    `${cursorOf(place)}~`,
    cursorOf({ ...place, placedAt: '0000-01-01T00:00:00.000Z' }),
    cursorOf({ ...place, placedAt: `2026-11-23T10:00:00.${'1'.repeat(120)}Z` }),
  ])
    assert.throws(() => placeOf(wrong), Refusal);
});
