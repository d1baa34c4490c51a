import type { Locale } from '@kontor/contracts/ids';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EntryPage } from '../entry-page';
import { SignInForm } from './sign-in-form';

type Props = { params: Promise<{ locale: Locale }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'auth' });
  return { title: t('signIn'), robots: { index: false } };
}

export default async function SignInPage({ params }: Props) {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: 'auth' });
  return (
    <EntryPage locale={locale} title={t('signIn')} lead={t('signInLead')}>
      <SignInForm />
    </EntryPage>
  );
}
