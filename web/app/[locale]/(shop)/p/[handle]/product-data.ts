import type { Product } from '@kontor/contracts/catalog';
import type { Locale } from '@kontor/contracts/ids';
import { env } from '@/env';
import { absolute } from '@/schema-org';

const TENTHS = 10;
const levels = {
  in: 'InStock',
  low: 'LimitedAvailability',
  later: 'BackOrder',
  'back-order': 'BackOrder',
  'pre-order': 'PreOrder',
  out: 'OutOfStock',
};

/** The product in the words of schema.org. Price and stock are those of the API, to the cent. */
export function productFacts(product: Product, locale: Locale): Record<string, unknown> {
  const address = absolute(`/${locale}/p/${product.handle}`);
  const { count, average } = product.rating;
  return {
    '@type': 'ProductGroup',
    productGroupID: product.id,
    name: product.name[locale],
    description: product.summary[locale] || product.name[locale],
    url: address,
    ...(product.brand && { brand: { '@type': 'Brand', name: product.brand } }),
    ...(count > 0 && { aggregateRating: { '@type': 'AggregateRating', ratingValue: average / TENTHS, reviewCount: count, bestRating: 5, worstRating: 1 } }),
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
        ...(env.prices === 'net' && {
          priceSpecification: {
            '@type': 'UnitPriceSpecification',
            price: (variant.price / 100).toFixed(2),
            priceCurrency: 'EUR',
            valueAddedTaxIncluded: false,
          },
        }),
        availability: `https://schema.org/${levels[variant.ships?.kind ?? variant.availability]}`,
        ...(variant.ships?.shipsOn && { availabilityStarts: variant.ships.shipsOn }),
        itemCondition: 'https://schema.org/NewCondition',
      },
    })),
  };
}
