import type { Locale } from '@kontor/contracts/ids';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { Skeleton } from '@/ui/skeleton';
import { ownerAt } from '../owner';
import { CloseAccount } from './close-account';
import { DataExport } from './data-export';
import { Devices } from './devices';
import { PasswordForm } from './password-form';

type Props = { params: Promise<{ locale: Locale }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'account' });
  return { title: t('security'), robots: { index: false } };
}

export default async function SecurityPage({ params }: Props) {
  const { locale } = await params;
  return (
    <Suspense fallback={<Skeleton className="h-96 w-full" />}>
      <Opened locale={locale} />
    </Suspense>
  );
}

async function Opened({ locale }: { locale: Locale }) {
  const { email } = await ownerAt(locale, '/security');
  return (
    <div className="grid items-start gap-12 lg:grid-cols-2 lg:gap-20">
      <PasswordForm email={email} />
      <div className="grid gap-12">
        <Devices />
        <DataExport />
        <CloseAccount />
      </div>
    </div>
  );
}
