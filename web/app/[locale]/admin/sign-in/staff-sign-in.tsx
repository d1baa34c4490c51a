'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useSearchParams } from 'next/navigation';
import { useActionState } from 'react';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { enterOffice } from '../session-actions';

export function StaffSignIn() {
  const t = useTranslations('office');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const next = useSearchParams().get('next');
  const [refused, enter, busy] = useActionState(enterOffice.bind(null, locale, next), null);
  return (
    <form action={enter} className="grid gap-5">
      <Field label={t('email')}>
        <Input name="email" type="email" inputMode="email" autoComplete="username" required />
      </Field>
      <Field label={t('password')}>
        <Input name="password" type="password" autoComplete="current-password" required />
      </Field>
      {refused && <Notice tone="danger">{say.has(refused) ? say(refused) : say('Unknown')}</Notice>}
      <Button type="submit" size="large" wide busy={busy}>
        {t('signIn')}
      </Button>
    </form>
  );
}
