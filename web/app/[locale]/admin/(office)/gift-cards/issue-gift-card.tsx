'use client';

import { giftCard } from '@kontor/contracts/gift-card';
import { useMutation } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { formatMoney } from '@kontor/contracts/format';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { amountIn } from '../products/amount';

const { amount: Amount } = giftCard.issueGiftCard.input.shape;

/** Issues one card and shows its code this once: the shop keeps no more than its hash. The id makes a second press the same card. */
export function IssueGiftCard({ onIssued, onDone }: { onIssued: () => void; onDone: () => void }) {
  const t = useTranslations('office.giftCards');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const [id] = useState(() => crypto.randomUUID());
  const [written, setWritten] = useState({ amount: '', note: '' });
  const [isWrong, setWrong] = useState(false);
  const issue = useMutation(useTRPC().giftCard.issueGiftCard.mutationOptions({ onSuccess: onIssued }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const amount = Amount.safeParse(amountIn(written.amount));
    setWrong(!amount.success);
    if (amount.success) issue.mutate({ id, amount: amount.data, note: written.note });
  };

  if (issue.data)
    return (
      <div className="grid gap-5" aria-live="polite">
        <p>{t('code', { amount: formatMoney(issue.data.card.balance, issue.data.card.currency, locale) })}</p>
        <p className="rounded-sm bg-surface p-4 text-center font-mono text-lg tracking-wide select-all">{issue.data.code}</p>
        <p className="text-sm text-muted">{t('codeOnce')}</p>
        <Button onClick={onDone}>{t('noted')}</Button>
      </div>
    );
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label={t('amount')} hint={t('amountHint')} error={isWrong && t('amountWrong')}>
        <Input inputMode="decimal" autoComplete="off" value={written.amount} onChange={(event) => setWritten({ ...written, amount: event.target.value })} />
      </Field>
      <Field label={t('note')} hint={t('noteHint')} optional>
        <Input maxLength={200} value={written.note} onChange={(event) => setWritten({ ...written, note: event.target.value })} />
      </Field>
      {issue.error && <Notice tone="danger">{sentenceFor(issue.error, say)}</Notice>}
      <Button type="submit" busy={issue.isPending}>
        {t('issue')}
      </Button>
    </form>
  );
}
