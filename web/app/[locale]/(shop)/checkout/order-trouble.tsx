'use client';

import type { Locale } from '@kontor/contracts/ids';
import type { Cart } from '@kontor/contracts/order';
import type { Receipt } from '@kontor/contracts/receipt';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { formatMoney } from '@kontor/contracts/format';
import { refusalOf, sentenceFor } from '@/refusals';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { TextLink } from '@/ui/text-link';
import { useSetQuantity } from '../cart/use-cart';
import { changesBetween } from './changes';
import { newReceipt, refusedLines } from './refused';
import type { Trouble } from './use-place-order';

/** Why the order was not placed and the way on, beside the button that was pressed. */
export function OrderTrouble({ trouble, cart, onMended }: { trouble: Trouble; cart: Cart; onMended: () => void }) {
  const t = useTranslations('checkout');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [trouble]);

  return (
    <div ref={box} tabIndex={-1} className="outline-none">
      {trouble.kind === 'short' ? (
        <LinesNotice title={t('short')} lines={trouble.order.short} names={trouble.order.lines} onMended={onMended} />
      ) : (
        <Refused error={trouble.error} cart={cart} seen={trouble.wish.receipt} onMended={onMended} />
      )}
    </div>
  );
}

type Props = { error: unknown; cart: Cart; seen?: Receipt; onMended?: () => void };

/** What the shop refused, as precisely as it said; `seen` is the receipt the shopper agreed to. */
export function Refused({ error, cart, seen, onMended }: Props) {
  const t = useTranslations('checkout');
  const say = useTranslations('refusals');
  const refusal = refusalOf(error);
  const receipt = newReceipt(error);
  const lines = refusedLines(error);

  if (receipt && seen) return <TotalChanged before={seen} now={receipt} cart={cart} />;
  if (lines.length > 0) return <LinesNotice title={sentenceFor(error, say)} lines={lines} names={cart.lines} onMended={onMended} />;
  const isKnown = refusal !== null && refusal.code !== 'Unavailable';
  const title = seen ? t(isKnown ? 'notPlaced' : 'unknownIfPlaced') : t('noQuote');
  return (
    <Notice tone="danger" title={title}>
      {sentenceFor(error, say)}
    </Notice>
  );
}

/** Another total than the one agreed to: what it is made of that is new. */
function TotalChanged({ before, now, cart }: { before: Receipt; now: Receipt; cart: Cart }) {
  const t = useTranslations('checkout');
  const locale = useLocale();
  const money = (amount: number) => formatMoney(amount, now.currency, locale);
  const changes = changesBetween(before, now);
  return (
    <Notice tone="warn" title={t('totalChanged')}>
      {changes.length > 0 && (
        <ul className="my-2 list-disc pl-5">
          {changes.map((change) => (
            <li key={change.sku ?? ''}>
              {t('changed', {
                what: change.sku === null ? t('delivery') : nameIn(cart.lines, change.sku, locale),
                now: money(change.now),
                before: money(change.before),
              })}
            </li>
          ))}
        </ul>
      )}
      {t('totalChangedText', { now: money(now.total), before: money(before.total) })}
    </Notice>
  );
}

type Named = Pick<Cart['lines'][number], 'sku' | 'name' | 'variant'>;
function nameIn(lines: readonly Named[], sku: string, locale: Locale): string {
  const line = lines.find((each) => each.sku === sku);
  return line ? [line.name[locale], line.variant[locale]].filter(Boolean).join(', ') : sku;
}

type Short = { title: ReactNode; lines: { sku: string; available?: number }[]; names: readonly Named[]; onMended?: (() => void) | undefined };

/** Names the lines that stand in the way and offers to make the cart fit; `available` is left out where a product is not sold any more. */
function LinesNotice({ title, lines, names, onMended }: Short) {
  const t = useTranslations('checkout');
  const locale = useLocale();
  const setQuantity = useSetQuantity();
  const [busy, setBusy] = useState(false);

  async function adapt() {
    setBusy(true);
    for (const { sku, available = 0 } of lines) await setQuantity({ sku, quantity: Math.max(0, available) });
    setBusy(false);
    onMended?.();
  }

  return (
    <Notice tone="danger" title={title}>
      <ul className="my-2 list-disc pl-5">
        {lines.map(({ sku, available }) => (
          <li key={sku}>{available === undefined ? nameIn(names, sku, locale) : t('shortLine', { name: nameIn(names, sku, locale), available })}</li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <Button variant="danger" size="small" busy={busy} onClick={() => void adapt()}>
          {t('adaptCart')}
        </Button>
        <TextLink href={`/${locale}/cart`}>{t('changeCart')}</TextLink>
      </div>
    </Notice>
  );
}
