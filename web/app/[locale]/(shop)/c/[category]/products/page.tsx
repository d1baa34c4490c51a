import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { refinementIn } from '@/ui/listing/query';
import { filtersOn, queryOf } from '@/ui/listing/refinement';
import { categoryHead } from '../category-head';
import { CategoryView } from '../category-view';

/**
 * A category with something chosen, or a further page of it. Its address differs by more than its query: of a page that is static
 * the browser's router asks nothing anew, whatever the query. It waits for its
 * products: what stood there before stays until they are there, and an unknown category is a true 404.
 */
export const instant = false;
export const generateStaticParams = () => [{ category: 'none' }];

type Props = PageProps<'/[locale]/c/[category]/products'>;

/** Further pages are pages of their own for search engines; filters are not. */
export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [{ category }, refinement] = await Promise.all([params, refinementIn(searchParams)]);
  const { alternates, ...head } = await categoryHead(category);
  if (filtersOn(refinement) > 0 || refinement.sort !== 'relevance')
    return { ...head, alternates: { canonical: alternates?.canonical ?? null }, robots: { index: false, follow: true } };
  if (refinement.page === 1) return { ...head, alternates };
  const t = await getTranslations('listing');
  const query = `/products${queryOf(refinement)}`;
  const languages = Object.entries(alternates?.languages ?? {}).map(([language, address]) => [language, `${String(address)}${query}`]);
  return {
    ...head,
    title: `${String(head.title)} – ${t('page', { page: refinement.page })}`,
    description: `${t('page', { page: refinement.page })}: ${head.description}`,
    alternates: { canonical: `${String(alternates?.canonical)}${query}`, languages: Object.fromEntries(languages) },
  };
}

export default async function ChosenPage({ params, searchParams }: Props) {
  const [{ category }, refinement] = await Promise.all([params, refinementIn(searchParams)]);
  return <CategoryView id={category} refinement={{ ...refinement, q: '' }} />;
}
