import type { Ships } from '@kontor/contracts/catalog';
import type { Locale } from '@kontor/contracts/ids';
import { formatDate } from '@kontor/contracts/format';

type Say = (key: 'day' | 'weeks' | 'soon', values?: { day?: string; weeks?: number }) => string;

/** When something ships that is not there yet. Pages are kept, so none looks at the clock: inventory lets go of a day that has passed. */
export function shipsWhen({ shipsOn, weeks }: Pick<Ships, 'shipsOn' | 'weeks'>, say: Say, locale: Locale): string {
  if (shipsOn) return say('day', { day: formatDate(shipsOn, locale) });
  return weeks ? say('weeks', { weeks }) : say('soon');
}
