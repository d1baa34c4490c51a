'use client';

import type { Order } from '@kontor/contracts/order';
import { useLocale, useTranslations } from 'next-intl';
import { Link } from '@/ui/link';
import { buttonStyle } from '@/ui/button';
import { CancelOrder } from './cancel-order';

/** A replacement that waits for the goods it is sent for: nothing is to be paid. */
export function Kept({ order, of }: { order: Order; of: NonNullable<Order['exchange']>['of'] }) {
  const t = useTranslations('order');
  const locale = useLocale();
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Link href={`/${locale}/orders/${of.id}`} className={buttonStyle({ variant: 'secondary' })}>
        {t('toReturn', { number: of.number })}
      </Link>
      {order.phase === 'held' && <CancelOrder order={order} />}
    </div>
  );
}
