'use client';

import type { Order } from '@kontor/contracts/order';
import { Truck } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Link } from '@/ui/link';
import { formatMoney } from '@kontor/contracts/format';
import { buttonStyle } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Kept } from './kept';
import { OrderAgain } from './order-again';
import { type Origin, PayNow } from './pay-now';

/** What the shopper can do now, or what they are waiting for. */
export function NextStep({ order, cameFrom }: { order: Order; cameFrom: Origin }) {
  switch (order.phase) {
    case 'held':
      return order.exchange ? <Kept order={order} of={order.exchange.of} /> : <PayNow order={order} cameFrom={cameFrom} />;
    case 'paid':
    case 'completed':
      return <Parcel order={order} />;
    case 'cancelled':
      return <WhyCancelled order={order} />;
    default:
      return null;
  }
}

function Parcel({ order }: { order: Order }) {
  const t = useTranslations('order');
  const tooLate = order.timeline.some((entry) => /too.?late/i.test(entry.what));
  // What has arrived need not be followed: its way stands below.
  const only = order.parcels.length === 1 && order.phase === 'paid' && order.tracking?.url ? order.tracking : null;
  if (!only && !tooLate && order.phase !== 'completed') return null;
  return (
    <div className="grid gap-4">
      {tooLate && <Notice tone="warn">{t('tooLate')}</Notice>}
      <div className="flex flex-wrap gap-3">
        {only && (
          <a href={only.url} target="_blank" rel="noreferrer" className={buttonStyle({ variant: 'secondary' })}>
            <Truck aria-hidden className="size-4" strokeWidth={1.5} />
            {t('track', { number: only.number })}
          </a>
        )}
        {order.phase === 'completed' && <OrderAgain order={order} />}
      </div>
    </div>
  );
}

function WhyCancelled({ order }: { order: Order }) {
  const t = useTranslations('order');
  const locale = useLocale();
  const due = order.captured - order.refunded;
  // Also when it was only set aside: what lay in the cart is gone from there.
  const wasPaid = order.timeline.some(({ what }) => what === 'paid');
  const nameOf = (sku: string) => {
    const line = order.lines.find((each) => each.sku === sku);
    return line ? [line.name[locale], line.variant[locale]].filter(Boolean).join(', ') : sku;
  };
  const money = (amount: number) => formatMoney(amount, order.receipt.currency, locale);
  return (
    <div className="grid justify-items-start gap-4">
      {order.cancelReason && (
        <Notice tone="neutral" title={t(`reason.${order.cancelReason}`)}>
          {order.short.length > 0 && (
            <ul className="list-disc pl-5">
              {order.short.map(({ sku, available }) => (
                <li key={sku}>{t('shortLine', { name: nameOf(sku), available })}</li>
              ))}
            </ul>
          )}
          {order.captured === 0 && <p>{t(wasPaid ? 'letGo' : 'nothingCharged')}</p>}
          {due > 0 && <p>{t('refundComing', { amount: money(due) })}</p>}
          {order.refunded > 0 && <p>{t('refunded', { amount: money(order.refunded) })}</p>}
        </Notice>
      )}
      {order.exchange ? (
        <Kept order={order} of={order.exchange.of} />
      ) : wasPaid ? (
        <OrderAgain order={order} />
      ) : (
        <Link href={`/${locale}/cart`} className={buttonStyle({ variant: 'secondary' })}>
          {t('toCart')}
        </Link>
      )}
    </div>
  );
}
