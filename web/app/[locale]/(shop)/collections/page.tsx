import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { collections } from '@/content';
import { headOf } from '@/head';
import { Breadcrumb } from '@/ui/breadcrumb';
import { CollectionTiles } from '@/ui/collection-tiles';
import { EmptyState } from '@/ui/notice';

export const ensureStatic = 'navigation';

export async function generateMetadata(): Promise<Metadata> {
  const [locale, t] = await Promise.all([getLocale(), getTranslations('content')]);
  return headOf({ title: t('collections'), description: t('collectionsLead'), locale, path: '/collections' });
}

export default async function CollectionsPage() {
  const [locale, t, nav, all] = await Promise.all([getLocale(), getTranslations('content'), getTranslations('nav'), collections()]);
  return (
    <div className="page">
      <div className="py-4">
        <Breadcrumb label={nav('breadcrumb')} trail={[{ label: nav('home'), href: `/${locale}` }, { label: t('collections') }]} />
      </div>
      <h1 className="text-3xl font-medium tracking-tight md:text-4xl">{t('collections')}</h1>
      <p className="mt-3 mb-8 max-w-prose text-muted">{t('collectionsLead')}</p>
      {all.length > 0 ? <CollectionTiles collections={all} locale={locale} /> : <EmptyState title={t('noCollections')} />}
    </div>
  );
}
