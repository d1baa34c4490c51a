'use client';

import { signIn } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import type { RefusalCode } from '@kontor/contracts/refusals';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { Sheet } from '@/ui/sheet';

type Props = { open: boolean; email: string; onClose: () => void; onDone: () => void };

/** For a session that ended while the form was being filled in: signs in over the page, and everything written stays. */
export function SignInAgain({ open, email, onClose, onDone }: Props) {
  const t = useTranslations('auth');
  const c = useTranslations('checkout');
  const say = useTranslations('refusals');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);

  async function enter(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const written = new FormData(event.currentTarget);
    setBusy(true);
    setRefused(null);
    const answer = await signIn('customer', { redirect: false, email: String(written.get('email')), password: String(written.get('password')) }).catch(
      () => undefined,
    );
    setBusy(false);
    if (answer?.ok && !answer.error) return onDone();
    const code = (answer?.error ?? 'Unknown') as RefusalCode;
    setRefused(say(say.has(code) ? code : 'Unknown'));
  }

  return (
    <Sheet open={open} onClose={onClose} side="center" title={c('sessionEnded')}>
      <form noValidate onSubmit={(event) => void enter(event)} className="grid gap-5">
        <p>{c('sessionEndedText')}</p>
        <Field label={t('email')}>
          <Input name="email" type="email" autoComplete="username" defaultValue={email} />
        </Field>
        <Field label={t('password')}>
          <Input name="password" type="password" autoComplete="current-password" />
        </Field>
        {refused && <Notice tone="danger">{refused}</Notice>}
        <Button type="submit" wide busy={busy}>
          {t('signIn')}
        </Button>
      </form>
    </Sheet>
  );
}
