'use client';

import type { Order } from '@kontor/contracts/order';
import { useLocale, useTranslations } from 'next-intl';
import { formatDate } from '@/i18n/format';

/** What the carrier told of the parcel, the newest first, with the way to its own page. */
export function ParcelWay({ tracking }: { tracking: Order['tracking'] }) {
  const t = useTranslations('order');
  const locale = useLocale();
  if (!tracking?.steps?.length) return null;
  return (
    <section aria-label={t('parcel')}>
      <h2 className="mb-4 text-lg font-medium">{t('parcel')}</h2>
      <ol className="grid gap-3 text-sm">
        {tracking.steps.toReversed().map(({ at, what, place }, index) => (
          <li key={`${at} ${index}`} className="grid gap-x-6 sm:grid-cols-[12rem_minmax(0,1fr)]">
            <p className="text-muted">
              <time dateTime={at}>{formatDate(at, locale, 'both')}</time>
              {place && <span className="block break-words">{place}</span>}
            </p>
            <p className="break-words">{what[locale]}</p>
          </li>
        ))}
      </ol>
      <a href={tracking.url} target="_blank" rel="noreferrer" className="mt-4 inline-block text-sm underline underline-offset-4 hover:text-accent">
        {t('track', { number: tracking.number })}
      </a>
    </section>
  );
}
