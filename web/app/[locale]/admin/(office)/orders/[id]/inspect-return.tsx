'use client';

import type { Order } from '@kontor/contracts/order';
import type { Return } from '@kontor/contracts/return';
import { useMutation } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Textarea } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { Quantity } from '@/ui/quantity';
import { Sheet } from '@/ui/sheet';
import { useChangedOrder } from './use-changed-order';

const outcomes = ['damaged', 'refused'] as const;
type Seen = Record<(typeof outcomes)[number], number>;

/** What became of each piece: whatever is neither damaged nor refused can be sold again and goes back to its shelf. */
export function InspectReturn({ order, back, onClose }: { order: Order; back: Return; onClose: () => void }) {
  const t = useTranslations('office.returns');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const changed = useChangedOrder();
  const [seen, setSeen] = useState<Record<string, Seen>>({});
  const [answer, setAnswer] = useState('');
  const settle = useMutation(
    useTRPC().aftercare.settleReturn.mutationOptions({
      onSuccess: (found) => {
        changed(found);
        onClose();
      },
    }),
  );
  const lines = back.lines.map(({ sku, quantity }) => {
    const { damaged, refused } = seen[sku] ?? { damaged: 0, refused: 0 };
    return { sku, quantity, damaged, refused, resell: quantity - damaged - refused };
  });
  // What never arrived is paid back whatever it looks like.
  const isUndelivered = back.kind === 'undelivered';
  const other = order.replacements.find(({ returnId }) => returnId === back.id);
  const isKept = other?.phase === 'held';
  const sends = isKept && lines.every(({ sku, refused }) => refused === 0 || !back.lines.find((line) => line.sku === sku)?.replacement);
  return (
    <Sheet open onClose={onClose} title={t('inspectTitle', { number: back.number })}>
      <div className="grid gap-6">
        <p className="text-sm text-muted">{t(isUndelivered ? 'inspectUndelivered' : 'inspectText')}</p>
        {isKept && <Notice tone={sends ? 'neutral' : 'warn'}>{t(sends ? 'sendsInstead' : 'sendsNothing', { number: other?.number ?? '' })}</Notice>}
        {lines.map(({ sku, resell, ...line }) => {
          const name = order.lines.find((one) => one.sku === sku)?.name[locale] ?? sku;
          return (
            <fieldset key={sku} className="grid gap-3">
              <legend className="mb-2 font-medium">
                {name} <span className="font-mono text-xs text-muted">{sku}</span>
              </legend>
              <p className="flex items-center justify-between text-sm">
                {t('resell')} <span className="tabular-nums">{resell}</span>
              </p>
              {outcomes
                .filter((outcome) => outcome !== 'refused' || !isUndelivered)
                .map((outcome) => (
                  <div key={outcome} className="flex items-center justify-between gap-4 text-sm">
                    {t(outcome)}
                    <Quantity
                      size="small"
                      min={0}
                      max={line[outcome] + resell}
                      value={line[outcome]}
                      onChange={(pieces) => setSeen({ ...seen, [sku]: { damaged: line.damaged, refused: line.refused, [outcome]: pieces } })}
                      label={`${t(outcome)}: ${name}`}
                      labels={{ less: `− ${t(outcome)}: ${name}`, more: `+ ${t(outcome)}: ${name}` }}
                    />
                  </div>
                ))}
            </fieldset>
          );
        })}
        <Field label={t('answer')} hint={t('answerHint')} optional>
          <Textarea rows={3} maxLength={500} value={answer} onChange={(event) => setAnswer(event.target.value)} />
        </Field>
        {settle.error && <Notice tone="danger">{sentenceFor(settle.error, say)}</Notice>}
        <Button
          busy={settle.isPending}
          onClick={() => settle.mutate({ orderId: order.id, returnId: back.id, answer, lines: lines.map(({ quantity: _quantity, ...line }) => line) })}
        >
          {t(sends ? 'settleAndSend' : 'settle')}
        </Button>
      </div>
    </Sheet>
  );
}
