'use client';

import type { FollowedOrder } from '@kontor/contracts/order';
import { useQuery } from '@tanstack/react-query';
import { Truck } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Link } from '@/ui/link';
import { countryName, formatDate, formatMoney } from '@kontor/contracts/format';
import { refusalOf, sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button, buttonStyle } from '@/ui/button';
import { ErrorState, Notice } from '@/ui/notice';
import { deliveryWindow } from '../../checkout/delivery-promise';
import { OrderLines } from '../../checkout/order-lines';
import { OrderSkeleton } from '../../orders/[id]/order-skeleton';
import { OrderTimeline } from '../../orders/[id]/order-timeline';
import { PapersByLink } from '../../orders/[id]/papers-by-link';
import { Parcels } from '../../orders/[id]/parcels';
import { Returns } from '../../orders/[id]/return/returns';
import { isSettled, toldOf } from '../../orders/[id]/stages';

const AGAIN_MS = 15_000;

/** One order for whoever has its link: how it stands and where the parcel is. Nothing but a return can be asked for here. */
export function FollowedView({ token, first }: { token: string; first: FollowedOrder | undefined }) {
  const t = useTranslations('order');
  const say = useTranslations('refusals');
  const { data, error, isFetching, refetch } = useQuery(
    useTRPC().order.followed.queryOptions(
      { token },
      {
        initialData: first,
        retry: (failures, failure) => !refusalOf(failure) && failures < 3,
        refetchInterval: ({ state }) => (state.data && isSettled(state.data) ? false : AGAIN_MS),
      },
    ),
  );
  if (data) return <Shown order={data} token={token} />;
  if (!error) return <OrderSkeleton />;
  const again = (
    <Button variant="secondary" busy={isFetching} onClick={() => void refetch()}>
      {t('retry')}
    </Button>
  );
  return <ErrorState title={t('failed')} text={sentenceFor(error, say)} action={again} />;
}

function Shown({ order, token }: { order: FollowedOrder; token: string }) {
  const t = useTranslations('order');
  const locale = useLocale();
  const told = toldOf(order);
  const isOver = order.phase === 'cancelled' || order.phase === 'completed';
  const country = countryName(order.country, locale);

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-10 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-16">
      <div className="grid min-w-0 gap-8">
        <header>
          <p className="text-sm text-muted">
            {t('number', { number: order.number })}
            {order.exchange && ` · ${t('exchangeOf', { number: order.exchange.of.number })}`} ·{' '}
            <time dateTime={order.placedAt}>{formatDate(order.placedAt, locale, 'both')}</time>
          </p>
          <h1 aria-live="polite" className="mt-2 text-2xl font-medium tracking-tight md:text-3xl">
            {t(`headline.${told}`, { parcels: Math.max(1, order.parcels.length) })}
          </h1>
        </header>
        {order.phase === 'held' && !order.exchange && <Notice tone="warn">{t('payElsewhere')}</Notice>}
        {order.cancelReason && order.phase === 'cancelled' && <Notice tone="neutral">{t(`reason.${order.cancelReason}`)}</Notice>}
        {order.tracking?.url && order.phase === 'paid' && order.parcels.length === 1 && (
          <a href={order.tracking.url} target="_blank" rel="noreferrer" className={buttonStyle({ variant: 'primary', className: 'justify-self-start' })}>
            <Truck aria-hidden className="size-4" strokeWidth={1.5} />
            {t('track', { number: order.tracking.number })}
          </a>
        )}
        <OrderTimeline order={order} />
        {order.phase !== 'cancelled' && <Parcels order={order} />}
        <section aria-label={t('lines')}>
          <h2 className="mb-4 text-lg font-medium">{t('lines')}</h2>
          <OrderLines
            lines={order.lines.flatMap((line) => {
              const quantity = order.phase === 'cancelled' ? line.ordered : line.ordered - line.cancelled;
              return quantity > 0 ? [{ ...line, quantity, total: line.price * quantity, later: isOver ? null : line.later }] : [];
            })}
            currency={order.currency}
          />
        </section>
        <Returns order={order} currency={order.currency} href={`/${locale}/follow/${token}/return`} />
      </div>
      <aside aria-label={t('details')} className="grid gap-5 rounded-md bg-surface p-6 text-sm">
        <dl className="grid gap-5">
          <div>
            <dt className="mb-1 text-muted">{t('deliverTo')}</dt>
            <dd>
              {order.city}, {country}
            </dd>
          </div>
          <div>
            <dt className="mb-1 text-muted">{t('delivery')}</dt>
            <dd>{order.method.name[locale]}</dd>
            {!isOver && !order.exchange && told !== 'awaited' && told !== 'delayed' && (
              <dd className="text-muted">{deliveryWindow(order.method.daysFrom, order.method.daysTo, locale, new Date(order.placedAt))}</dd>
            )}
          </div>
          <div>
            <dt className="mb-1 text-muted">{t('sum')}</dt>
            <dd className="tabular-nums">{formatMoney(order.total, order.currency, locale)}</dd>
          </div>
        </dl>
        <hr className="border-line" />
        <PapersByLink token={token} papers={order.papers} />
        <p className="text-muted">{t('followedText')}</p>
        <Link href={`/${locale}/sign-in?next=/${locale}/orders/${order.id}`} className={buttonStyle({ variant: 'secondary', wide: true })}>
          {t('signIn')}
        </Link>
      </aside>
    </div>
  );
}
