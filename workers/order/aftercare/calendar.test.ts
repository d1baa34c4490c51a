import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dayAt, easter, isHoliday, written } from '@kontor/contracts/calendar';
import { isInTime, lastDay } from '@kontor/contracts/return';

const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
const isWorkingDay = (day: Date): boolean => day.getUTCDay() !== 0 && day.getUTCDay() !== 6 && !isHoliday(day);
const on = (day: string) => new Date(`${day}T00:00:00Z`);
const following = (day: string) => new Date(on(day).getTime() + 86_400_000);

test('Easter falls where the almanacs have it, the earliest and the latest too', () => {
  for (const sunday of [
    '1818-03-22',
    '1943-04-25',
    '1954-04-18',
    '1981-04-19',
    '2000-04-23',
    '2024-03-31',
    '2025-04-20',
    '2026-04-05',
    '2027-03-28',
    '2038-04-25',
  ])
    assert.equal(written(easter(Number(sunday.slice(0, 4)))), sunday);
});

test('Easter is a Sunday from 22 March to 25 April, in any year', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1583, max: 4000 }), (year) => {
      const sunday = easter(year);
      assert.equal(sunday.getUTCDay(), 0);
      assert.ok(written(sunday).slice(5) >= '03-22' && written(sunday).slice(5) <= '04-25', written(sunday));
    }),
  );
});

test('the public holidays of a year are these and no others', () => {
  const days = Array.from({ length: 365 }, (_, index) => new Date(Date.UTC(2026, 0, 1 + index, 12)));
  assert.deepEqual(
    days.filter(isHoliday).map(written),
    ['01-01', '03-08', '04-03', '04-06', '05-01', '05-14', '05-25', '10-03', '12-25', '12-26'].map((day) => `2026-${day}`),
  );
});

test('a day is that of the shop: half past eleven in the evening in London is tomorrow there', () => {
  assert.equal(written(dayAt(new Date('2026-12-24T23:30:00Z'))), '2026-12-25');
});

test('a period ends on a working day, no earlier than its days are over and no later than the first working day after that', () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 60 }), (delivered, days) => {
      const last = on(lastDay(delivered.toISOString(), days));
      assert.ok(isWorkingDay(last), `${written(last)} is no working day`);
      const plain = new Date(dayAt(delivered).getTime() + days * 86_400_000);
      assert.ok(last >= plain);
      for (let day = plain; day < last; day = following(written(day))) assert.ok(!isWorkingDay(day), `${written(day)} was passed over`);
    }),
  );
});

test('who withdraws on the last day is in time until midnight, and not after it', () => {
  fc.assert(
    fc.property(moments, (delivered) => {
      const at = delivered.toISOString();
      const last = lastDay(at, 14);
      assert.ok(isInTime(at, 14, on(last)));
      // Noon in UTC lies in the same calendar day where the shop is.
      assert.ok(!isInTime(at, 14, new Date(following(last).getTime() + 43_200_000)));
    }),
  );
});

test('what would end at Easter or between the years ends after it', () => {
  assert.equal(lastDay('2026-03-20T12:00:00Z', 14), '2026-04-07', 'Good Friday, the weekend and Easter Monday are passed over');
  assert.equal(lastDay('2026-12-11T12:00:00Z', 14), '2026-12-28', 'Christmas, and the weekend after it');
});
