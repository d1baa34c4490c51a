import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { collectionAt } from '@/content';
import { describe, headOf } from '@/head';
import { trailFacts } from '@/schema-org';
import { Breadcrumb } from '@/ui/breadcrumb';
import { ProductGrid } from '@/ui/listing/grid';
import { EmptyState } from '@/ui/notice';
import { sourcesOf } from '@/ui/picture';
import { StructuredData } from '@/ui/structured-data';

export const ensureStatic = 'navigation';
export const generateStaticParams = () => [{ collection: 'none' }];

type Props = PageProps<'/[locale]/collections/[collection]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ collection: handle }, locale, t] = await Promise.all([params, getLocale(), getTranslations('content')]);
  const collection = await collectionAt(handle);
  if (!collection) return {};
  const description = describe(collection.text[locale], t('collectionMeta', { name: collection.name[locale], count: collection.cards.length }));
  return headOf({ title: collection.name[locale], description, locale, path: `/collections/${handle}`, image: collection.image });
}

export default async function CollectionPage({ params }: Props) {
  const [{ collection: handle }, locale, t, nav] = await Promise.all([params, getLocale(), getTranslations('content'), getTranslations('nav')]);
  const collection = await collectionAt(handle);
  if (!collection) notFound();
  const { name, text, image, cards } = collection;
  const trail = [{ label: nav('home'), href: `/${locale}` }, { label: t('collections'), href: `/${locale}/collections` }, { label: name[locale] }];
  return (
    <div className="page">
      <StructuredData facts={[trailFacts(trail, `/${locale}/collections/${handle}`)]} />
      <div className="py-4">
        <Breadcrumb label={nav('breadcrumb')} trail={trail} />
      </div>
      {image && (
        <div className="relative aspect-4/3 overflow-hidden rounded-sm bg-surface sm:aspect-[5/2]">
          <img
            {...sourcesOf(image.src)}
            alt={image.alt[locale]}
            sizes="(min-width: 1440px) 1344px, 92vw"
            width={image.width}
            height={image.height}
            fetchPriority="high"
            className="absolute inset-0 size-full object-cover"
          />
        </div>
      )}
      <div className="mt-8 grid gap-4 md:grid-cols-2 md:gap-10">
        <h1 className="text-3xl font-medium tracking-tight md:text-4xl">{name[locale]}</h1>
        <p className="max-w-prose text-lg text-muted">{text[locale]}</p>
      </div>
      <div className="mt-12">{cards.length > 0 ? <ProductGrid cards={cards} locale={locale} wide eager={!image} /> : <EmptyState title={t('noThings')} />}</div>
    </div>
  );
}
