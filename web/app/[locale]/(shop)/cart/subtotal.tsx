'use client';

import type { Cart } from '@kontor/contracts/order';
import { useLocale, useTranslations } from 'next-intl';
import { formatMoney } from '@kontor/contracts/format';

export function Subtotal({ cart }: { cart: Cart }) {
  const t = useTranslations('cart');
  const locale = useLocale();
  const { receipt } = cart;
  // While a quantity is being changed the receipt is still that of before.
  const off = receipt !== null && receipt.subtotal === cart.total ? receipt.promotions : [];
  const discount = off.reduce((sum, { amount }) => sum + amount, 0);
  return (
    <div>
      {off.map(({ id, name, code, amount }) => (
        <p key={id} className="mb-2 flex items-baseline justify-between gap-4 text-sm">
          <span className="min-w-0 break-words">{code ? `${name[locale]} (${code})` : name[locale]}</span>
          <span className="shrink-0 tabular-nums">−{formatMoney(amount, cart.currency, locale)}</span>
        </p>
      ))}
      <p className="flex items-baseline justify-between gap-4 text-lg font-medium">
        <span>{t('subtotal')}</span>
        <span className="tabular-nums" aria-live="polite">
          {formatMoney(cart.total - discount, cart.currency, locale)}
        </span>
      </p>
      <p className="mt-1 text-sm text-muted">{t('vatNote')}</p>
    </div>
  );
}
