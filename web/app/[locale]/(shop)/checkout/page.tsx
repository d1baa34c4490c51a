import type { Locale } from '@kontor/contracts/ids';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { privateGateway } from '@/bff';
import { Words } from '@/i18n/words';
import { visitor } from '@/session';
import { Answers } from '@/app/answers';
import { CheckoutEntrance } from './checkout-entrance';
import { CheckoutSkeleton } from './checkout-skeleton';

type Props = { params: Promise<{ locale: Locale }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'checkout' });
  return { title: t('title'), robots: { index: false } };
}

export default async function CheckoutPage({ params }: Props) {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: 'checkout' });
  return (
    // As high as the screen: what comes later must not push the footer about.
    <div className="page min-h-dvh py-8 md:py-12">
      <h1 className="mb-8 text-2xl font-medium tracking-tight md:text-3xl">{t('title')}</h1>
      <Words locale={locale} namespaces={['auth', 'common', 'refusals', 'cart', 'checkout', 'codes', 'form', 'ships', 'terms']}>
        <Answers>
          <Suspense fallback={<CheckoutSkeleton />}>
            <FilledIn />
          </Suspense>
        </Answers>
      </Words>
    </div>
  );
}

/** The form with what the account knows; without an answer of the account it is the form of a guest with an e-mail. */
async function FilledIn() {
  const person = await visitor();
  if (!person) return <CheckoutEntrance profile={null} />;
  const client = await privateGateway();
  const profile = await client.user.me.query({}).catch(() => ({ email: person.email, name: person.name, addresses: [] }));
  return <CheckoutEntrance profile={profile} />;
}
