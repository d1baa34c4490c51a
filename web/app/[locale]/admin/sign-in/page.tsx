import type { Locale } from '@kontor/contracts/ids';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { Words } from '@/i18n/words';
import { Wordmark } from '@/ui/frame/wordmark';
import { Skeleton } from '@/ui/skeleton';
import { StaffSignIn } from './staff-sign-in';

type Props = { params: Promise<{ locale: Locale }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'office' });
  return { title: t('signIn'), robots: { index: false } };
}

export default async function StaffSignInPage({ params }: Props) {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: 'office' });
  return (
    <main id="content" className="mx-auto grid min-h-dvh w-full max-w-sm content-center gap-6 p-6">
      <Wordmark />
      <div>
        <h1 className="text-2xl font-medium tracking-tight">{t('signIn')}</h1>
        <p className="mt-2 text-sm text-muted">{t('signInLead')}</p>
      </div>
      <Words locale={locale} namespaces={['common', 'refusals', 'office']}>
        <Suspense fallback={<Skeleton className="h-56 w-full" />}>
          <StaffSignIn />
        </Suspense>
      </Words>
    </main>
  );
}
