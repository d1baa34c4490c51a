'use client';

import { type GiftCard, giftCard } from '@kontor/contracts/gift-card';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import type { z } from 'zod';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';

/** By what a customer reads out: the whole code, which stays out of the address, or its last four. */
export function FindGiftCard({ onFound }: { onFound: (cards: z.output<typeof GiftCard>[] | null) => void }) {
  const t = useTranslations('office.giftCards');
  const say = useTranslations('refusals');
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState(false);
  const find = useMutation(useTRPC().giftCard.findGiftCards.mutationOptions({ onSuccess: onFound }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() === '') return onFound(null);
    const isGood = giftCard.findGiftCards.input.shape.code.safeParse(code).success;
    setWrong(!isGood);
    if (isGood) find.mutate({ code });
  };
  return (
    <form onSubmit={submit} noValidate className="mb-6 grid max-w-md gap-3">
      <Field label={t('find')} hint={!wrong && t('findHint')} error={wrong && t('findWrong')}>
        <span className="flex gap-2">
          <Input value={code} onChange={(event) => setCode(event.target.value)} maxLength={40} autoComplete="off" spellCheck={false} className="font-mono" />
          <Button type="submit" variant="secondary" busy={find.isPending}>
            {t('findNow')}
          </Button>
        </span>
      </Field>
      {find.error && <Notice tone="danger">{sentenceFor(find.error, say)}</Notice>}
    </form>
  );
}
