'use client';

import type { Order } from '@kontor/contracts/order';
import { useLocale, useTranslations } from 'next-intl';
import { useQuery } from '@tanstack/react-query';
import { formatDate, formatMoney } from '@kontor/contracts/format';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { CancelOrder } from './cancel-order';
import { isPayable } from './stages';
import { useNow, usePay } from './use-order';

/** Where the shopper comes from: the provider, after paying or leaving, or a checkout that found this order still open. */
export type Origin = 'payment' | 'cancelled' | 'open' | null;

/** The open amount, how long it can be paid, and how the last try went. */
export function PayNow({ order, cameFrom }: { order: Order; cameFrom: Origin }) {
  const t = useTranslations('order');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const now = useNow();
  const { pay, busy, error } = usePay(order.id);
  const declined = order.timeline.at(-1)?.what === 'payment-failed';
  // Known to payment a moment after the order is held; without an answer the whole total stands there.
  const { data } = useQuery(useTRPC().payment.due.queryOptions({ orderId: order.id }, { retry: false, staleTime: 0 }));
  const amount = formatMoney(data?.due ?? order.receipt.total, order.receipt.currency, locale);

  if (now !== null && !isPayable(order, now)) return <Notice tone="warn">{t('timeIsUp')}</Notice>;
  return (
    <section aria-label={t('payment')} className="grid gap-5 rounded-md border border-line p-6">
      {declined && (
        <Notice tone="danger" title={t('declined')}>
          {t('declinedText')}
        </Notice>
      )}
      {!declined && cameFrom === 'payment' && (
        <Notice tone="neutral" title={t('waiting')}>
          {t('waitingText')}
        </Notice>
      )}
      {cameFrom === 'open' && (
        <Notice tone="warn" title={t('stillOpen')}>
          {t('stillOpenText')}
        </Notice>
      )}
      {!declined && cameFrom === 'cancelled' && <Notice tone="neutral">{t('leftPayment')}</Notice>}
      <div className="flex flex-wrap items-end justify-between gap-4">
        <p>
          <span className="block text-sm text-muted">{t('toPay')}</span>
          <span className="text-2xl font-medium tabular-nums">{amount}</span>
          {data?.giftCards.map(({ last4, amount: paid }) => (
            <span key={last4} className="block text-sm text-muted">
              {t('byGiftCard', { last4, amount: formatMoney(paid, order.receipt.currency, locale) })}
            </span>
          ))}
        </p>
        {order.payBy && (
          <p className="text-sm text-muted sm:text-right">
            {t('reservedUntil', { time: formatDate(order.payBy, locale, 'time') })}
            <span role="timer" aria-live="off" className="block text-lg tabular-nums text-ink">
              {now === null ? '–' : minutesLeft(Date.parse(order.payBy) - now)}
            </span>
          </p>
        )}
      </div>
      {error && <Notice tone="danger">{sentenceFor(error, say)}</Notice>}
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="primary" size="large" busy={busy} onClick={pay}>
          {cameFrom === null || cameFrom === 'open' ? t('pay') : t('payAgain')}
        </Button>
        <CancelOrder order={order} />
      </div>
    </section>
  );
}

/** '14:05' for 845,000 milliseconds. */
function minutesLeft(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
