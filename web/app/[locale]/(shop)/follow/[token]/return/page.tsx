import type { Locale } from '@kontor/contracts/ids';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { privateGateway } from '@/bff';
import { Words } from '@/i18n/words';
import { isLost } from '@/refusals';
import { swapsFor } from '../../../orders/[id]/return/swaps';
import { ReturnByLink } from './return-by-link';

type Props = { params: Promise<{ locale: Locale; token: string }>; searchParams: Promise<{ kind?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('returns');
  return { title: t('section'), robots: { index: false }, referrer: 'no-referrer' };
}

export default async function ReturnByLinkPage({ params, searchParams }: Props) {
  await connection();
  const [{ locale, token }, { kind }] = await Promise.all([params, searchParams]);
  const client = await privateGateway();
  const order = await client.order.followed.query({ token }).catch((error: unknown) => {
    if (isLost(error)) notFound();
    throw error;
  });
  const swaps = kind === 'withdrawal' ? {} : await swapsFor(client, order);
  return (
    <Words locale={locale} namespaces={['common', 'refusals', 'returns']}>
      <ReturnByLink token={token} order={order} swaps={swaps} kind={kind === 'withdrawal' ? 'withdrawal' : 'return'} />
    </Words>
  );
}
