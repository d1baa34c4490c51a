'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { sentenceFor } from '@/refusals';
import { Button } from '@/ui/button';
import { EmptyState, ErrorState } from '@/ui/notice';
import { Skeleton } from '@/ui/skeleton';

type Asked = { isPending: boolean; error: unknown; isFetching: boolean; refetch: () => Promise<unknown>; data?: unknown };

/** What stands in the place of an answer: a skeleton, or why there is none and the way on. */
export function Shown<Q extends Asked>({ query, children }: { query: Q; children: (data: NonNullable<Q['data']>) => ReactNode }) {
  const t = useTranslations('office');
  const say = useTranslations('refusals');
  if (query.data !== undefined && query.data !== null) return children(query.data as NonNullable<Q['data']>);
  if (!query.error) return <Skeleton className="h-64 w-full" />;
  const again = (
    <Button variant="secondary" busy={query.isFetching} onClick={() => void query.refetch()}>
      {t('retry')}
    </Button>
  );
  return <ErrorState title={t('failed')} text={sentenceFor(query.error, say)} action={again} />;
}

type Paged = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };

export function More({ query }: { query: Paged }) {
  const t = useTranslations('office');
  if (!query.hasNextPage) return null;
  return (
    <Button variant="secondary" size="small" busy={query.isFetchingNextPage} className="mt-4" onClick={() => void query.fetchNextPage()}>
      {t('more')}
    </Button>
  );
}

export function Nothing() {
  const t = useTranslations('office');
  return <EmptyState title={t('nothing')} text={t('nothingText')} />;
}
