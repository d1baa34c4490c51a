'use client';

import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import type { Locale, Text } from '@kontor/contracts/ids';
import { formatMoney } from '@kontor/contracts/format';
import { deliveryWindow } from '../../checkout/delivery-promise';

export type DeliveryWay = { name: Text; price: number; freeFrom: number | null; daysFrom: number; daysTo: number };

const HOUR_MS = 3_600_000;

function everyHour(tell: () => void) {
  const timer = setInterval(tell, HOUR_MS);
  return () => clearInterval(timer);
}
const thisHour = () => Math.floor(Date.now() / HOUR_MS);

/** When a parcel sent now arrives. The page is kept for days, so the dates are worked out in the browser. */
export function DeliveryLines({ ways, locale }: { ways: readonly DeliveryWay[]; locale: Locale }) {
  const t = useTranslations('product');
  const hour = useSyncExternalStore<number | null>(everyHour, thisHour, () => null);
  const free = ways.flatMap(({ freeFrom }) => freeFrom ?? []);
  return (
    <>
      {ways.map(({ name, price, daysFrom, daysTo }) => (
        <li key={name.en}>
          {hour === null
            ? t('arrivesWithin', { from: daysFrom, to: daysTo })
            : t('arrives', { when: deliveryWindow(daysFrom, daysTo, locale, new Date(hour * HOUR_MS)) })}
          {' · '}
          {name[locale]}, {price === 0 ? t('free') : formatMoney(price, 'EUR', locale)}
        </li>
      ))}
      {free.length > 0 && <li>{t('freeFrom', { price: formatMoney(Math.min(...free), 'EUR', locale) })}</li>}
    </>
  );
}
