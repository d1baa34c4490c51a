import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { cardsOf, categories, productAt } from '@/catalogue';
import { pathTo } from '@/category-tree';
import { Words } from '@/i18n/words';
import { Breadcrumb } from '@/ui/breadcrumb';
import { ProductGrid } from '@/ui/listing/grid';
import { Facts } from './facts';
import { productData } from './product-data';
import { ProductStage } from './product-stage';

export const ensureStatic = 'navigation';
// Next wants one address to try at the build; every real product is made at its first request and kept.
export const generateStaticParams = () => [{ handle: 'none' }];

type Props = PageProps<'/[locale]/p/[handle]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ handle }, locale] = await Promise.all([params, getLocale()]);
  const product = await productAt(handle);
  if (!product) return {};
  const image = product.images[0];
  const path = (language: string) => `/${language}/p/${product.handle}`;
  return {
    title: product.name[locale],
    description: product.summary[locale],
    alternates: { canonical: path(locale), languages: { en: path('en'), de: path('de') } },
    openGraph: {
      title: product.name[locale],
      description: product.summary[locale],
      url: path(locale),
      ...(image && { images: [{ url: image.src, width: image.width, height: image.height, alt: image.alt[locale] }] }),
    },
  };
}

export default async function ProductPage({ params }: Props) {
  const [{ handle }, locale] = await Promise.all([params, getLocale()]);
  const product = await productAt(handle);
  if (!product?.published) notFound();
  const [t, nav, all, related] = await Promise.all([getTranslations('product'), getTranslations('nav'), categories(), cardsOf(product.related)]);
  const path = pathTo(all, product.categories[0]);
  return (
    <div className="page">
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: productData(product, path, locale) }} />
      <div className="py-4">
        <Breadcrumb
          label={nav('breadcrumb')}
          trail={[
            { label: nav('home'), href: `/${locale}` },
            ...path.map(({ id, name }) => ({ label: name[locale], href: `/${locale}/c/${id}` as const })),
            { label: product.name[locale] },
          ]}
        />
      </div>
      <Words locale={locale} namespaces={['common', 'cart', 'refusals', 'product']}>
        <ProductStage
          locale={locale}
          product={{
            id: product.id,
            version: product.version,
            handle: product.handle,
            name: product.name,
            brand: product.brand,
            summary: product.summary[locale],
            options: product.options,
            variants: product.variants,
            images: product.images,
          }}
        >
          <Facts product={product} locale={locale} />
        </ProductStage>
      </Words>
      {related.length > 0 && (
        <section aria-labelledby="related" className="mt-24">
          <h2 id="related" className="mb-6 text-2xl font-medium tracking-tight">
            {t('related')}
          </h2>
          <ProductGrid cards={related.slice(0, 4)} locale={locale} wide heading="h3" />
        </section>
      )}
    </div>
  );
}
