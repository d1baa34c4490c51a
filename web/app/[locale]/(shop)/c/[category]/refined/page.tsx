import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ListingSkeleton } from '@/ui/listing/listing-skeleton';
import { filtersOn, queryOf } from '@/ui/listing/refinement';
import { type Query, refinementIn } from '@/ui/listing/query';
import { categoryHead } from '../category-head';
import { CategoryView } from '../category-view';

export const generateStaticParams = () => [{ category: 'none' }];

type Props = PageProps<'/[locale]/c/[category]/refined'>;

/** Further pages are pages of their own for search engines; filters are not. */
export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [{ category }, refinement] = await Promise.all([params, refinementIn(searchParams)]);
  const { alternates, ...head } = await categoryHead(category);
  if (filtersOn(refinement) > 0 || refinement.sort !== 'relevance') return { ...head, alternates: { canonical: alternates?.canonical ?? null }, robots: { index: false, follow: true } };
  return { ...head, alternates: { canonical: `${alternates?.canonical}${queryOf(refinement)}` } };
}

export default function RefinedCategoryPage({ params, searchParams }: Props) {
  return (
    <Suspense fallback={<ListingSkeleton />}>
      <Refined params={params} query={searchParams} />
    </Suspense>
  );
}

async function Refined({ params, query }: { params: Props['params']; query: Promise<Query> }) {
  const [{ category }, refinement] = await Promise.all([params, refinementIn(query)]);
  return <CategoryView id={category} refinement={{ ...refinement, q: '' }} />;
}
