import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { JournalView } from '../journal-view';

export const instant = false;

/** Further pages lead crawlers to the articles; they are no answer to anybody's search. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('content');
  return { title: `${t('journal')} – ${t('older')}`, robots: { index: false, follow: true } };
}

export default async function OlderPage({ searchParams }: PageProps<'/[locale]/journal/older'>) {
  const { after } = await searchParams;
  return <JournalView after={[after].flat()[0] ?? ''} />;
}
