import type { Metadata } from 'next';
import { readRefinement } from '@/ui/listing/refinement';
import { categoryHead } from './category-head';
import { CategoryView } from './category-view';

/** Nothing chosen: one page for everybody, cached. What is chosen stands in the address of products/. */
export const ensureStatic = 'navigation';
export const generateStaticParams = () => [{ category: 'none' }];

type Props = PageProps<'/[locale]/c/[category]'>;

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => categoryHead((await params).category);

export default async function CategoryPage({ params }: Props) {
  return <CategoryView id={(await params).category} refinement={readRefinement(new URLSearchParams())} />;
}
