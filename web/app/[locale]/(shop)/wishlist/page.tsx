import type { Locale } from '@kontor/contracts/ids';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Words } from '@/i18n/words';
import { Answers } from '@/app/answers';
import { WishlistView } from './wishlist-view';

type Props = { params: Promise<{ locale: Locale }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'wishlist' });
  return { title: t('title'), robots: { index: false } };
}

export default async function WishlistPage({ params }: Props) {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: 'wishlist' });
  return (
    // As high as the screen: what comes later must not push the footer about.
    <div className="page min-h-dvh py-8 md:py-12">
      <h1 className="text-2xl font-medium tracking-tight md:text-3xl">{t('title')}</h1>
      <Words locale={locale} namespaces={['common', 'refusals', 'cart', 'wishlist']}>
        <Answers>
          <WishlistView />
        </Answers>
      </Words>
    </div>
  );
}
