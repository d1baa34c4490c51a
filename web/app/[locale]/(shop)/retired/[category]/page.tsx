import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { categories, listing } from '@/catalogue';
import { pathTo } from '@/category-tree';
import { buttonStyle } from '@/ui/button';
import { Link } from '@/ui/link';
import { ProductGrid } from '@/ui/listing/grid';

export const ensureStatic = 'navigation';
export const generateStaticParams = () => [{ category: 'none' }];

const NEIGHBOURS = 8;

type Props = PageProps<'/[locale]/retired/[category]'>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('errors');
  return { title: t('retiredTitle'), robots: { index: false } };
}

/** In place of a product that left the range for good (web/proxy.ts): what stands on the shelf where it stood, or else what is new. */
export default async function RetiredPage({ params }: Props) {
  const [{ category }, locale, t, nav, all] = await Promise.all([params, getLocale(), getTranslations('errors'), getTranslations('nav'), categories()]);
  const shelf = pathTo(all, category).at(-1);
  const { items } = await listing({ locale, pageSize: NEIGHBOURS, ...(shelf ? { category: shelf.id } : { sort: 'newest' }) });
  return (
    <div className="page pt-10 md:pt-16">
      <h1 className="text-3xl font-medium tracking-tight md:text-4xl">{t('retiredTitle')}</h1>
      <p className="mt-3 max-w-prose text-muted">{t('retiredText')}</p>
      <div className="mt-6 flex flex-wrap gap-3">
        {shelf && (
          <Link href={`/${locale}/c/${shelf.id}`} className={buttonStyle()}>
            {t('retiredShelf', { category: shelf.name[locale] })}
          </Link>
        )}
        <Link href={`/${locale}/c`} className={buttonStyle({ variant: shelf ? 'secondary' : 'primary' })}>
          {nav('allCategories')}
        </Link>
      </div>
      {items.length > 0 && (
        <section aria-labelledby="neighbours" className="mt-16">
          <h2 id="neighbours" className="mb-6 text-2xl font-medium tracking-tight">
            {shelf ? t('retiredNeighbours') : t('retiredNew')}
          </h2>
          <ProductGrid cards={items} locale={locale} wide heading="h3" />
        </section>
      )}
    </div>
  );
}
