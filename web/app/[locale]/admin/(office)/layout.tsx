import type { Locale } from '@kontor/contracts/ids';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { connection } from 'next/server';
import { type ReactNode, Suspense } from 'react';
import { Words } from '@/i18n/words';
import { clerk } from '@/session';
import { Skeleton } from '@/ui/skeleton';
import { OfficeFrame } from '../office-frame';
import { OfficeProvider } from '../office-provider';

type Props = { params: Promise<{ locale: string }>; children: ReactNode };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('office');
  return { title: { default: t('title'), template: `%s · ${t('title')}` }, robots: { index: false } };
}

/** The frame of the back office. It only shows the way: what somebody may see and do, each worker decides. */
export default async function OfficeLayout({ params, children }: Props) {
  const locale = (await params).locale as Locale;
  return (
    <Words locale={locale} namespaces={['common', 'refusals', 'office', 'order', 'cart', 'returns', 'aftercare', 'form']}>
      <Suspense fallback={<Skeleton className="m-6 h-96" />}>
        <Opened locale={locale}>{children}</Opened>
      </Suspense>
    </Words>
  );
}

async function Opened({ locale, children }: { locale: Locale; children: ReactNode }) {
  await connection();
  const who = await clerk();
  if (!who) redirect(`/${locale}/admin/sign-in`);
  return (
    <OfficeProvider clerk={who}>
      <OfficeFrame>{children}</OfficeFrame>
    </OfficeProvider>
  );
}
