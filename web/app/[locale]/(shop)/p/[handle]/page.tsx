import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { type Product, unitPriceOf } from '@kontor/contracts/catalog';
import type { Locale } from '@kontor/contracts/ids';
import { cardsOf, categories, listing, productAt } from '@/catalogue';
import { pathTo } from '@/category-tree';
import { rates } from '@/content';
import { describe, headOf } from '@/head';
import { Words } from '@/i18n/words';
import { Breadcrumb } from '@/ui/breadcrumb';
import { ProductGrid } from '@/ui/listing/grid';
import { trailFacts } from '@/schema-org';
import { StructuredData } from '@/ui/structured-data';
import { deliveryWays } from './delivery-ways';
import { Facts } from './facts';
import { productFacts } from './product-data';
import { ProductStage } from './product-stage';
import { RecentlyViewed } from './recently-viewed';
import { Reviews } from './reviews/reviews';

export const ensureStatic = 'navigation';
// Next wants one address to try at the build; every real product is made at its first request and kept.
export const generateStaticParams = () => [{ handle: 'none' }];

type Props = PageProps<'/[locale]/p/[handle]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ handle }, locale] = await Promise.all([params, getLocale()]);
  const product = await productAt(handle);
  if (!product) return {};
  return headOf({
    title: product.name[locale],
    description: describe(product.summary[locale], product.description[locale]),
    locale,
    path: `/p/${product.handle}`,
    image: product.images[0],
  });
}

export default async function ProductPage({ params }: Props) {
  const [{ handle }, locale] = await Promise.all([params, getLocale()]);
  const product = await productAt(handle);
  if (!product?.published) notFound();
  const [t, nav, all, related, ways] = await Promise.all([
    getTranslations('product'),
    getTranslations('nav'),
    categories(),
    relatedTo(product, locale),
    rates().then((table) => deliveryWays(table, product.variants[0]?.weightGrams ?? 0)),
  ]);
  const path = pathTo(all, product.categories[0]);
  const trail = [
    { label: nav('home'), href: `/${locale}` },
    ...path.map(({ id, name }) => ({ label: name[locale], href: `/${locale}/c/${id}` })),
    { label: product.name[locale] },
  ];
  return (
    <div className="page">
      <StructuredData facts={[productFacts(product, locale), trailFacts(trail, `/${locale}/p/${product.handle}`)]} />
      <div className="py-4">
        <Breadcrumb label={nav('breadcrumb')} trail={trail} />
      </div>
      <Words locale={locale} namespaces={['common', 'cart', 'refusals', 'wishlist', 'product', 'ships']}>
        <ProductStage
          locale={locale}
          ways={ways}
          product={{
            id: product.id,
            version: product.version,
            handle: product.handle,
            name: product.name,
            brand: product.brand,
            summary: product.summary[locale],
            options: product.options,
            variants: product.variants.map((variant) => {
              const unitPrice = unitPriceOf(variant.price, variant.content);
              return { ...variant, ...(unitPrice && { unitPrice }) };
            }),
            images: product.images,
            rating: product.rating,
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
          <ProductGrid cards={related} locale={locale} wide heading="h3" />
        </section>
      )}
      <Reviews product={product} locale={locale} />
      <Words locale={locale} namespaces={['common', 'product']}>
        <RecentlyViewed productId={product.id} locale={locale} />
      </Words>
    </div>
  );
}

const RELATED = 4;

/** What the merchant put beside it, else its neighbours on the shelf. */
async function relatedTo(product: Product, locale: Locale) {
  const chosen = await cardsOf(product.related);
  const [category] = product.categories;
  if (chosen.length > 0 || !category) return chosen.slice(0, RELATED);
  const { items } = await listing({ category, locale, pageSize: RELATED + 1 });
  return items.filter(({ id }) => id !== product.id).slice(0, RELATED);
}
