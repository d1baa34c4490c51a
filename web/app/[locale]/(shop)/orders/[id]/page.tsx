import { Uuid, type Locale } from '@kontor/contracts/ids';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { privateGateway } from '@/bff';
import { Words } from '@/i18n/words';
import { OrderView } from './order-view';

type Props = {
  params: Promise<{ locale: Locale; id: string }>;
  searchParams: Promise<{ from?: string | string[] }>;
};

/** The title is the same for every order, so it needs no parameter of this one: the rest of the page need not wait for it. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('order');
  return { title: t('pageTitle'), robots: { index: false } };
}

/** The order as it stands when the page is asked for; if that fails, the browser asks again and says why. */
export default async function OrderPage({ params, searchParams }: Props) {
  await connection();
  const [{ locale, id }, { from }] = await Promise.all([params, searchParams]);
  if (!Uuid.safeParse(id).success) notFound();
  const client = await privateGateway();
  const order = await client.order.byId.query({ id }).catch(() => undefined);
  return (
    <Words locale={locale} namespaces={['common', 'refusals', 'order', 'checkout', 'codes', 'ships', 'returns', 'aftercare', 'form']}>
      <OrderView id={id} first={order} cameFrom={from === 'payment' || from === 'cancelled' || from === 'open' ? from : null} />
    </Words>
  );
}
