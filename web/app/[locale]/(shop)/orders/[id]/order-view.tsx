'use client';

import type { Order } from '@kontor/contracts/order';
import { useLocale, useTranslations } from 'next-intl';
import { Link } from '@/ui/link';
import { formatDate, formatMoney } from '@kontor/contracts/format';
import { refusalOf, sentenceFor } from '@/refusals';
import { Button, buttonStyle } from '@/ui/button';
import { EmptyState, ErrorState } from '@/ui/notice';
import { deliveryWindow } from '../../checkout/delivery-promise';
import { PaidWith } from '../../checkout/gift-card-steps';
import { OrderLines } from '../../checkout/order-lines';
import { PostalAddress } from '../../checkout/postal-address';
import { ReceiptSteps } from '../../checkout/receipt';
import { CancelOrder } from './cancel-order';
import { Changes } from './changes';
import { NextStep } from './next-step';
import type { Origin } from './pay-now';
import { OrderSkeleton } from './order-skeleton';
import { OrderTimeline } from './order-timeline';
import { Papers } from './papers';
import { Parcels } from './parcels';
import { Returns } from './return/returns';
import { isCancellable, moneyBack, toldOf } from './stages';
import { useOrder } from './use-order';

type Props = { id: string; first: Order | undefined; cameFrom: Origin };

export function OrderView({ id, first, cameFrom }: Props) {
  const t = useTranslations('order');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const { data: order, error, refetch, isFetching } = useOrder(id, first, cameFrom === 'payment');

  if (order) return <Opened order={order} cameFrom={cameFrom} />;
  if (!error) return <OrderSkeleton />;
  const code = refusalOf(error)?.code;
  if (code === 'NotFound' || code === 'SignInRequired' || code === 'NotAllowed') {
    const action = (
      <Link href={`/${locale}/sign-in?next=/${locale}/orders/${id}`} className={buttonStyle({ variant: 'primary' })}>
        {t('signIn')}
      </Link>
    );
    return <EmptyState title={<h1>{t('notFound')}</h1>} text={t('notFoundText')} action={action} />;
  }
  const again = (
    <Button variant="secondary" busy={isFetching} onClick={() => void refetch()}>
      {t('retry')}
    </Button>
  );
  return <ErrorState title={t('failed')} text={sentenceFor(error, say)} action={again} />;
}

function Opened({ order, cameFrom }: { order: Order; cameFrom: Props['cameFrom'] }) {
  const t = useTranslations('order');
  const locale = useLocale();
  const { method, person, receipt, lines } = order;
  const told = toldOf(order);
  const back = moneyBack(order);
  const ships = useTranslations('ships');
  const waits = order.phase !== 'cancelled' && lines.some(({ later }) => later);
  // Of a cancelled order it is worth seeing what it was, of any other what was cancelled is gone.
  const sold = lines.flatMap(({ later, ...line }) => {
    const quantity = order.phase === 'cancelled' ? line.ordered : line.ordered - line.cancelled;
    return quantity > 0 ? [{ ...line, quantity, total: line.price * quantity, later: waits ? later : null }] : [];
  });

  // What is to be done about a return comes before the way that the goods once came.
  const hasReturns = order.returns.length > 0;
  const returns = <Returns order={order} currency={receipt.currency} href={`/${locale}/orders/${order.id}/return`} orders={`/${locale}/orders`} />;

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-10 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-16">
      <div className="grid min-w-0 gap-8">
        <header>
          <p className="text-sm text-muted">
            {t('number', { number: order.number })}
            {order.exchange && ` · ${t('exchangeOf', { number: order.exchange.of.number })}`} ·{' '}
            <time dateTime={order.placedAt}>{formatDate(order.placedAt, locale, 'both')}</time>
          </p>
          <div aria-live="polite">
            <h1 className="mt-2 text-2xl font-medium tracking-tight md:text-3xl">{t(`headline.${told}`, { parcels: Math.max(1, order.parcels.length) })}</h1>
            <p className="mt-2 max-w-prose text-muted">
              {t(`explained.${told}`, {
                email: person.email,
                money: back.money,
                amount: formatMoney(order.refunded, receipt.currency, locale),
                day: back.at ? formatDate(back.at, locale) : '',
              })}
            </p>
          </div>
        </header>
        <NextStep order={order} cameFrom={cameFrom} />
        <OrderTimeline order={order} />
        {hasReturns && returns}
        {order.phase !== 'cancelled' && <Parcels order={order} />}
        <section aria-label={t('lines')}>
          <h2 className="mb-4 text-lg font-medium">{t('lines')}</h2>
          <OrderLines lines={sold} currency={receipt.currency} />
          {waits && <p className="mt-4 text-sm text-muted">{ships('together')}</p>}
        </section>
        {!hasReturns && returns}
      </div>

      <aside aria-label={t('details')} className="grid gap-6 rounded-md bg-surface p-6">
        <ReceiptSteps receipt={receipt} method={method.name[locale]} />
        <PaidWith tenders={order.paidWith} currency={receipt.currency} />
        {order.authorised > 0 && order.phase !== 'cancelled' && (
          <p className="text-sm text-muted">{t('setAside', { amount: formatMoney(order.authorised, receipt.currency, locale) })}</p>
        )}
        {order.refunded > 0 && order.phase !== 'cancelled' && (
          <p className="text-sm text-muted">{t('refunded', { amount: formatMoney(order.refunded, receipt.currency, locale) })}</p>
        )}
        <hr className="border-line" />
        <dl className="grid gap-5 text-sm">
          <div>
            <dt className="mb-1 text-muted">{t('deliverTo')}</dt>
            <dd>
              <PostalAddress address={person.address} locale={locale} />
            </dd>
          </div>
          <div>
            <dt className="mb-1 text-muted">{t('delivery')}</dt>
            <dd>{method.name[locale]}</dd>
            {order.phase !== 'cancelled' && order.phase !== 'completed' && !order.exchange && told !== 'awaited' && told !== 'delayed' && (
              <dd className="text-muted">{deliveryWindow(method.daysFrom, method.daysTo, locale, new Date(order.placedAt))}</dd>
            )}
          </div>
          <div>
            <dt className="mb-1 text-muted">{t('contact')}</dt>
            <dd className="break-words">{person.email}</dd>
          </div>
        </dl>
        <Papers orderId={order.id} papers={order.papers} currency={receipt.currency} />
        <Changes order={order} />
        {order.phase === 'paid' && !order.change && isCancellable(order) && <CancelOrder order={order} />}
      </aside>
    </div>
  );
}
