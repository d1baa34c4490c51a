import { dayAt, isHoliday } from '@kontor/contracts/calendar';
import { formatDays } from '@kontor/contracts/format';
import type { Locale } from '@kontor/contracts/ids';

/** The days a parcel can arrive, for people: 'Tue 24 – Thu 26 Nov'. Counts Monday to Saturday where the shop is, without public holidays. */
export function deliveryWindow(daysFrom: number, daysTo: number, locale: Locale, now: Date): string {
  return formatDays(workingDay(now, daysFrom), workingDay(now, daysTo), locale);
}

/** The calendar day that lies `days` working days ahead, as midnight in UTC; today, or the next working day, when none. */
export function workingDay(now: Date, days: number): Date {
  const date = dayAt(now);
  const isOff = () => date.getUTCDay() === 0 || isHoliday(date);
  for (let left = days; left > 0 || isOff(); ) {
    date.setUTCDate(date.getUTCDate() + 1);
    if (!isOff()) left -= 1;
  }
  return date;
}
