'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { refusalOf, sentenceFor } from '@/refusals';
import { useTRPCClient } from '@/trpc';
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
  const client = useTRPCClient();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const [answer, setAnswer] = useState<'there' | 'asked' | null>(null);
  const isWrong = refusalOf(refused)?.code === 'InvalidInput';

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setRefused(null);
    try {
      const { state } = await client.notice.askForNotice.mutate({ sku, email: email.trim(), locale });
      setAnswer(state === 'there' ? 'there' : 'asked');
    } catch (error) {
      setRefused(error);
    } finally {
      setBusy(false);
    }
  }

  if (answer) return <Notice tone="success">{t(answer === 'there' ? 'noticeThere' : 'noticeAsked', { email })}</Notice>;
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-3">
      <Field label={t('notice')} hint={t('noticeHint')} error={isWrong && t('noticeWrong')}>
        <Input type="email" autoComplete="email" required value={email} onChange={(event) => setEmail(event.target.value)} />
      </Field>
      {refused !== null && !isWrong && <Notice tone="danger">{sentenceFor(refused, say)}</Notice>}
      <Button type="submit" variant="secondary" busy={busy}>
        {t('noticeAsk')}
      </Button>
    </form>
  );
}
