'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useSearchParams } from 'next/navigation';
import { refusalOf, sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { EmptyState, Notice } from '@/ui/notice';
import { Skeleton } from '@/ui/skeleton';
import { TextLink } from '@/ui/text-link';

/** Where the links of a mail about a sold-out article lead. A press decides: mail programmes open links by themselves. */
export function NoticeAnswer({ token }: { token: string }) {
  const t = useTranslations('notices');
  const say = useTranslations('refusals');
  const locale = useLocale();
  const isStop = useSearchParams().get('stop') !== null;
  const trpc = useTRPC();
  const { data: wished, error } = useQuery(trpc.notice.wished.queryOptions({ token }));
  const confirm = useMutation(trpc.notice.confirmNotice.mutationOptions());
  const stop = useMutation(trpc.notice.stopNotices.mutationOptions());
  const answer = isStop ? stop : confirm;

  const code = refusalOf(error)?.code;
  if (code === 'NotFound' || code === 'InvalidInput') return <EmptyState title={t('gone')} text={t('goneText')} />;
  if (error) return <Notice tone="danger">{sentenceFor(error, say)}</Notice>;
  if (!wished) return <Skeleton className="h-64 max-w-lg" />;
  const name = [wished.name[locale], wished.variant[locale]].filter(Boolean).join(', ');

  return (
    <div className="grid max-w-lg justify-items-start gap-4">
      <h1 className="text-2xl font-medium tracking-tight md:text-3xl">{t(isStop ? 'stopTitle' : 'title')}</h1>
      <div aria-live="polite" className="grid justify-items-start gap-4">
        {answer.isSuccess ? (
          <>
            <p>{isStop ? t('stopped') : t('confirmed', { name })}</p>
            <TextLink href={`/${locale}/p/${wished.handle}?sku=${encodeURIComponent(wished.sku)}`}>{name}</TextLink>
          </>
        ) : (
          <>
            <p className="text-muted">{isStop ? t('stopText') : t('text', { name })}</p>
            {answer.error && <Notice tone="danger">{sentenceFor(answer.error, say)}</Notice>}
            <Button busy={answer.isPending} onClick={() => answer.mutate({ token })}>
              {t(isStop ? 'stop' : 'confirm')}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
