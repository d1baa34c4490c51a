import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isHoliday } from '@kontor/contracts/calendar';
import fc from 'fast-check';
import { deliveryWindow, workingDay } from './delivery-promise.ts';

const monday = new Date('2026-11-23T09:00:00Z');

test('a window of days names its first and its last day', () => {
  assert.match(deliveryWindow(1, 3, 'en', monday), /Tue,? 24.*Thu,? 26 Nov/);
  assert.match(deliveryWindow(1, 3, 'de', monday), /Di\., 24\..*Do\., 26\. Nov/);
});

test('one day is one date', () => {
  assert.match(deliveryWindow(1, 1, 'en', monday), /^Tue,? 24 Nov$/);
});

test('Sundays do not count', () => {
  const saturday = new Date('2026-11-28T09:00:00Z');
  assert.match(deliveryWindow(1, 1, 'en', saturday), /^Mon,? 30 Nov$/);
  assert.match(deliveryWindow(0, 0, 'en', new Date('2026-11-29T09:00:00Z')), /^Mon,? 30 Nov$/);
});

test('public holidays do not count, so nobody is promised a parcel on one', () => {
  const christmasEve = new Date('2026-12-24T09:00:00Z');
  assert.match(deliveryWindow(1, 2, 'en', christmasEve), /Mon,? 28.*Tue,? 29 Dec/);
  const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(moments, fc.integer({ min: 0, max: 10 }), (now, days) => {
      const [day, next] = [workingDay(now, days), workingDay(now, days + 1)];
      assert.ok(day.getUTCDay() !== 0 && !isHoliday(day));
      // Where today is none, the next working day is both none and one ahead.
      assert.ok(days === 0 ? next >= day : next > day);
    }),
  );
});

test('the day is that of the shop, not of the reader', () => {
  const lateInBerlin = new Date('2026-11-23T23:30:00Z');
  assert.match(deliveryWindow(1, 1, 'en', lateInBerlin), /^Wed,? 25 Nov$/);
});
