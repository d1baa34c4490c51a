import type { Locale } from '@kontor/contracts/ids';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { ownerAt } from '../owner';
import { HistorySkeleton, OrderHistory } from './order-history';

type Props = { params: Promise<{ locale: Locale }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'account' });
  return { title: t('orders'), robots: { index: false } };
}

export default async function OrdersPage({ params }: Props) {
  const { locale } = await params;
  return (
    <Suspense fallback={<HistorySkeleton />}>
      <Opened locale={locale} />
    </Suspense>
  );
}

async function Opened({ locale }: { locale: Locale }) {
  await ownerAt(locale, '/orders');
  return <OrderHistory />;
}
