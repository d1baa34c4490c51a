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

export function RegisterForm() {
  const t = useTranslations('auth');
  const sentence = useFieldSentence();
  const locale = useLocale();
  const { enter, busy, refused, asked } = useEnter('register');
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(user.register.input),
    mode: 'onTouched',
    defaultValues: { email: '', password: '', name: '', locale },
  });
  const { errors } = formState;
  const submit = handleSubmit(enter);
  const isTaken = refused?.code === 'EmailTaken';
  const passwordError = errors.password?.type === 'too_small' ? t('passwordShort') : sentence(errors.password);
  const signInLink = <TextLink href={{ pathname: `/${locale}/sign-in`, query: asked ? { next: asked } : {} }}>{t('signIn')}</TextLink>;

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
      <Field label={t('name')} error={sentence(errors.name)}>
        <Input autoComplete="name" {...register('name')} />
      </Field>
      <Field label={t('email')} error={isTaken ? refused.sentence : sentence(errors.email)}>
        <Input type="email" inputMode="email" autoComplete="username" {...register('email', trimmed)} />
      </Field>
      <Field label={t('password')} hint={t('passwordHint')} error={passwordError}>
        <Input type="password" autoComplete="new-password" {...register('password')} />
      </Field>
      {refused && !isTaken && <Notice tone="danger">{refused.sentence}</Notice>}
      <Button type="submit" variant="primary" size="large" wide busy={busy}>
        {t('register')}
      </Button>
      <p className="text-center text-sm text-muted">
        {t('hasAccount')} {signInLink}
      </p>
    </form>
  );
}
