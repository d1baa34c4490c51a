'use client';

import { type FailingAsk, journal } from '@kontor/contracts/journal';
import type { Service } from '@kontor/contracts/office';
import { useMutation, useQueryClient } from '@tanstack/react-query';
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

/** What no machine can do is done by somebody, who says how; the audit log keeps it. */
export function TickOff({ ask }: { ask: FailingAsk & { worker: Service['name'] } }) {
  const t = useTranslations('office');
  const say = useTranslations('refusals');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [how, setHow] = useState('');
  const [wrong, setWrong] = useState(false);
  const tickOff = useMutation(
    trpc.office.tickOff.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.office.health.queryKey() });
        notify({ text: t('operations.doneNow'), tone: 'success' });
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isGood = journal.tickOff.input.shape.how.safeParse(how).success;
    setWrong(!isGood);
    if (isGood) tickOff.mutate({ worker: ask.worker, id: ask.id, how });
  };
  return (
    <>
      <Button variant="secondary" size="small" onClick={() => setOpen(true)}>
        {t('operations.done')}
      </Button>
      <Sheet open={isOpen} onClose={() => setOpen(false)} title={t('operations.doneTitle')} side="center">
        <form onSubmit={submit} noValidate className="grid gap-5">
          <p className="text-sm text-muted">{ask.failure}</p>
          <Field label={t('operations.how')} error={wrong && t('operations.howWrong')}>
            <Input value={how} onChange={(event) => setHow(event.target.value)} maxLength={200} />
          </Field>
          {tickOff.error && <Notice tone="danger">{sentenceFor(tickOff.error, say)}</Notice>}
          <div className="flex justify-end gap-2">
            <Button variant="quiet" onClick={() => setOpen(false)}>
              {t('cancel')}
            </Button>
            <Button type="submit" busy={tickOff.isPending}>
              {t('operations.done')}
            </Button>
          </div>
        </form>
      </Sheet>
    </>
  );
}
