import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { Suspense } from 'react';
import { categories, listing } from '@/catalogue';
import { treeOf } from '@/category-tree';
import { CategoryTiles } from '@/ui/category-tiles';
import { Listing } from '@/ui/listing/listing';
import { ListingSkeleton } from '@/ui/listing/listing-skeleton';
import { type Query, refinementIn } from '@/ui/listing/query';
import { filtersOn, type Refinement } from '@/ui/listing/refinement';
import { EmptyState } from '@/ui/notice';
import { SearchBox } from '@/ui/search-box/search-box';
import { searchWords } from '@/ui/search-box/words';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('meta');
  return { title: t('search'), robots: { index: false, follow: true } };
}

export default function SearchPage({ searchParams }: PageProps<'/[locale]/search'>) {
  return (
    <Suspense fallback={<ListingSkeleton />}>
      <Found query={searchParams} />
    </Suspense>
  );
}

async function Found({ query }: { query: Promise<Query> }) {
  const [locale, t, words, refinement] = await Promise.all([getLocale(), getTranslations('search'), searchWords(), refinementIn(query)]);
  return (
    <div className="page pt-6 md:pt-10">
      <SearchBox key={refinement.q} locale={locale} words={words} value={refinement.q} large className="mb-8 md:hidden" />
      <h1 className="text-2xl font-medium tracking-tight md:text-3xl">{refinement.q ? t('titleFor', { q: refinement.q }) : t('title')}</h1>
      {!refinement.q && <p className="mt-2 text-muted">{t('hint')}</p>}
      <div className="mt-8">
        <Results refinement={refinement} />
      </div>
    </div>
  );
}

async function Results({ refinement }: { refinement: Refinement }) {
  const [locale, t] = await Promise.all([getLocale(), getTranslations('search')]);
  const result = await listing({ ...refinement, locale });
  if (result.redirect !== undefined && refinement.page === 1 && filtersOn(refinement) === 0) redirect(`/${locale}${result.redirect}`);
  const nearest = result.corrected ? t('corrected', { q: result.corrected }) : result.relaxed ? t('relaxed') : null;
  if (result.total > 0 || result.isAway || filtersOn(refinement) > 0)
    return (
      <>
        {nearest && <p className="mb-6">{nearest}</p>}
        <Listing place={{ plain: `/${locale}/search`, refined: `/${locale}/search` }} refinement={refinement} result={result} />
      </>
    );
  return (
    <>
      <EmptyState title={t('noneTitle', { q: refinement.q })} text={t('noneText')} />
      <CategoryTiles branches={treeOf(await categories())} locale={locale} />
    </>
  );
}
