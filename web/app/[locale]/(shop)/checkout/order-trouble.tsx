'use client';

import type { Cart } from '@kontor/contracts/order';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { formatMoney } from '@/i18n/format';
import { refusalOf, sentenceFor } from '@/refusals';
import { Notice } from '@/ui/notice';
import { TextLink } from '@/ui/text-link';
import type { Trouble } from './use-place-order';

type Short = { sku: string; name: string; available: number };

/** Why the order was not placed and the way on, beside the button that was pressed. */
export function OrderTrouble({ trouble, cart }: { trouble: Trouble; cart: Cart | undefined }) {
  const t = useTranslations('checkout');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => box.current?.focus(), [trouble]);

  return (
    <div ref={box} tabIndex={-1} className="outline-none">
      {content()}
    </div>
  );

  function content() {
    if (trouble.kind === 'short') {
      const { lines, short } = trouble.order;
      return shortOf(short.map(({ sku, available }) => ({ sku, available, name: lines.find((line) => line.sku === sku)?.name[locale] ?? sku })));
    }
    const { error, wish } = trouble;
    const refusal = refusalOf(error);
    const total = refusal?.details.total;
    if (refusal?.code === 'TotalChanged' && typeof total === 'number') {
      const money = (amount: number) => formatMoney(amount, cart?.currency ?? 'EUR', locale);
      return (
        <Notice tone="warn" title={t('totalChanged')}>
          {t('totalChangedText', { now: money(total), before: money(wish.total) })}
        </Notice>
      );
    }
    if (refusal?.code === 'OutOfStock') {
      const named = shortLines(refusal.details.lines).map((line) => ({ ...line, name: cart?.lines.find(({ sku }) => sku === line.sku)?.name[locale] ?? line.sku }));
      return shortOf(named);
    }
    const title = refusal && refusal.code !== 'Unavailable' ? t('notPlaced') : t('unknownIfPlaced');
    return (
      <Notice tone="danger" title={title}>
        {sentenceFor(error, say)}
      </Notice>
    );
  }

  function shortOf(lines: Short[]) {
    return (
      <Notice tone="danger" title={t('short')}>
        <ul className="my-2 list-disc pl-5">
          {lines.map(({ sku, name, available }) => (
            <li key={sku}>{t('shortLine', { name, available })}</li>
          ))}
        </ul>
        <TextLink href={`/${locale}/cart`}>{t('changeCart')}</TextLink>
      </Notice>
    );
  }
}

/** The lines of an OutOfStock refusal, as far as they can be read. */
function shortLines(lines: unknown): { sku: string; available: number }[] {
  if (!Array.isArray(lines)) return [];
  return lines.flatMap((line: unknown) => {
    if (typeof line !== 'object' || line === null || !('sku' in line) || !('available' in line)) return [];
    return [{ sku: String(line.sku), available: Number(line.available) || 0 }];
  });
}
