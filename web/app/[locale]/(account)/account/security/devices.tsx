'use client';

import { useMutation } from '@tanstack/react-query';
import { signOut } from 'next-auth/react';
import { useLocale, useTranslations } from 'next-intl';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Part } from './part';

/** Ends every session of the account, this one too. */
export function Devices() {
  const t = useTranslations('account');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const leave = useMutation(
    useTRPC().user.signOutEverywhere.mutationOptions({ networkMode: 'always', onSuccess: () => signOut({ callbackUrl: `/${locale}/sign-in` }) }),
  );
  return (
    <Part title={t('devices')} text={t('devicesText')}>
      {leave.error && <Notice tone="danger">{sentenceFor(leave.error, say)}</Notice>}
      <Button variant="secondary" busy={leave.isPending} onClick={() => leave.mutate({})}>
        {t('signOutEverywhere')}
      </Button>
    </Part>
  );
}
