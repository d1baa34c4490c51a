import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { cardsOf } from '@/catalogue';
import { articleAt } from '@/content';
import { describe, headOf } from '@/head';
import { formatDate } from '@kontor/contracts/format';
import { articleFacts, trailFacts } from '@/schema-org';
import { Blocks } from '@/ui/blocks';
import { Breadcrumb } from '@/ui/breadcrumb';
import { ProductGrid } from '@/ui/listing/grid';
import { sourcesOf } from '@/ui/picture';
import { StructuredData } from '@/ui/structured-data';

export const ensureStatic = 'navigation';
export const generateStaticParams = () => [{ article: 'none' }];

type Props = PageProps<'/[locale]/journal/[article]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ article: handle }, locale] = await Promise.all([params, getLocale()]);
  const article = await articleAt(handle);
  if (!article) return {};
  const description = describe(article.description[locale], article.teaser[locale]);
  return headOf({ title: article.title[locale], description, locale, path: `/journal/${handle}`, image: article.image, type: 'article' });
}

export default async function ArticlePage({ params }: Props) {
  const [{ article: handle }, locale, t, nav] = await Promise.all([params, getLocale(), getTranslations('content'), getTranslations('nav')]);
  const article = await articleAt(handle);
  if (!article) notFound();
  const { title, teaser, image, author, publishedAt, blocks } = article;
  const related = await cardsOf(article.related);
  const trail = [{ label: nav('home'), href: `/${locale}` }, { label: t('journal'), href: `/${locale}/journal` }, { label: title[locale] }];
  return (
    <div className="page">
      <StructuredData facts={[articleFacts(article, locale), trailFacts(trail, `/${locale}/journal/${handle}`)]} />
      <div className="py-4">
        <Breadcrumb label={nav('breadcrumb')} trail={trail} />
      </div>
      <article className="mx-auto grid max-w-3xl justify-items-center">
        <header className="w-full max-w-prose pt-6 pb-8 text-lg">
          <p className="text-sm text-muted">
            <time dateTime={publishedAt}>{formatDate(publishedAt, locale)}</time>
            {author && ` · ${author}`}
          </p>
          <h1 className="mt-2 text-3xl font-medium tracking-tight md:text-4xl">{title[locale]}</h1>
          <p className="mt-4 text-xl text-muted">{teaser[locale]}</p>
        </header>
        {image && (
          <div className="relative mb-10 aspect-video w-full overflow-hidden rounded-sm bg-surface">
            <img
              {...sourcesOf(image.src)}
              alt={image.alt[locale]}
              sizes="(min-width: 768px) 768px, 92vw"
              width={image.width}
              height={image.height}
              fetchPriority="high"
              className="absolute inset-0 size-full object-cover"
            />
          </div>
        )}
        <Blocks blocks={blocks} locale={locale} />
      </article>
      {related.length > 0 && (
        <section aria-labelledby="related" className="mt-24">
          <h2 id="related" className="mb-6 text-2xl font-medium tracking-tight">
            {t('inArticle')}
          </h2>
          <ProductGrid cards={related} locale={locale} wide heading="h3" />
        </section>
      )}
    </div>
  );
}
