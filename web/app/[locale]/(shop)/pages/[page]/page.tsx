import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { pageAt } from '@/content';
import { describe, headOf } from '@/head';
import { trailFacts } from '@/schema-org';
import { Blocks } from '@/ui/blocks';
import { Breadcrumb } from '@/ui/breadcrumb';
import { StructuredData } from '@/ui/structured-data';

export const ensureStatic = 'navigation';
export const generateStaticParams = () => [{ page: 'none' }];

type Props = PageProps<'/[locale]/pages/[page]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ page: handle }, locale] = await Promise.all([params, getLocale()]);
  const page = await pageAt(handle);
  if (!page) return {};
  const first = page.blocks.find((block) => block.kind === 'paragraph');
  return headOf({ title: page.title[locale], description: describe(page.description[locale], first?.text[locale]), locale, path: `/pages/${handle}` });
}

export default async function EditorialPage({ params }: Props) {
  const [{ page: handle }, locale, nav] = await Promise.all([params, getLocale(), getTranslations('nav')]);
  const page = await pageAt(handle);
  if (!page) notFound();
  const trail = [{ label: nav('home'), href: `/${locale}` }, { label: page.title[locale] }];
  return (
    <div className="page">
      <StructuredData facts={[trailFacts(trail, `/${locale}/pages/${handle}`)]} />
      <div className="py-4">
        <Breadcrumb label={nav('breadcrumb')} trail={trail} />
      </div>
      <h1 className="mt-4 mb-8 max-w-prose text-3xl font-medium tracking-tight md:text-4xl">{page.title[locale]}</h1>
      <Blocks blocks={page.blocks} locale={locale} />
    </div>
  );
}
