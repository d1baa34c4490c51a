'use client';

import type { Phase } from '@kontor/contracts/order';
import type { PastOrder } from '@kontor/contracts/user';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Link } from '@/ui/link';
import { formatDate, formatMoney } from '@kontor/contracts/format';
import { sentenceFor } from '@/refusals';
import { useTRPC, useTRPCClient } from '@/trpc';
import { Badge } from '@/ui/badge';
import { Button, buttonStyle } from '@/ui/button';
import { EmptyState, ErrorState } from '@/ui/notice';
import { Skeleton } from '@/ui/skeleton';
import { OrderAgainButton } from './order-again-button';

const PAGE = 20;
const tones = {
  placed: 'neutral',
  held: 'warn',
  closing: 'neutral',
  paid: 'accent',
  cancelling: 'neutral',
  cancelled: 'neutral',
  completed: 'success',
} as const satisfies Record<Phase, string>;

/** As the order's own page has it: what waits for goods is not to be paid, and what came back never arrived. */
const standingOf = ({ phase, isReplacement, cameBack }: PastOrder) =>
  phase === 'held' && isReplacement ? 'kept' : phase === 'completed' && cameBack ? 'cameBack' : phase;

/** All orders of the account, newest first, read page by page. */
export function OrderHistory() {
  const t = useTranslations('account');
  const say = useTranslations('refusals');
  const phase = useTranslations('order.phase');
  const locale = useLocale();
  const client = useTRPCClient();
  const history = useInfiniteQuery({
    queryKey: useTRPC().user.orders.pathKey(),
    queryFn: ({ pageParam }) => client.user.orders.query({ limit: PAGE, ...(pageParam && { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });

  if (history.isPending) return <HistorySkeleton />;
  if (history.error && !history.data) {
    const again = (
      <Button variant="secondary" busy={history.isFetching} onClick={() => void history.refetch()}>
        {t('retry')}
      </Button>
    );
    return <ErrorState title={t('failed')} text={sentenceFor(history.error, say)} action={again} />;
  }
  const orders = history.data.pages.flatMap((page) => page.items);
  if (orders.length === 0) {
    const action = (
      <Link href={`/${locale}`} className={buttonStyle({ variant: 'secondary' })}>
        {t('lookAround')}
      </Link>
    );
    return <EmptyState title={t('noOrders')} text={t('noOrdersText')} action={action} />;
  }

  return (
    <>
      <ul className="divide-y divide-line border-b border-line">
        {orders.map((order) => (
          <li key={order.id} className="flex flex-wrap items-center gap-x-4 pb-3 sm:pb-0">
            <Link href={`/${locale}/orders/${order.id}`} className="group flex min-w-0 flex-1 basis-72 items-center gap-4 py-5">
              <span className="grid grow gap-1 sm:grid-cols-[9rem_minmax(0,1fr)_auto] sm:items-center sm:gap-6">
                <span className="font-medium tabular-nums group-hover:text-accent">{order.number}</span>
                <span className="text-sm text-muted">
                  <time dateTime={order.placedAt}>{formatDate(order.placedAt, locale)}</time> · {t('pieces', { pieces: order.items })}
                </span>
                <span className="justify-self-start">
                  <Badge tone={standingOf(order) === order.phase ? tones[order.phase] : 'neutral'}>{phase(standingOf(order))}</Badge>
                </span>
              </span>
              <span className="shrink-0 tabular-nums sm:w-28 sm:text-right">{formatMoney(order.total, order.currency, locale)}</span>
              <ChevronRight aria-hidden className="size-4 shrink-0 text-muted" strokeWidth={1.5} />
            </Link>
            <span className="-ml-3 sm:ml-0 sm:w-32 sm:text-right">
              {(order.phase === 'completed' || order.phase === 'cancelled') && <OrderAgainButton id={order.id} number={order.number} />}
            </span>
          </li>
        ))}
      </ul>
      {history.hasNextPage && (
        <div className="mt-8 grid justify-center">
          <Button variant="secondary" busy={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  );
}

export function HistorySkeleton() {
  return (
    <div aria-hidden className="grid gap-3">
      {[1, 2, 3].map((row) => (
        <Skeleton key={row} className="h-16 w-full" />
      ))}
    </div>
  );
}
