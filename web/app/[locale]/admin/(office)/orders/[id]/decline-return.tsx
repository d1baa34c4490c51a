'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Textarea } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { Sheet } from '@/ui/sheet';
import { useChangedOrder } from './use-changed-order';

type Props = { about: { orderId: string; returnId: string }; number: string; onClose: () => void };

/** Nothing is paid back; the shopper is told why. */
export function DeclineReturn({ about, number, onClose }: Props) {
  const t = useTranslations('office.returns');
  const say = useTranslations('refusals');
  const [answer, setAnswer] = useState('');
  const changed = useChangedOrder();
  const decline = useMutation(
    useTRPC().aftercare.declineReturn.mutationOptions({
      onSuccess: (order) => {
        changed(order);
        onClose();
      },
    }),
  );
  return (
    <Sheet open onClose={onClose} title={t('declineTitle', { number })} side="center">
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          decline.mutate({ ...about, answer });
        }}
      >
        <Field label={t('answer')} hint={t('answerHint')}>
          <Textarea required minLength={3} maxLength={500} value={answer} onChange={(event) => setAnswer(event.target.value)} />
        </Field>
        {decline.error && <Notice tone="danger">{sentenceFor(decline.error, say)}</Notice>}
        <Button type="submit" variant="danger" busy={decline.isPending}>
          {t('decline')}
        </Button>
      </form>
    </Sheet>
  );
}
