import type { Ships } from '@kontor/contracts/catalog';
import type { Locale } from '@kontor/contracts/ids';
import { formatDate } from '@/i18n/format';

type Say = (key: 'day' | 'weeks' | 'soon', values?: { day?: string; weeks?: number }) => string;

/** When something ships that is not there yet. A day that has passed is promised to nobody any more. */
export function shipsWhen({ shipsOn, weeks }: Pick<Ships, 'shipsOn' | 'weeks'>, say: Say, locale: Locale, now = new Date()): string {
  if (shipsOn && Date.parse(shipsOn) > now.getTime()) return say('day', { day: formatDate(shipsOn, locale) });
  return weeks ? say('weeks', { weeks }) : say('soon');
}
