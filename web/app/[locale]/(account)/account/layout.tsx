import type { Locale } from '@kontor/contracts/ids';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Words } from '@/i18n/words';
import { AccountMenu } from './account-menu';

type Props = { params: Promise<{ locale: string }>; children: ReactNode };

export default async function AccountLayout({ params, children }: Props) {
  const locale = (await params).locale as Locale;
  const t = await getTranslations({ locale, namespace: 'account' });
  return (
    <div className="page py-8 md:py-12">
      <h1 className="text-2xl font-medium tracking-tight md:text-3xl">{t('title')}</h1>
      <Words locale={locale} namespaces={['auth', 'common', 'refusals', 'account', 'form', 'order']}>
        <AccountMenu />
        {children}
      </Words>
    </div>
  );
}
