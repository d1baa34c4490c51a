import type { Locale } from './ids.ts';
import { SHOP_ZONE } from './zone.ts';

/** How a language of the shop is written: both with the euro and the 24 hours of a shop on the continent. */
export const languageTags: Record<Locale, string> = { en: 'en-IE', de: 'de-DE' };

const kept = new Map<string, unknown>();

/** To make one of Intl's formats takes as long as to use it a hundred times. */
function keep<T>(key: string, make: () => T): T {
  const known = kept.get(key) as T | undefined;
  if (known) return known;
  const made = make();
  kept.set(key, made);
  return made;
}

/** An amount in minor units, as people of the locale write it: 1900 → €19.00 or 19,00 €. */
export function formatMoney(amount: number, currency: string, locale: Locale): string {
  const format = keep(`money ${locale} ${currency}`, () => new Intl.NumberFormat(languageTags[locale], { style: 'currency', currency }));
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

export const formatNumber = (value: number, locale: Locale): string =>
  keep(`number ${locale}`, () => new Intl.NumberFormat(languageTags[locale])).format(value);

/** A share in basis points: 1900 → 19% or 19 %. */
export const formatPercent = (basisPoints: number, locale: Locale): string =>
  keep(`percent ${locale}`, () => new Intl.NumberFormat(languageTags[locale], { style: 'percent', maximumFractionDigits: 2 })).format(basisPoints / 10_000);

const shapes = {
  date: { dateStyle: 'long' },
  time: { timeStyle: 'short' },
  moment: { dateStyle: 'long', timeStyle: 'short' },
  both: { dateStyle: 'medium', timeStyle: 'short' },
  /** to the millisecond, for what is compared */
  exact: { day: '2-digit', month: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** An instant (ISO 8601) in the shop's zone. */
export function formatDate(instant: string | Date, locale: Locale, shape: keyof typeof shapes = 'date'): string {
  const format = keep(`${shape} ${locale}`, () => new Intl.DateTimeFormat(languageTags[locale], { ...shapes[shape], timeZone: SHOP_ZONE }));
  return format.format(typeof instant === 'string' ? new Date(instant) : instant);
}

/** A day such as 'Tue 3 Dec', for promises. */
export const formatDay = (date: string | Date, locale: Locale): string => formatDate(date, locale, 'day');

/** From one calendar day to another, both as midnight in UTC: 'Tue 24 – Thu 26 Nov'; the same day twice is that day. */
export function formatDays(first: Date, last: Date, locale: Locale): string {
  const format = keep(`days ${locale}`, () => new Intl.DateTimeFormat(languageTags[locale], { ...shapes.day, timeZone: 'UTC' }));
  // Node's and the browser's data set other spaces around the dash, and a page must read the same from both.
  return first.getTime() === last.getTime() ? format.format(first) : format.formatRange(first, last).replace(/\s/g, ' ');
}

/** A calendar day, YYYY-MM-DD, whatever the zone. */
export const formatCalendarDay = (day: string, locale: Locale): string =>
  keep(`calendar ${locale}`, () => new Intl.DateTimeFormat(languageTags[locale], { dateStyle: 'long', timeZone: 'UTC' })).format(new Date(day));

/** The name of a country by its code (ISO 3166-1 alpha-2). */
export const countryName = (country: string, locale: Locale): string =>
  keep(`countries ${locale}`, () => new Intl.DisplayNames(languageTags[locale], { type: 'region' })).of(country) ?? country;
