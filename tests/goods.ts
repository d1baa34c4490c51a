import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shopperOf, until } from './shopper.ts';
import type { Stack } from './stack.ts';

/** `price` in cents; `pieces` lie in Berlin, those `elsewhere` in Leipzig; `other` is a second variant, which one can be exchanged for. */
export type Goods = { sku: string; price: number; pieces: number; elsewhere?: number; weightGrams?: number; other?: { price: number; pieces: number } };

const OTHER = '-OTHER';
/** The SKU of the other variant of the same product, from either of them. */
export const otherOf = (sku: string): string => (sku.endsWith(OTHER) ? sku.slice(0, -OTHER.length) : `${sku}${OTHER}`);

/** Delivery in every stack that has goods of a test's own, in cents. */
export const DELIVERY = 490;

const text = (en: string) => ({ en, de: en });
const idOf = (sku: string) => sku.toLowerCase();
const kinds = { id: 'kind', label: text('Kind'), values: ['first', 'other'].map((id) => ({ id, label: text(id) })) };

/** Imports goods of a test's own, and waits until each can be bought and delivered. The same SKU again changes price and pieces. */
export async function stockGoods(stack: Stack, goods: readonly Goods[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'goods-'));
  const file = join(folder, 'goods.ndjson');
  const lines = [
    { type: 'category', id: 'goods', name: text('Goods'), position: 0 },
    { type: 'rate', method: 'standard', name: text('Standard'), countries: ['DE'], bands: [{ upToGrams: 200_000, price: DELIVERY }], daysFrom: 1, daysTo: 2 },
    ...goods.map(({ sku, price, pieces, elsewhere, weightGrams = 100, other }) => ({
      type: 'product',
      id: idOf(sku),
      handle: idOf(sku),
      name: text(sku),
      summary: text(sku),
      description: text(sku),
      categories: ['goods'],
      ...(other && { options: [kinds] }),
      variants: [
        { sku, price, weightGrams, ...(other && { choice: { kind: 'first' } }) },
        ...(other ? [{ sku: otherOf(sku), price: other.price, weightGrams, choice: { kind: 'other' } }] : []),
      ],
      stock: { [sku]: { berlin: pieces, ...(elsewhere && { leipzig: elsewhere }) }, ...(other && { [otherOf(sku)]: { berlin: other.pieces } }) },
    })),
  ];
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'));
  await stack.import(file);
  rmSync(folder, { recursive: true });
  const shopper = await shopperOf(stack);
  for (const { sku, price } of goods.flatMap((one) => (one.other ? [one, { sku: otherOf(one.sku), price: one.other.price }] : [one]))) {
    await until(async () => {
      const cart = await shopper.add(sku).catch(() => null);
      return cart?.lines.some((line) => line.sku === sku && line.price === price);
    }, `${sku} can be bought for ${price}`);
  }
  await deliverable(shopper);
}

/** Imports the catalogue of the tests, and waits until this SKU of it can be bought and delivered. */
export async function stockCatalogue(stack: Stack, sku: string): Promise<void> {
  await stack.import('tests/catalogue.ndjson');
  const shopper = await shopperOf(stack);
  await until(() => shopper.add(sku).catch(() => null), `${sku} can be bought`);
  await deliverable(shopper);
}

const deliverable = (shopper: Awaited<ReturnType<typeof shopperOf>>) =>
  until(async () => (await shopper.call<{ methods: unknown[] }>('GET', '/checkout/quote?country=DE').catch(() => null))?.methods.length, 'it can be delivered');
