import type { Category, Product } from '@kontor/contracts/catalog';
import type { Locale } from '@kontor/contracts/ids';
import { env } from '@/env';

const absolute = (path: string) => new URL(path, env.shopUrl).href;

/** The product in the words of schema.org, for search engines; ready to stand in a script element. */
export function productData(product: Product, path: readonly Category[], locale: Locale): string {
  const address = absolute(`/${locale}/p/${product.handle}`);
  const data = [
    {
      '@context': 'https://schema.org',
      '@type': 'ProductGroup',
      productGroupID: product.id,
      name: product.name[locale],
      description: product.summary[locale],
      url: address,
      ...(product.brand && { brand: { '@type': 'Brand', name: product.brand } }),
      hasVariant: product.variants.map((variant) => ({
        '@type': 'Product',
        sku: variant.sku,
        name: product.name[locale],
        ...(variant.gtin && { gtin: variant.gtin }),
        image: product.images.filter((_, index) => variant.images.length === 0 || variant.images.includes(index)).map(({ src }) => absolute(src)),
        offers: {
          '@type': 'Offer',
          url: `${address}?sku=${encodeURIComponent(variant.sku)}`,
          price: (variant.price / 100).toFixed(2),
          priceCurrency: 'EUR',
          availability: `https://schema.org/${{ in: 'InStock', low: 'LimitedAvailability', out: 'OutOfStock' }[variant.availability]}`,
          itemCondition: 'https://schema.org/NewCondition',
        },
      })),
    },
    {
      '@context': 'https://schema.org',
      '@type': 'BreadcrumbList',
      itemListElement: path.map(({ id, name }, index) => ({
        '@type': 'ListItem',
        position: index + 1,
        name: name[locale],
        item: absolute(`/${locale}/c/${id}`),
      })),
    },
  ];
  // A merchant's text must not end the script element it stands in.
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
