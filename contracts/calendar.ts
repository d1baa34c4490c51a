import { SHOP_ZONE } from './zone.ts';

/** Public holidays where the shop is, Berlin: those of all Germany, and one of its own. A shop elsewhere writes its own here. */
const sameDate = ['01-01', '03-08', '05-01', '10-03', '12-25', '12-26'];
/** Good Friday, Easter Monday, Ascension Day, Whit Monday: days from Easter Sunday. */
const fromEaster = [-2, 1, 39, 50];

const DAY_MS = 86_400_000;
const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: SHOP_ZONE, dateStyle: 'short' });

/** A calendar day as people write it in a contract: YYYY-MM-DD. `day` is any moment of it, in UTC. */
export const written = (day: Date): string => day.toISOString().slice(0, 10);

/** The calendar day where the shop is at a moment, as midnight in UTC: days are counted without hours and summer time. */
export const dayAt = (moment: Date): Date => new Date(`${calendar.format(moment)}T00:00:00Z`);

/** Easter Sunday of a year, as midnight in UTC, by the rule of the Gregorian calendar (Meeus, Astronomical Algorithms, ch. 8). */
export function easter(year: number): Date {
  const century = Math.floor(year / 100);
  const moon = (19 * (year % 19) + century - Math.floor(century / 4) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) + 15) % 30;
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor((year % 100) / 4) - moon - (year % 4)) % 7;
  const late = Math.floor(((year % 19) + 11 * moon + 22 * sunday) / 451);
  return new Date(Date.UTC(year, 2, 22 + moon + sunday - 7 * late));
}

/** Whether a calendar day, given as a moment of it in UTC, is a public holiday where the shop is. */
export const isHoliday = (day: Date): boolean =>
  sameDate.includes(written(day).slice(5)) || fromEaster.includes(Math.floor((day.getTime() - easter(day.getUTCFullYear()).getTime()) / DAY_MS));
