import type { Locale } from '@kontor/contracts/ids';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { connection } from 'next/server';
import { Suspense } from 'react';
import { Words } from '@/i18n/words';
import { Skeleton } from '@/ui/skeleton';
import { Answers } from '@/app/answers';
import { NoticeAnswer } from './notice-answer';

type Props = { params: Promise<{ locale: Locale; token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('notices');
  return { title: t('title'), robots: { index: false }, referrer: 'no-referrer' };
}

export default function NoticePage(props: Props) {
  return (
    <div className="page py-8 md:py-12">
      <Suspense fallback={<Skeleton className="h-64 max-w-lg" />}>
        <Opened {...props} />
      </Suspense>
    </div>
  );
}

async function Opened({ params }: Props) {
  await connection();
  const { locale, token } = await params;
  return (
    <Words locale={locale} namespaces={['common', 'refusals', 'notices']}>
      <Answers>
        <NoticeAnswer token={token} />
      </Answers>
    </Words>
  );
}
