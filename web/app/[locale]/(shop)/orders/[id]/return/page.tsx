import { Uuid, type Locale } from '@kontor/contracts/ids';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { privateGateway } from '@/bff';
import { Words } from '@/i18n/words';
import { isLost } from '@/refusals';
import { swapsFor } from './swaps';
import { OwnReturn } from './own-return';

type Props = { params: Promise<{ locale: Locale; id: string }>; searchParams: Promise<{ kind?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('returns');
  return { title: t('section'), robots: { index: false } };
}

export default async function ReturnPage({ params, searchParams }: Props) {
  await connection();
  const [{ locale, id }, { kind }] = await Promise.all([params, searchParams]);
  if (!Uuid.safeParse(id).success) notFound();
  const client = await privateGateway();
  const order = await client.order.byId.query({ id }).catch((error: unknown) => {
    if (isLost(error)) notFound();
    throw error;
  });
  const swaps = kind === 'withdrawal' ? {} : await swapsFor(client, order);
  return (
    <Words locale={locale} namespaces={['common', 'refusals', 'returns']}>
      <OwnReturn order={order} swaps={swaps} kind={kind === 'withdrawal' ? 'withdrawal' : 'return'} />
    </Words>
  );
}
