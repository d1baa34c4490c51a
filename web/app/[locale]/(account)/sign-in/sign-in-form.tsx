'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { user } from '@kontor/contracts/user';
import { useLocale, useTranslations } from 'next-intl';
import { useForm } from 'react-hook-form';
import { useFieldSentence } from '@/app/[locale]/(shop)/checkout/field-sentence';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { TextLink } from '@/ui/text-link';
import { useEnter } from '../use-enter';

const trimmed = { setValueAs: (value: string) => value.trim() };

export function SignInForm() {
  const t = useTranslations('auth');
  const sentence = useFieldSentence();
  const locale = useLocale();
  const { enter, busy, refused, asked } = useEnter('customer');
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(user.signIn.input),
    defaultValues: { email: '', password: '' },
  });
  const { errors } = formState;
  const submit = handleSubmit(enter);

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
      <Field label={t('email')} error={sentence(errors.email)}>
        <Input type="email" inputMode="email" autoComplete="username" {...register('email', trimmed)} />
      </Field>
      <Field label={t('password')} error={sentence(errors.password)}>
        <Input type="password" autoComplete="current-password" {...register('password')} />
      </Field>
      {refused && <Notice tone="danger">{refused.sentence}</Notice>}
      <Button type="submit" variant="primary" size="large" wide busy={busy}>
        {t('signIn')}
      </Button>
      <p className="text-center text-sm text-muted">
        {t('noAccount')} <TextLink href={{ pathname: `/${locale}/register`, query: asked ? { next: asked } : {} }}>{t('register')}</TextLink>
      </p>
    </form>
  );
}
