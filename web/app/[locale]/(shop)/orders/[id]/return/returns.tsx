'use client';

import type { FollowedOrder } from '@kontor/contracts/order';
import { isInTime, lastDay, type Return, RETURN_DAYS, returnable, WITHDRAW_DAYS } from '@kontor/contracts/return';
import { Printer } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { formatDate, formatMoney } from '@kontor/contracts/format';
import { Badge } from '@/ui/badge';
import { buttonStyle } from '@/ui/button';

type Props = {
  order: Pick<FollowedOrder, 'lines' | 'returns' | 'replacements' | 'deliveredAt' | 'phase'>;
  currency: string;
  href: string;
  /** below which orders open, for whom they do */
  orders?: string;
};
const tones = { asked: 'neutral', received: 'accent', settled: 'success', declined: 'danger' } as const;

/** What is on its way back, and what still can be: withdrawing stands there as long as the law gives it. */
export function Returns({ order, currency, href, orders }: Props) {
  const t = useTranslations('returns');
  const locale = useLocale();
  const { returns, deliveredAt, phase } = order;
  const isLeft = (phase === 'paid' || phase === 'completed') && order.lines.some((line) => returnable(line, returns) > 0);
  const now = new Date();
  const ways = (['withdrawal', 'return'] as const).filter((kind) => isLeft && isInTime(deliveredAt, kind === 'withdrawal' ? WITHDRAW_DAYS : RETURN_DAYS, now));
  if (ways.length === 0 && returns.length === 0) return null;
  // Nothing before it has arrived: nobody knows yet until when.
  const until = (days: number) => (deliveredAt ? ` (${t('until', { day: formatDate(`${lastDay(deliveredAt, days)}T12:00:00Z`, locale) })})` : '');

  return (
    <section aria-label={t('section')} className="grid gap-4">
      <h2 className="text-lg font-medium">{t('section')}</h2>
      {returns.length > 0 && (
        <ul className="grid gap-3">
          {returns.map((one) => (
            <OneReturn key={one.id} back={one} lines={order.lines} currency={currency}>
              {order.replacements
                .filter(({ returnId }) => returnId === one.id)
                .map((other) => (
                  <Other key={other.id} back={one} other={other} orders={orders} />
                ))}
            </OneReturn>
          ))}
        </ul>
      )}
      {ways.length > 0 && (
        <>
          <p className="max-w-prose text-sm text-muted">
            {ways.includes('withdrawal') ? t('withdrawHint', { until: until(WITHDRAW_DAYS) }) : t('returnHint', { until: until(RETURN_DAYS) })}
          </p>
          <div className="flex flex-wrap gap-3">
            {ways.map((kind) => (
              <Link key={kind} href={`${href}?kind=${kind}` as Route} className={buttonStyle({ variant: 'secondary' })}>
                {t(`begin.${kind}`)}
              </Link>
            ))}
          </div>
        </>
      )}
    </section>
  );
}

/** What is sent instead, and how far it is. */
function Other({ back, other: { id, number, phase }, orders }: { back: Return; other: FollowedOrder['replacements'][number]; orders: string | undefined }) {
  const t = useTranslations('returns');
  const locale = useLocale();
  const named = back.lines.flatMap(({ quantity, replacement }) =>
    replacement ? [`${quantity} × ${[replacement.name[locale], replacement.variant[locale]].filter(Boolean).join(', ')}`] : [],
  );
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span>{t('insteadOf', { what: named.join(', ') })}</span>
      <Badge tone={phase === 'cancelled' ? 'neutral' : 'accent'}>{t(`replaced.${phase}`)}</Badge>
      {orders && (
        <Link href={`${orders}/${id}` as Route} className="underline underline-offset-4 hover:text-accent pointer-coarse:py-3">
          {t('order', { number })}
        </Link>
      )}
    </p>
  );
}

type One = { back: Return; lines: Props['order']['lines']; currency: string; children: ReactNode };
function OneReturn({ back, lines, currency, children }: One) {
  const t = useTranslations('returns');
  const locale = useLocale();
  const nameOf = (sku: string) => lines.find((line) => line.sku === sku)?.name[locale] ?? sku;
  const refused = back.lines.flatMap((line) => (line.refused > 0 ? [`${line.refused} × ${nameOf(line.sku)}`] : []));
  const end = back.exchange?.done ? 'exchanged' : back.phase === 'settled' && back.amount === 0 ? 'refused' : back.phase;
  // Nobody had to send what never arrived, and who is told no need not wait.
  const next =
    back.phase === 'received' ? (back.exchange ? 'lookedAtExchange' : 'lookedAt') : back.phase === 'asked' ? (back.label ? 'labelled' : 'unlabelled') : null;
  return (
    <li className="grid gap-2 rounded-md border border-line p-4 text-sm">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">
          {t(`kind.${back.kind}`)} {back.number}
        </span>
        <Badge tone={end === 'refused' ? 'danger' : tones[back.phase]}>{t(`phase.${end}`)}</Badge>
        <time dateTime={back.askedAt} className="text-muted">
          {formatDate(back.askedAt, locale, 'both')}
        </time>
      </p>
      <p className="text-muted">{back.lines.map(({ sku, quantity }) => `${quantity} × ${nameOf(sku)}`).join(', ')}</p>
      {children}
      {next && <p>{t(`next.${next}`)}</p>}
      {refused.length > 0 && <p>{t('notAccepted', { what: refused.join(', ') })}</p>}
      {back.answer && <p className="break-words">{t('answer', { text: back.answer })}</p>}
      {back.phase === 'settled' && back.amount !== null && back.amount > 0 && <p>{t('paidBack', { amount: formatMoney(back.amount, currency, locale) })}</p>}
      {back.phase === 'asked' && back.label && (
        <p className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1">
          <a href={back.label.labelUrl} target="_blank" rel="noreferrer" className={buttonStyle({ variant: 'secondary' })}>
            <Printer aria-hidden className="size-4" strokeWidth={1.5} />
            {t('label')}
          </a>
          <a href={back.label.trackingUrl} target="_blank" rel="noreferrer" className="py-3 underline underline-offset-4 hover:text-accent">
            {t('followLabel', { number: back.label.trackingNumber })}
          </a>
        </p>
      )}
    </li>
  );
}
