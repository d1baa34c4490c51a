import type { Metadata } from 'next';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { categories, listing } from '@/catalogue';
import { treeOf } from '@/category-tree';
import { buttonStyle } from '@/ui/button';
import { CategoryTiles } from '@/ui/category-tiles';
import { ProductGrid } from '@/ui/listing/grid';
import { sourcesOf } from '@/ui/picture';

export const ensureStatic = 'navigation';

const USEFUL_UP_TO = 5_000;
const facts = ['fact1', 'fact2', 'fact3'] as const;

export async function generateMetadata(): Promise<Metadata> {
  const locale = await getLocale();
  return { alternates: { canonical: `/${locale}`, languages: { en: '/en', de: '/de' } } };
}

export default async function HomePage() {
  const [locale, t] = await Promise.all([getLocale(), getTranslations('home')]);
  const [newest, useful, all] = await Promise.all([
    listing({ locale, sort: 'newest', pageSize: 8 }),
    listing({ locale, priceTo: USEFUL_UP_TO, pageSize: 4 }),
    categories(),
  ]);
  return (
    <>
      <section className="page grid gap-6 pt-8 pb-8 md:grid-cols-[2fr_1fr] md:items-end md:pt-16 md:pb-12">
        <h1 className="text-4xl font-medium tracking-[-0.03em] md:text-5xl lg:text-[5.5rem]/[1]">{t('title')}</h1>
        <div className="md:pb-2">
          <p className="max-w-96 text-lg text-muted">{t('lead')}</p>
          <Link href={`/${locale}/c`} prefetch={false} className={buttonStyle({ className: 'mt-5' })}>
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
      {useful.items.length > 0 && (
        <Row id="useful" title={t('useful')}>
          <ProductGrid cards={useful.items} locale={locale} wide heading="h3" />
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

function Row({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="page mt-20 md:mt-24">
      <h2 id={id} className="mb-6 text-2xl font-medium tracking-tight">
        {title}
      </h2>
      {children}
    </section>
  );
}
