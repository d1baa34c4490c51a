'use client';

import type { Profile } from '@kontor/contracts/user';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { ErrorState } from '@/ui/notice';
import { Skeleton } from '@/ui/skeleton';
import { Addresses } from './addresses';
import { ProfileForm } from './profile-form';

/** `first` is the profile as the server read it, undefined when it could not. */
export function Overview({ first }: { first: Profile | undefined }) {
  const t = useTranslations('account');
  const say = useTranslations('refusals');
  const { data: profile, error, refetch, isFetching } = useQuery(useTRPC().user.me.queryOptions({}, { initialData: first }));

  if (!profile && error) {
    const again = (
      <Button variant="secondary" busy={isFetching} onClick={() => void refetch()}>
        {t('retry')}
      </Button>
    );
    return <ErrorState title={t('failed')} text={sentenceFor(error, say)} action={again} />;
  }
  if (!profile) return <Skeleton className="h-96 w-full" />;
  return (
    <div className="grid items-start gap-12 lg:grid-cols-[22rem_minmax(0,1fr)] lg:gap-20">
      <ProfileForm profile={profile} />
      <Addresses addresses={profile.addresses} />
    </div>
  );
}
