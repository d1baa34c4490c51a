import type { Locale } from '@kontor/contracts/ids';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound, redirect } from 'next/navigation';
import { connection } from 'next/server';
import { privateGateway } from '@/bff';
import { Words } from '@/i18n/words';
import { isLost } from '@/refusals';
import { FollowedView } from './followed-view';

type Props = { params: Promise<{ locale: Locale; token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('order');
  return { title: t('pageTitle'), robots: { index: false }, referrer: 'no-referrer' };
}

/** What the link shows to anybody; whoever placed the order comes to its own page. */
export default async function FollowPage({ params }: Props) {
  await connection();
  const { locale, token } = await params;
  const client = await privateGateway();
  const first = await client.order.followed.query({ token }).catch((error: unknown) => {
    if (isLost(error)) notFound();
    return undefined;
  });
  const isOwn = first && (await client.order.byId.query({ id: first.id }).catch(() => null));
  if (isOwn) redirect(`/${locale}/orders/${first.id}`);
  return (
    <Words locale={locale} namespaces={['common', 'refusals', 'order', 'checkout', 'ships', 'returns', 'aftercare']}>
      <FollowedView token={token} first={first} />
    </Words>
  );
}
