import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { headOf } from '@/head';
import { JournalView } from './journal-view';

export const ensureStatic = 'navigation';

export async function generateMetadata(): Promise<Metadata> {
  const [locale, t] = await Promise.all([getLocale(), getTranslations('content')]);
  const { alternates, ...head } = headOf({ title: t('journal'), description: t('journalLead'), locale, path: '/journal' });
  return { ...head, alternates: { ...alternates, types: { 'application/rss+xml': `/feeds/journal-${locale}.xml` } } };
}

export default function JournalPage() {
  return <JournalView />;
}
