'use client';

import { useMutation } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { refusalOf, sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';

/** Asks to be told by mail when a sold-out variant is back. */
export function NoticeForm({ sku }: { sku: string }) {
  const t = useTranslations('product');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const [email, setEmail] = useState('');
  const wish = useMutation(useTRPC().notice.askForNotice.mutationOptions());
  const isWrong = refusalOf(wish.error)?.code === 'InvalidInput';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    wish.mutate({ sku, email: email.trim(), locale });
  };

  if (wish.data) return <Notice tone="success">{t(wish.data.state === 'there' ? 'noticeThere' : 'noticeAsked', { email })}</Notice>;
  return (
    <form onSubmit={submit} noValidate className="grid gap-3">
      <Field label={t('notice')} hint={t('noticeHint')} error={isWrong && t('noticeWrong')}>
        <Input type="email" autoComplete="email" required value={email} onChange={(event) => setEmail(event.target.value)} />
      </Field>
      {wish.error && !isWrong && <Notice tone="danger">{sentenceFor(wish.error, say)}</Notice>}
      <Button type="submit" variant="secondary" busy={wish.isPending}>
        {t('noticeAsk')}
      </Button>
    </form>
  );
}
