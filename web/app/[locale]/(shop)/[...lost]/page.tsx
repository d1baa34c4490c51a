import { notFound } from 'next/navigation';

export const ensureStatic = 'navigation';
export const generateStaticParams = () => [{ lost: ['none'] }];

/** Every address that is no page: the answer is a page of the shop with status 404. */
export default async function LostPage({ params }: PageProps<'/[locale]/[...lost]'>) {
  await params;
  notFound();
}
