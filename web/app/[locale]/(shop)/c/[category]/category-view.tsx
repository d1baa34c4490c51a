import { Link } from '@/ui/link';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { categories, listing } from '@/catalogue';
import { pathTo, treeOf } from '@/category-tree';
import { trailFacts } from '@/schema-org';
import { Breadcrumb } from '@/ui/breadcrumb';
import { Listing } from '@/ui/listing/listing';
import { StructuredData } from '@/ui/structured-data';
import type { Refinement } from '@/ui/listing/refinement';

/** A category with its products: the same with and without filters. */
export async function CategoryView({ id, refinement }: { id: string; refinement: Refinement }) {
  const [locale, t, all] = await Promise.all([getLocale(), getTranslations('nav'), categories()]);
  const path = pathTo(all, id);
  const category = path.at(-1);
  if (!category) notFound();
  const result = await listing({ ...refinement, q: '', category: id, locale });
  const below = treeOf(all, id);
  const trail = [
    { label: t('home'), href: `/${locale}` },
    ...path.map((step) => (step === category ? { label: step.name[locale] } : { label: step.name[locale], href: `/${locale}/c/${step.id}` })),
  ];
  return (
    <div className="page">
      <StructuredData facts={[trailFacts(trail, `/${locale}/c/${id}`)]} />
      <div className="py-4">
        <Breadcrumb label={t('breadcrumb')} trail={trail} />
      </div>
      <h1 className="text-3xl font-medium tracking-tight md:text-4xl">{category.name[locale]}</h1>
      {category.description && <p className="mt-3 max-w-prose text-muted">{category.description[locale]}</p>}
      {below.length > 0 && (
        <ul aria-label={t('categories')} className="no-scrollbar -mx-4 mt-6 flex gap-2 overflow-x-auto px-4">
          {below.map((child) => (
            <li key={child.id}>
              <Link
                href={`/${locale}/c/${child.id}`}
                className="flex h-10 items-center rounded-sm border border-line px-4 text-sm whitespace-nowrap hover:border-ink"
              >
                {child.name[locale]}
              </Link>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-8 md:mt-10">
        <Listing place={{ plain: `/${locale}/c/${id}`, refined: `/${locale}/c/${id}/products` }} refinement={refinement} result={result} />
      </div>
    </div>
  );
}
