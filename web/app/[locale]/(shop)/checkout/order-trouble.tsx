'use client';

import type { Cart } from '@kontor/contracts/order';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef } from 'react';
import { formatMoney } from '@/i18n/format';
import { refusalOf, sentenceFor } from '@/refusals';
import { Notice } from '@/ui/notice';
import { TextLink } from '@/ui/text-link';
import { newTotal, refusedLines } from './refused';
import type { Trouble } from './use-place-order';

/** Why the order was not placed and the way on, beside the button that was pressed. */
export function OrderTrouble({ trouble, cart }: { trouble: Trouble; cart: Cart }) {
  const t = useTranslations('checkout');
  const locale = useLocale();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [trouble]);

  return (
    <div ref={box} tabIndex={-1} className="outline-none">
      {trouble.kind === 'short' ? (
        <LinesNotice title={t('short')} lines={trouble.order.short} cart={cart} />
      ) : (
        <Refused error={trouble.error} cart={cart} seen={formatMoney(trouble.wish.total, cart.currency, locale)} />
      )}
    </div>
  );
}

/** What the shop refused, as precisely as it said; `seen` is the total the shopper agreed to. */
export function Refused({ error, cart, seen }: { error: unknown; cart: Cart; seen?: string }) {
  const t = useTranslations('checkout');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const refusal = refusalOf(error);
  const total = newTotal(error);
  const lines = refusedLines(error);

  if (total !== null && seen) {
    return (
      <Notice tone="warn" title={t('totalChanged')}>
        {t('totalChangedText', { now: formatMoney(total, cart.currency, locale), before: seen })}
      </Notice>
    );
  }
  if (lines.length > 0) return <LinesNotice title={sentenceFor(error, say)} lines={lines} cart={cart} />;
  const isKnown = refusal !== null && refusal.code !== 'Unavailable';
  const title = seen ? t(isKnown ? 'notPlaced' : 'unknownIfPlaced') : t('noQuote');
  return (
    <Notice tone="danger" title={title}>
      {sentenceFor(error, say)}
    </Notice>
  );
}

/** Names the lines that stand in the way; `available` is left out where a product is not sold any more. */
function LinesNotice({ title, lines, cart }: { title: ReactNode; lines: { sku: string; available?: number }[]; cart: Cart }) {
  const t = useTranslations('checkout');
  const locale = useLocale();
  const nameOf = (sku: string) => {
    const line = cart.lines.find((each) => each.sku === sku);
    return line ? [line.name[locale], line.variant[locale]].filter(Boolean).join(', ') : sku;
  };
  return (
    <Notice tone="danger" title={title}>
      <ul className="my-2 list-disc pl-5">
        {lines.map(({ sku, available }) => (
          <li key={sku}>{available === undefined ? nameOf(sku) : t('shortLine', { name: nameOf(sku), available })}</li>
        ))}
      </ul>
      <TextLink href={`/${locale}/cart`}>{t('changeCart')}</TextLink>
    </Notice>
  );
}
