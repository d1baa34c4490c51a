'use client';

import type { Cart } from '@kontor/contracts/order';
import { useLocale, useTranslations } from 'next-intl';
import { formatMoney } from '@/i18n/format';

export function Subtotal({ cart }: { cart: Cart }) {
  const t = useTranslations('cart');
  const locale = useLocale();
  return (
    <div>
      <p className="flex items-baseline justify-between gap-4 text-lg font-medium">
        <span>{t('subtotal')}</span>
        <span className="tabular-nums" aria-live="polite">
          {formatMoney(cart.total, cart.currency, locale)}
        </span>
      </p>
      <p className="mt-1 text-sm text-muted">{t('vatNote')}</p>
    </div>
  );
}
