import type { Locale } from '@kontor/contracts/ids';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { Skeleton } from '@/ui/skeleton';
import { ownerAt } from '../owner';
import { PaymentMethods } from './payment-methods';

type Props = { params: Promise<{ locale: Locale }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'account' });
  return { title: t('payment'), robots: { index: false } };
}

export default async function PaymentPage({ params }: Props) {
  const { locale } = await params;
  return (
    <Suspense fallback={<Skeleton className="h-96 w-full" />}>
      <Opened locale={locale} />
    </Suspense>
  );
}

async function Opened({ locale }: { locale: Locale }) {
  await ownerAt(locale, '/payment');
  return <PaymentMethods />;
}
