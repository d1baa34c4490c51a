'use client';

import { journal } from '@kontor/contracts/journal';
import type { Service } from '@kontor/contracts/office';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { Sheet } from '@/ui/sheet';
import { notify } from '@/ui/toast';

type Props = { worker: Service['name']; which: 'all' | string[] | null; count: number; onClose: () => void; onDone: () => Promise<unknown> };

/** Nothing is thrown away without a reason that the audit log keeps. */
export function DiscardLetters({ worker, which, count, onClose, onDone }: Props) {
  const t = useTranslations('office');
  const say = useTranslations('refusals');
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState(false);
  const discard = useMutation(
    useTRPC().office.discard.mutationOptions({
      onSuccess: async ({ discarded }) => {
        await onDone();
        setReason('');
        onClose();
        notify({ text: t('operations.discarded', { count: discarded }), tone: 'success' });
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isGood = journal.discard.input.shape.reason.safeParse(reason).success;
    setWrong(!isGood);
    if (isGood && which) discard.mutate({ worker, letters: which, reason });
  };
  return (
    <Sheet open={which !== null} onClose={onClose} title={t('operations.discardTitle', { count })} side="center">
      <form onSubmit={submit} noValidate className="grid gap-5">
        <p>{t('operations.discardText')}</p>
        <Field label={t('operations.reason')} error={wrong && t('operations.reasonWrong')}>
          <Input value={reason} onChange={(event) => setReason(event.target.value)} maxLength={200} />
        </Field>
        {discard.error && <Notice tone="danger">{sentenceFor(discard.error, say)}</Notice>}
        <div className="flex justify-end gap-2">
          <Button variant="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" variant="danger" busy={discard.isPending}>
            {t('operations.discard')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
