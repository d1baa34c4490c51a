'use client';

import type { Tender } from '@kontor/contracts/payment';
import { X } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { formatMoney } from '@kontor/contracts/format';
import { putAway, shareOut, useGiftCards } from './gift-cards';
import { Step } from './receipt';

/** What the gift cards in hand will pay of the total, and what is left to pay at the provider. */
export function GiftCardSteps({ total, currency }: { total: number; currency: string }) {
  const t = useTranslations('codes');
  const locale = useLocale();
  const cards = useGiftCards();
  const { shares, left } = shareOut(cards, total);
  const money = (amount: number) => formatMoney(amount, currency, locale);
  if (shares.length === 0) return null;
  return (
    <dl className="grid gap-2 text-sm">
      {shares.map(({ code, last4, amount }) => (
        <Step
          key={code}
          label={
            <span className="inline-flex items-center gap-1">
              {t('giftCard', { last4 })}
              <button
                type="button"
                className="-my-2 p-2 text-muted hover:text-ink"
                aria-label={t('remove', { code: t('giftCard', { last4 }) })}
                onClick={() => putAway(code)}
              >
                <X aria-hidden className="size-4" strokeWidth={1.5} />
              </button>
            </span>
          }
          value={`−${money(amount)}`}
        />
      ))}
      <Step label={t('toPay')} value={money(left)} />
    </dl>
  );
}

/** How an order was paid, where a gift card had a part in it. */
export function PaidWith({ tenders, currency }: { tenders: readonly Tender[]; currency: string }) {
  const t = useTranslations('codes');
  const locale = useLocale();
  if (tenders.every(({ kind }) => kind === 'provider')) return null;
  return (
    <dl className="grid gap-2 text-sm">
      {tenders.map(({ kind, amount, last4 = '' }) => (
        <Step key={kind + last4} label={kind === 'gift-card' ? t('giftCard', { last4 }) : t(kind)} value={formatMoney(amount, currency, locale)} />
      ))}
    </dl>
  );
}
