import type { Metadata } from 'next';
import { Link } from '@/ui/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { categories } from '@/catalogue';
import { headOf } from '@/head';
import { treeOf } from '@/category-tree';
import { Breadcrumb } from '@/ui/breadcrumb';
import { buttonStyle } from '@/ui/button';
import { CategoryTiles } from '@/ui/category-tiles';

export const ensureStatic = 'navigation';

export async function generateMetadata(): Promise<Metadata> {
  const [locale, t, meta] = await Promise.all([getLocale(), getTranslations('nav'), getTranslations('meta')]);
  return headOf({ title: t('categories'), description: meta('range'), locale, path: '/c' });
}

export default async function RangePage() {
  const [locale, t, all] = await Promise.all([getLocale(), getTranslations('nav'), categories()]);
  const tree = treeOf(all);
  return (
    <div className="page">
      <div className="py-4">
        <Breadcrumb label={t('breadcrumb')} trail={[{ label: t('home'), href: `/${locale}` }, { label: t('categories') }]} />
      </div>
      <div className="mb-8 flex flex-wrap items-end justify-between gap-4">
        <h1 className="text-3xl font-medium tracking-tight md:text-4xl">{t('categories')}</h1>
        <Link href={`/${locale}/search`} className={buttonStyle({ variant: 'secondary', size: 'small' })}>
          {t('allCategories')}
        </Link>
      </div>
      <CategoryTiles branches={tree} locale={locale} />
      <div className="mt-16 grid grid-cols-2 gap-x-4 gap-y-8 sm:grid-cols-4 sm:gap-x-6">
        {tree.map((department) => (
          <div key={department.id}>
            <h2 className="font-medium">
              <Link href={`/${locale}/c/${department.id}`} className="hover:text-accent">
                {department.name[locale]}
              </Link>
            </h2>
            <ul className="mt-1 text-sm text-muted">
              {department.children.map((category) => (
                <li key={category.id}>
                  <Link href={`/${locale}/c/${category.id}`} className="block py-1 hover:text-accent">
                    {category.name[locale]}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </div>
  );
}
