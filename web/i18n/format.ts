import type { Locale } from '@kontor/contracts/ids';
import { SHOP_ZONE } from '@kontor/contracts/zone';

const tags: Record<Locale, string> = { en: 'en-IE', de: 'de-DE' };
const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function keep<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
  const known = kept.get(key) as T | undefined;
  if (known) return known;
  const made = make();
  kept.set(key, made);
  return made;
}

/** An amount in minor units, as people of the locale write it: 1900 → €19.00 or 19,00 €. */
export function formatMoney(amount: number, currency: string, locale: Locale): string {
  const format = keep(`money ${locale} ${currency}`, () => new Intl.NumberFormat(tags[locale], { style: 'currency', currency }));
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

export const formatNumber = (value: number, locale: Locale) => keep(`number ${locale}`, () => new Intl.NumberFormat(tags[locale])).format(value);

const shapes = {
  date: { dateStyle: 'long' },
  time: { timeStyle: 'short' },
  both: { dateStyle: 'medium', timeStyle: 'short' },
  /** to the millisecond, for what is compared */
  exact: { day: '2-digit', month: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** An instant (ISO 8601) in the shop's zone. */
export function formatDate(instant: string | Date, locale: Locale, shape: keyof typeof shapes = 'date'): string {
  const format = keep(`${shape} ${locale}`, () => new Intl.DateTimeFormat(tags[locale], { ...shapes[shape], timeZone: SHOP_ZONE }));
  return format.format(typeof instant === 'string' ? new Date(instant) : instant);
}

/** A day such as 'Tue 3 Dec', for promises. */
export const formatDay = (date: string | Date, locale: Locale) => formatDate(date, locale, 'day');
