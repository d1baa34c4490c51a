import { type Product, unitPriceOf } from '@kontor/contracts/catalog';
import type { Locale } from '@kontor/contracts/ids';
import { xml } from '../xml.ts';

/** Google takes no longer ones. */
const LONGEST_TITLE = 150;
const LONGEST_DESCRIPTION = 5_000;
const MORE_IMAGES = 10;
const HUNDRED = 100;

const MM_PER_CM = 10;
const centimetres = (mm?: number) => (mm === undefined ? undefined : `${mm / MM_PER_CM} cm`);
const euros = (amount: number) => `${(amount / HUNDRED).toFixed(2)} EUR`;
const bases = { kg: '1 kg', l: '1 l', m: '1 m', m2: '1 sqm' } as const;
const units: Record<string, string> = { m2: 'sqm' };

/** One entry a variant, in the words of the Google Merchant product data specification. */
export function itemsOf(product: Product, locale: Locale, absolute: (path: string) => string): string[] {
  const { id, handle, name, summary, description, brand, images, options, variants } = product;
  return variants.map((variant) => {
    const { sku, price, compareAt = 0, gtin, availability, ships, content, choice } = variant;
    const chosen = options.flatMap((option) => option.values.filter((value) => value.id === choice[option.id]).map((value) => value.label[locale]));
    const shown = variant.images.length > 0 ? variant.images.flatMap((index) => images[index] ?? []) : images;
    const reduced = compareAt > price;
    const unit = unitPriceOf(price, content);
    const fields: [string, string | null | undefined][] = [
      ['id', sku],
      ['item_group_id', variants.length > 1 ? id : undefined],
      ['title', [name[locale], ...chosen].join(', ').slice(0, LONGEST_TITLE)],
      ['description', (description[locale] || summary[locale] || name[locale]).slice(0, LONGEST_DESCRIPTION)],
      ['link', absolute(`/${locale}/p/${handle}?sku=${encodeURIComponent(sku)}`)],
      ['image_link', shown[0] && absolute(shown[0].src)],
      ...shown.slice(1, 1 + MORE_IMAGES).map(({ src }): [string, string] => ['additional_image_link', absolute(src)]),
      ['availability', availability === 'out' ? 'out_of_stock' : ships ? (ships.kind === 'pre-order' ? 'preorder' : 'backorder') : 'in_stock'],
      ['availability_date', ships?.shipsOn],
      ['price', euros(reduced ? compareAt : price)],
      ['sale_price', reduced ? euros(price) : undefined],
      ['condition', 'new'],
      ['brand', brand || undefined],
      ['gtin', gtin],
      ['identifier_exists', gtin ? undefined : 'no'],
      ['unit_pricing_measure', content && `${content.amount} ${units[content.unit] ?? content.unit}`],
      ['unit_pricing_base_measure', unit && bases[unit.per]],
      ['shipping_weight', variant.weightGrams > 0 ? `${variant.weightGrams} g` : undefined],
      ['shipping_length', centimetres(variant.packedMm?.length)],
      ['shipping_width', centimetres(variant.packedMm?.width)],
      ['shipping_height', centimetres(variant.packedMm?.height)],
    ];
    return `<item>${fields.map(([field, value]) => (value ? `<g:${field}>${xml(value)}</g:${field}>` : '')).join('')}</item>`;
  });
}
