import type { Locale } from '@kontor/contracts/ids';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { privateGateway } from '@/bff';
import { Skeleton } from '@/ui/skeleton';
import { Overview } from './overview';
import { ownerAt } from './owner';

type Props = { params: Promise<{ locale: Locale }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'account' });
  return { title: t('title'), robots: { index: false } };
}

export default async function AccountPage({ params }: Props) {
  const { locale } = await params;
  return (
    <Suspense fallback={<Skeleton className="h-96 w-full" />}>
      <Opened locale={locale} />
    </Suspense>
  );
}

async function Opened({ locale }: { locale: Locale }) {
  await ownerAt(locale);
  const client = await privateGateway();
  return <Overview first={await client.user.me.query({}).catch(() => undefined)} />;
}
