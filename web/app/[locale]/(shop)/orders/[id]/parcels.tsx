'use client';

import type { Order, OrderLine, OrderParcel } from '@kontor/contracts/order';
import type { ParcelStep } from '@kontor/contracts/shipping';
import { useLocale, useTranslations } from 'next-intl';
import { formatDate } from '@kontor/contracts/format';
import { Badge } from '@/ui/badge';

type Line = Pick<OrderLine, 'sku' | 'name' | 'variant' | 'later'>;
const tones = { planned: 'neutral', booked: 'neutral', dispatched: 'accent', delivered: 'success', returned: 'warn' } as const;

/** Where the parcels are: the way of the only one, or a block for each of several with what is in it. */
export function Parcels({ order }: { order: Pick<Order, 'parcels'> & { lines: Line[] } }) {
  const t = useTranslations('order');
  const [first, ...others] = order.parcels;
  if (!first) return null;
  // Before anything was sent the order waits as a whole, after that each parcel for what is in it.
  const hasLeft = order.parcels.some(({ phase }) => phase !== 'planned' && phase !== 'booked');
  if (others.length > 0)
    return (
      <section aria-label={t('parcels')}>
        <h2 className="mb-4 text-lg font-medium">{t('parcels')}</h2>
        <ol className="grid gap-4">
          {order.parcels.map((parcel, index) => (
            <OneOfSeveral key={parcel.id} parcel={parcel} which={{ no: index + 1, of: order.parcels.length }} lines={order.lines} hasLeft={hasLeft} />
          ))}
        </ol>
      </section>
    );
  if (first.steps.length === 0 && first.url !== '') return null;
  return (
    <section aria-label={t('parcel')}>
      <h2 className="mb-4 text-lg font-medium">{t('parcel')}</h2>
      <Way steps={first.steps} />
      <Follow parcel={first} className="mt-4" />
    </section>
  );
}

type Props = { parcel: OrderParcel; which: { no: number; of: number }; lines: Line[]; hasLeft: boolean };

function OneOfSeveral({ parcel, which, lines, hasLeft }: Props) {
  const t = useTranslations('order');
  const locale = useLocale();
  const nameOf = (sku: string) => {
    const line = lines.find((one) => one.sku === sku);
    return line ? [line.name[locale], line.variant[locale]].filter(Boolean).join(', ') : sku;
  };
  const awaits = parcel.phase === 'planned' && lines.some(({ sku, later }) => later && (!hasLeft || parcel.lines.some((piece) => piece.sku === sku)));
  return (
    <li className="grid gap-4 rounded-md border border-line p-4 sm:p-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h3 className="font-medium">{t('parcelOf', which)}</h3>
        <Badge tone={tones[parcel.phase]}>{t(`parcelPhase.${awaits ? 'awaited' : parcel.phase}`)}</Badge>
      </div>
      <ul className="grid gap-1 text-sm">
        {parcel.lines.map(({ sku, quantity }) => (
          <li key={sku} className="break-words">
            {quantity} × {nameOf(sku)}
          </li>
        ))}
      </ul>
      {parcel.phase !== 'planned' && parcel.phase !== 'booked' && parcel.steps.length > 0 && <Way steps={parcel.steps} />}
      <Follow parcel={parcel} />
    </li>
  );
}

/** What the carrier told of the parcel, the newest first. */
function Way({ steps }: { steps: ParcelStep[] }) {
  const locale = useLocale();
  return (
    <ol className="grid gap-3 text-sm">
      {steps.toReversed().map(({ at, what, place }, index) => (
        <li key={`${at} ${index}`} className="grid gap-x-6 sm:grid-cols-[12rem_minmax(0,1fr)]">
          <p className="text-muted">
            <time dateTime={at}>{formatDate(at, locale, 'both')}</time>
            {place && <span className="block break-words">{place}</span>}
          </p>
          <p className="break-words">{what[locale]}</p>
        </li>
      ))}
    </ol>
  );
}

/** The way to the carrier's own page; who brings it, where there is none. */
function Follow({ parcel: { number, url }, className = '' }: { parcel: OrderParcel; className?: string }) {
  const t = useTranslations('order');
  if (number === null) return null;
  if (!url) return <p className={`text-sm ${className}`}>{t('carriedBy', { number })}</p>;
  return (
    <p className={className}>
      <a
        href={url}
        target="_blank"
        rel="noreferrer"
        className="text-sm underline underline-offset-4 hover:text-accent pointer-coarse:inline-block pointer-coarse:py-3"
      >
        {t('track', { number })}
      </a>
    </p>
  );
}
