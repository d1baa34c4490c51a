import type { Locale } from '@kontor/contracts/ids';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EntryPage } from '../entry-page';
import { RegisterForm } from './register-form';

type Props = { params: Promise<{ locale: Locale }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'auth' });
  return { title: t('register'), robots: { index: false } };
}

export default async function RegisterPage({ params }: Props) {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: 'auth' });
  return (
    <EntryPage locale={locale} title={t('register')} lead={t('registerLead')}>
      <RegisterForm />
    </EntryPage>
  );
}
