import type { Locale } from '@kontor/contracts/ids';

const ZONE = 'Europe/Berlin';

/** The days a parcel can arrive, for people: 'Tue 24 – Thu 26 Nov'. Counts working days (Monday to Saturday) in the shop's zone. */
export function deliveryWindow(daysFrom: number, daysTo: number, locale: Locale, now: Date): string {
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
  const [first, last] = [workingDay(now, daysFrom), workingDay(now, daysTo)];
  // Node's and the browser's data set other spaces around the dash, and a page must read the same from both.
  return first.getTime() === last.getTime() ? format.format(first) : format.formatRange(first, last).replace(/\s/g, ' ');
}

/** Noon (UTC) of the calendar day in the shop's zone that lies `days` working days ahead. */
function workingDay(now: Date, days: number): Date {
  const [year = 1970, month = 1, day = 1] = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(now).split('-').map(Number);
  const date = new Date(Date.UTC(year, month - 1, day, 12));
  const isSunday = () => date.getUTCDay() === 0;
  for (let left = days; left > 0 || isSunday(); ) {
    date.setUTCDate(date.getUTCDate() + 1);
    if (!isSunday()) left -= 1;
  }
  return date;
}
