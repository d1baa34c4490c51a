'use client';

import type { Order } from '@kontor/contracts/order';
import type { Return } from '@kontor/contracts/return';
import { useMutation } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Link } from '@/ui/link';
import { PhaseBadge } from '../phase-badge';
import { Panel } from '@/app/[locale]/admin/table';
import { formatDate, formatMoney } from '@kontor/contracts/format';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { notify } from '@/ui/toast';
import { DeclineReturn } from './decline-return';
import { InspectReturn } from './inspect-return';
import { useChangedOrder } from './use-changed-order';

const tones = { asked: 'neutral', received: 'warn', settled: 'success', declined: 'danger' } as const;

export function ReturnsPanel({ order }: { order: Order }) {
  const t = useTranslations('office.returns');
  if (order.returns.length === 0) return null;
  return (
    <Panel title={t('title')}>
      <ul className="divide-y divide-line rounded-md border border-line text-sm">
        {order.returns.map((one) => (
          <OneReturn key={one.id} order={order} back={one} />
        ))}
      </ul>
    </Panel>
  );
}

function OneReturn({ order, back }: { order: Order; back: Return }) {
  const t = useTranslations('office.returns');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const trpc = useTRPC();
  const [open, setOpen] = useState<'inspect' | 'decline' | null>(null);
  const changed = useChangedOrder();
  const receive = useMutation(
    trpc.aftercare.receiveReturn.mutationOptions({ onSuccess: changed, onError: (error) => notify({ text: sentenceFor(error, say), tone: 'danger' }) }),
  );
  const isOpen = back.phase === 'asked' || back.phase === 'received';
  const about = { orderId: order.id, returnId: back.id };
  const nameOf = (sku: string) => order.lines.find((line) => line.sku === sku)?.name[locale] ?? sku;

  return (
    <li className="grid gap-2 px-3 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="font-medium tabular-nums">{back.number}</span>
        <Badge tone={tones[back.phase]}>{t(`phases.${back.phase}`)}</Badge>
        <span className="text-muted">
          {t(`kinds.${back.kind}`)} · {formatDate(back.askedAt, locale, 'both')}
          {back.reason && ` · ${t(`reasons.${back.reason}`)}`}
        </span>
        {isOpen && (
          <span className="ml-auto flex flex-wrap gap-2">
            {back.phase === 'asked' && (
              <Button size="small" variant="secondary" busy={receive.isPending} onClick={() => receive.mutate(about)}>
                {t('receive')}
              </Button>
            )}
            <Button size="small" onClick={() => setOpen('inspect')}>
              {t('inspect')}
            </Button>
            <Button size="small" variant="danger" onClick={() => setOpen('decline')}>
              {t('decline')}
            </Button>
          </span>
        )}
      </div>
      <p>
        {back.lines
          .map(({ sku, quantity, resell, damaged, refused }) =>
            back.phase === 'settled' ? `${nameOf(sku)} (${sku}): ${t('outcome', { resell, damaged, refused })}` : `${quantity} × ${nameOf(sku)} (${sku})`,
          )
          .join(', ')}
      </p>
      <Replaced order={order} back={back} />
      {back.note && (
        <p className="break-words text-muted">
          <q>{back.note}</q>
        </p>
      )}
      {back.answer && <p className="text-muted">{back.answer}</p>}
      {back.amount !== null && back.amount > 0 && <p>{t('amount', { amount: formatMoney(back.amount, order.receipt.currency, locale) })}</p>}
      {back.label && (
        <a href={back.label.trackingUrl} target="_blank" rel="noreferrer" className="underline underline-offset-4 hover:text-accent">
          {back.label.trackingNumber}
        </a>
      )}
      {open === 'inspect' && <InspectReturn order={order} back={back} onClose={() => setOpen(null)} />}
      {open === 'decline' && <DeclineReturn about={about} number={back.number} onClose={() => setOpen(null)} />}
    </li>
  );
}

/** What is wanted instead of the money, and the order that brings it. */
function Replaced({ order, back }: { order: Order; back: Return }) {
  const t = useTranslations('office.returns');
  const locale = useLocale();
  const other = order.replacements.find(({ returnId }) => returnId === back.id);
  if (!other) return null;
  const named = back.lines.flatMap(({ quantity, replacement }) =>
    replacement ? [`${quantity} × ${[replacement.name[locale], replacement.variant[locale]].filter(Boolean).join(', ')} (${replacement.sku})`] : [],
  );
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {t('instead', { what: named.join(', ') })}
      <Link href={`/${locale}/admin/orders/${other.id}`} className="underline underline-offset-4 hover:text-accent">
        {other.number}
      </Link>
      <PhaseBadge phase={other.phase} />
    </p>
  );
}
