import type { Metadata } from 'next';
import { Link } from '@/ui/link';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { categories, listing } from '@/catalogue';
import { articles, collections } from '@/content';
import { treeOf } from '@/category-tree';
import { buttonStyle } from '@/ui/button';
import { headOf } from '@/head';
import { shopFacts } from '@/schema-org';
import { ArticleTiles } from '@/ui/article-tiles';
import { CategoryTiles } from '@/ui/category-tiles';
import { CollectionTiles } from '@/ui/collection-tiles';
import { ProductGrid } from '@/ui/listing/grid';
import { sourcesOf } from '@/ui/picture';
import { StructuredData } from '@/ui/structured-data';
import { TextLink } from '@/ui/text-link';

export const ensureStatic = 'navigation';

const USEFUL_UP_TO = 5_000;
const TOLD = 3;
const facts = ['fact1', 'fact2', 'fact3'] as const;

export async function generateMetadata(): Promise<Metadata> {
  const locale = await getLocale();
  const t = await getTranslations('meta');
  const { title: _title, ...head } = headOf({ title: t('title'), description: t('description'), locale, path: '' });
  return head;
}

export default async function HomePage() {
  const [locale, t] = await Promise.all([getLocale(), getTranslations('home')]);
  const [newest, useful, all, chosen, journal] = await Promise.all([
    listing({ locale, sort: 'newest', pageSize: 8 }),
    listing({ locale, priceTo: USEFUL_UP_TO, pageSize: 4 }),
    categories(),
    collections(),
    articles('', TOLD),
  ]);
  return (
    <>
      <StructuredData facts={shopFacts(locale)} />
      <section className="page grid gap-6 pt-8 pb-8 md:grid-cols-[2fr_1fr] md:items-end md:pt-16 md:pb-12">
        <h1 className="text-4xl font-medium tracking-[-0.03em] md:text-5xl lg:text-[5.5rem]/[1]">{t('title')}</h1>
        <div className="md:pb-2">
          <p className="max-w-96 text-lg text-muted">{t('lead')}</p>
          <Link href={`/${locale}/c`} className={buttonStyle({ className: 'mt-5' })}>
            {t('browse')}
          </Link>
        </div>
      </section>
      <div className="page max-sm:px-0">
        <div className="relative aspect-4/5 overflow-hidden bg-surface sm:aspect-video sm:rounded-sm lg:aspect-[2/1]">
          <img
            {...sourcesOf('/demo/scene-home.webp')}
            alt={t('sceneAlt')}
            sizes="(min-width: 1440px) 1344px, (min-width: 640px) 92vw, 140vw"
            width={1600}
            height={900}
            fetchPriority="high"
            className="absolute inset-0 size-full object-cover"
          />
        </div>
      </div>
      {newest.items.length > 0 && (
        <Row id="newest" title={t('newest')}>
          <ProductGrid cards={newest.items} locale={locale} wide heading="h3" />
        </Row>
      )}
      <Row id="rooms" title={t('rooms')}>
        <CategoryTiles branches={treeOf(all)} locale={locale} heading="h3" />
      </Row>
      {chosen.length > 0 && (
        <Row id="collections" title={t('collections')} more={<TextLink href={`/${locale}/collections`}>{t('allCollections')}</TextLink>}>
          <CollectionTiles collections={chosen.slice(0, TOLD)} locale={locale} heading="h3" />
        </Row>
      )}
      {useful.items.length > 0 && (
        <Row id="useful" title={t('useful')}>
          <ProductGrid cards={useful.items} locale={locale} wide heading="h3" />
        </Row>
      )}
      {journal.items.length > 0 && (
        <Row id="journal" title={t('journal')} more={<TextLink href={`/${locale}/journal`}>{t('allArticles')}</TextLink>}>
          <ArticleTiles articles={journal.items} locale={locale} heading="h3" />
        </Row>
      )}
      <section aria-labelledby="story" className="page mt-24">
        <div className="grid gap-10 border-t border-line pt-12 lg:grid-cols-[1fr_2fr]">
          <div>
            <h2 id="story" className="text-3xl font-medium tracking-tight">
              {t('story')}
            </h2>
            <p className="mt-4 max-w-96 text-muted">{t('storyText')}</p>
          </div>
          <ul className="grid gap-8 sm:grid-cols-3">
            {facts.map((fact) => (
              <li key={fact}>
                <h3 className="font-medium">{t(fact)}</h3>
                <p className="mt-2 text-sm text-muted">{t(`${fact}Text`)}</p>
              </li>
            ))}
          </ul>
        </div>
      </section>
    </>
  );
}

function Row({ id, title, more, children }: { id: string; title: string; more?: ReactNode; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="page mt-20 md:mt-24">
      <div className="mb-6 flex items-baseline justify-between gap-4">
        <h2 id={id} className="text-2xl font-medium tracking-tight">
          {title}
        </h2>
        {more}
      </div>
      {children}
    </section>
  );
}
