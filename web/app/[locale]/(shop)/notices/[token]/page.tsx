import type { Locale } from '@kontor/contracts/ids';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { Words } from '@/i18n/words';
import { Skeleton } from '@/ui/skeleton';
import { NoticeAnswer } from './notice-answer';

type Props = { params: Promise<{ locale: Locale }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'notices' });
  return { title: t('title'), robots: { index: false }, referrer: 'no-referrer' };
}

export default async function NoticePage({ params }: Props) {
  const { locale } = await params;
  return (
    <div className="page py-8 md:py-12">
      <Suspense fallback={<Skeleton className="h-64 max-w-lg" />}>
        <Words locale={locale} namespaces={['common', 'refusals', 'notices']}>
          <NoticeAnswer />
        </Words>
      </Suspense>
    </div>
  );
}
