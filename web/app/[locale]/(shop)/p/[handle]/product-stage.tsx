'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useRef } from 'react';
import type { Product } from '@kontor/contracts/catalog';
import type { Locale } from '@kontor/contracts/ids';
import { formatMoney, formatNumber } from '@kontor/contracts/format';
import { Price } from '@/ui/price';
import { Stars } from '@/ui/stars';
import { UnitPrice } from '@/ui/unit-price';
import { BuyBar } from './buy-bar';
import { BuyBox } from './buy-box';
import { DeliveryLines, type DeliveryWay } from './delivery-lines';
import { Gallery } from './gallery';
import { Options } from './options';
import { levelOf, StockLine } from './stock-line';
import { type StagedVariant, useOffers } from './use-offers';
import { labelOf } from './choice';
import { useVariant } from './use-variant';

export type StagedProduct = Pick<Product, 'id' | 'version' | 'handle' | 'name' | 'brand' | 'options' | 'images' | 'rating'> & {
  summary: string;
  variants: readonly StagedVariant[];
};

/** The product as it stands before the shopper: pictures, choice, price, stock and the button. */
export function ProductStage({
  product,
  ways,
  locale,
  children,
}: {
  product: StagedProduct;
  ways: readonly DeliveryWay[];
  locale: Locale;
  children: ReactNode;
}) {
  const t = useTranslations('product');
  const common = useTranslations('common');
  const offers = useOffers(product);
  const [variant, choose] = useVariant(offers.variants);
  const buyBox = useRef<HTMLDivElement>(null);
  const shown = variant?.images[0] ?? 0;
  if (!variant) return null;
  const stock = offers.stock.get(variant.sku);
  const level = levelOf(variant.availability, stock);
  const ships = stock?.later ?? variant.ships;
  const most = stock ? stock.available + (stock.later?.pieces ?? 0) : 99;
  const line = { productId: product.id, handle: product.handle, name: product.name, image: product.images[shown], price: variant.price, forSale: true };
  const buy = {
    sku: variant.sku,
    line: { ...line, variant: labelOf(product, variant.choice) },
    isOut: level === 'out',
    label: t(level === 'later' ? (ships?.kind === 'pre-order' ? 'preOrder' : 'backOrder') : 'add'),
    most: Math.max(1, Math.min(99, most)),
  };
  return (
    <div className="md:grid md:grid-cols-[minmax(0,1.35fr)_minmax(20rem,1fr)] md:gap-10 lg:gap-16">
      <Gallery images={product.images} shown={shown} locale={locale} name={product.name[locale]} />
      <div className="mt-6 md:mt-0">
        <div className="md:sticky md:top-24 md:max-w-md">
          <h1 className="text-2xl font-medium tracking-tight lg:text-3xl">{product.name[locale]}</h1>
          {product.rating.count > 0 && (
            <a href="#reviews" className="mt-2 inline-flex items-center gap-2 py-1 text-sm text-muted hover:text-ink">
              <Stars tenths={product.rating.average} label={t('rated', { stars: formatNumber(product.rating.average / 10, locale) })} />
              <span>{t('reviews', { count: product.rating.count })}</span>
            </a>
          )}
          <p className="mt-2 text-muted">{product.summary}</p>
          <p className="mt-5" aria-live="polite">
            <Price amount={variant.price} compareAt={variant.compareAt} locale={locale} size="large" labels={{ from: common('from'), was: common('was') }} />
          </p>
          {variant.unitPrice && <UnitPrice unitPrice={variant.unitPrice} locale={locale} className="text-sm text-muted" />}
          {variant.lowest !== undefined && <p className="text-sm text-muted">{t('lowest', { price: formatMoney(variant.lowest, 'EUR', locale) })}</p>}
          <p className="text-sm text-muted">{t('taxNote')}</p>
          <Options options={product.options} variants={offers.variants} variant={variant} locale={locale} onChoose={choose} />
          <StockLine level={level} available={stock?.available} ships={ships} />
          <div ref={buyBox} className="mt-5">
            <BuyBox {...buy} />
          </div>
          <ul className="mt-5 grid gap-1 text-sm text-muted">
            {(level === 'in' || level === 'low') && <DeliveryLines ways={ways} locale={locale} />}
            <li>{t('returns')}</li>
            <li>
              {t('article')} <span className="tabular-nums">{variant.sku}</span>
            </li>
          </ul>
          {children}
        </div>
      </div>
      <BuyBar after={buyBox} name={product.name[locale]} price={variant.price} locale={locale} {...buy} />
    </div>
  );
}
