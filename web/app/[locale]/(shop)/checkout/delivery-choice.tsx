'use client';

import type { DeliveryMethod } from '@kontor/contracts/order';
import { useLocale, useTranslations } from 'next-intl';
import { formatMoney } from '@kontor/contracts/format';
import { Notice } from '@/ui/notice';
import { RadioCard } from '@/ui/radio-card';
import { Skeleton } from '@/ui/skeleton';
import { deliveryWindow } from './delivery-promise';

type Props = { methods: DeliveryMethod[] | undefined; chosen: string | null; currency: string; onChoose: (method: string) => void };

/** How the parcel comes: each method with its promise by date and its price. */
export function DeliveryChoice({ methods, chosen, currency, onChoose }: Props) {
  const t = useTranslations('checkout');
  const locale = useLocale();

  if (!methods) {
    return (
      <div className="grid gap-3">
        <Skeleton className="h-18" />
        <Skeleton className="h-18" />
      </div>
    );
  }
  if (methods.length === 0) return <Notice tone="warn">{t('notDelivered')}</Notice>;
  return (
    <div className="grid gap-3">
      {methods.map(({ id, name, price, daysFrom, daysTo }) => (
        <RadioCard
          key={id}
          name="method"
          value={id}
          checked={id === chosen}
          onChange={() => onChoose(id)}
          label={name[locale]}
          detail={t('arrives', { when: deliveryWindow(daysFrom, daysTo, locale, new Date()) })}
          aside={price === 0 ? t('free') : formatMoney(price, currency, locale)}
        />
      ))}
    </div>
  );
}
