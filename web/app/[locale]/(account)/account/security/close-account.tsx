'use client';

import { useMutation } from '@tanstack/react-query';
import { signOut } from 'next-auth/react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { refusalOf, sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { Sheet } from '@/ui/sheet';
import { Part } from './part';

/** Deletes the account after the password was given once more; what stays and why is said before. */
export function CloseAccount() {
  const t = useTranslations('account');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const [asking, setAsking] = useState(false);
  const [password, setPassword] = useState('');
  const close = useMutation(useTRPC().user.close.mutationOptions({ networkMode: 'always', onSuccess: () => signOut({ callbackUrl: `/${locale}` }) }));
  const code = refusalOf(close.error)?.code;

  function keep() {
    setAsking(false);
    setPassword('');
    close.reset();
  }

  return (
    <Part title={t('closeTitle')} text={t('closeText')}>
      <Button variant="danger" onClick={() => setAsking(true)}>
        {t('close')}
      </Button>
      <Sheet open={asking} onClose={keep} side="center" title={t('closeSure')}>
        <form
          noValidate
          className="grid gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            if (password) close.mutate({ password });
          }}
        >
          <p>{t('closeSureText')}</p>
          <Field label={t('currentPassword')} error={code === 'WrongCredentials' ? t('wrongPassword') : undefined}>
            <Input type="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} />
          </Field>
          {close.error && code !== 'WrongCredentials' && (
            <Notice tone="danger">{code === 'WrongPhase' ? t('closeUnderWay') : sentenceFor(close.error, say)}</Notice>
          )}
          <div className="flex flex-wrap justify-end gap-3">
            <Button variant="secondary" onClick={keep}>
              {t('keepAccount')}
            </Button>
            <Button type="submit" variant="danger" busy={close.isPending}>
              {t('closeNow')}
            </Button>
          </div>
        </form>
      </Sheet>
    </Part>
  );
}
