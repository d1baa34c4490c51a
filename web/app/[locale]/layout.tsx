import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import { locale as localeOfPage } from 'next/root-params';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { env } from '@/env';
import { isLocale, locales } from '@/i18n/locales';
import { Words } from '@/i18n/words';
import { ShopAsking } from '@/trpc';
import { SoftLinks } from '@/ui/soft-links';
import { Toaster } from '@/ui/toast';
import { ConnectionNotice } from './connection-notice';
import '../theme.css';

const house = localFont({ src: '../fonts/instrument-sans.woff2', weight: '400 700', variable: '--font-house', display: 'swap' });

export const generateStaticParams = () => locales.map((locale) => ({ locale }));

export const viewport: Viewport = {
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#131415' },
  ],
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('meta');
  return {
    metadataBase: new URL(env.shopUrl),
    title: { default: t('title'), template: '%s · Kontor' },
    description: t('description'),
    openGraph: { siteName: 'Kontor', type: 'website' },
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [wanted, t] = await Promise.all([localeOfPage(), getTranslations('common')]);
  const locale = isLocale(wanted) ? wanted : 'en';
  return (
    <html lang={locale} className={house.variable}>
      <body>
        <a href="#content" className="sr-only focus:not-sr-only focus:fixed focus:z-50 focus:m-2 focus:bg-ink focus:px-4 focus:py-3 focus:text-paper">
          {t('skipToContent')}
        </a>
        <Words locale={locale} namespaces={['common', 'cart', 'refusals', 'wishlist', 'ships']}>
          <ShopAsking>
            {children}
            <SoftLinks />
            <ConnectionNotice />
            <Toaster />
          </ShopAsking>
        </Words>
      </body>
    </html>
  );
}
