'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { type RefusalCode, isRefusalCode } from '@kontor/contracts/refusals';
import { user } from '@kontor/contracts/user';
import { signIn } from 'next-auth/react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useFieldSentence } from '@/app/[locale]/(shop)/checkout/field-sentence';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { notify } from '@/ui/toast';
import { Part } from './part';

/** A new password starts a new session in this browser and ends all others. */
export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations('account');
  const auth = useTranslations('auth');
  const say = useTranslations('refusals');
  const sentence = useFieldSentence();
  const [refused, setRefused] = useState<RefusalCode | 'Unknown' | null>(null);
  const { register, handleSubmit, reset, formState } = useForm({
    resolver: zodResolver(user.changePassword.input),
    mode: 'onTouched',
    defaultValues: { current: '', password: '' },
  });
  const { errors, isSubmitting } = formState;

  const submit = handleSubmit(async (written) => {
    setRefused(null);
    const answer = await signIn('password', { redirect: false, ...written }).catch(() => undefined);
    if (answer?.ok && !answer.error) {
      reset();
      return notify({ text: t('passwordChanged'), tone: 'success' });
    }
    setRefused(isRefusalCode(answer?.error) ? answer.error : 'Unknown');
  });
  const isWrong = refused === 'WrongCredentials';

  return (
    <Part title={t('password')} text={t('passwordText')}>
      <form noValidate onSubmit={(event) => void submit(event)} className="grid w-full max-w-md gap-5">
        {/* For password managers: whose password this is. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <Field label={t('currentPassword')} error={isWrong ? t('wrongPassword') : sentence(errors.current)}>
          <Input type="password" autoComplete="current-password" {...register('current')} />
        </Field>
        <Field
          label={t('newPassword')}
          hint={auth('passwordHint')}
          error={errors.password?.type === 'too_small' ? auth('passwordShort') : sentence(errors.password)}
        >
          <Input type="password" autoComplete="new-password" {...register('password')} />
        </Field>
        {refused && !isWrong && <Notice tone="danger">{say(refused)}</Notice>}
        <Button type="submit" variant="secondary" busy={isSubmitting} className="justify-self-start">
          {t('changePassword')}
        </Button>
      </form>
    </Part>
  );
}
