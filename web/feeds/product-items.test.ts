import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Product } from '@kontor/contracts/catalog';
import { NO_RATING } from '@kontor/contracts/review';
import { itemsOf } from './product-items.ts';

const text = (en: string) => ({ en, de: `${en} (de)` });
const variant = (sku: string, over: Partial<Product['variants'][number]> = {}): Product['variants'][number] => ({
  sku,
  choice: {},
  price: 4900,
  weightGrams: 0,
  images: [],
  availability: 'in',
  ...over,
});
const product = (over: Partial<Product> = {}): Product => ({
  id: 'kettle',
  handle: 'kettle',
  name: text('Kettle & lid'),
  brand: '',
  summary: text('Boils'),
  description: text(''),
  categories: [],
  taxClass: 'standard',
  options: [],
  attributes: [],
  images: [{ src: '/demo/kettle.webp', alt: text(''), width: 1, height: 1 }],
  variants: [variant('K1')],
  related: [],
  published: true,
  version: 1,
  rating: NO_RATING,
  changedAt: '2026-01-01T00:00:00.000Z',
  ...over,
});
const itemOf = (over: Partial<Product> = {}) => itemsOf(product(over), 'en', (path) => `https://shop.example${path}`).join('\n');

test('an entry names address, picture, price and stock, with its texts escaped', () => {
  const item = itemOf();
  assert.match(item, /<g:id>K1<\/g:id><g:title>Kettle &amp; lid<\/g:title><g:description>Boils<\/g:description>/);
  assert.match(item, /<g:link>https:\/\/shop\.example\/en\/p\/kettle\?sku=K1<\/g:link><g:image_link>https:\/\/shop\.example\/demo\/kettle\.webp/);
  assert.match(item, /<g:availability>in_stock<\/g:availability><g:price>49\.00 EUR<\/g:price><g:condition>new/);
  assert.ok(!/sale_price|item_group_id|gtin>|unit_pricing/.test(item));
});

test('a reduced price is a sale price, and the price is what it was', () => {
  assert.match(itemOf({ variants: [variant('K1', { compareAt: 5900 })] }), /<g:price>59\.00 EUR<\/g:price><g:sale_price>49\.00 EUR/);
});

test('variants belong together, sold out ones say so, and goods by weight name their measure', () => {
  const item = itemOf({ variants: [variant('K1', { availability: 'out', content: { amount: 250, unit: 'g' } }), variant('K2', { gtin: '12345678' })] });
  assert.equal(item.match(/<g:item_group_id>kettle</g)?.length, 2);
  assert.match(item, /out_of_stock.*<g:unit_pricing_measure>250 g<\/g:unit_pricing_measure><g:unit_pricing_base_measure>1 kg</);
  assert.match(item, /<g:gtin>12345678</);
});
