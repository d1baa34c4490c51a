import { setTimeout as pause } from 'node:timers/promises';
import { catalog } from '@kontor/contracts/catalog';
import { content } from '@kontor/contracts/content';
import { inventory } from '@kontor/contracts/inventory';
import { promotion } from '@kontor/contracts/promotion';
import { Refusal } from '@kontor/contracts/refusals';
import { review } from '@kontor/contracts/review';
import { shipping } from '@kontor/contracts/shipping';
import { callWorker } from '@kontor/kit/rpc';
import type { z } from 'zod';
import { env } from '../env.ts';
import { staffToken } from '../staff-token.ts';

const RETRIES = 6;

/** Tries again while a worker is away or slow: whatever is sent here may be sent twice. */
async function patiently<R>(work: () => Promise<R>): Promise<R> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if ((error instanceof Refusal && error.code !== 'Unavailable') || attempt === RETRIES) throw error;
      await pause(250 * 2 ** attempt);
    }
  }
}

const nobody = { actor: null, client: 'import' };
const roles = ['catalog', 'inventory', 'shipping', 'orders'];
const call = {
  catalog: callWorker('catalog', env.CATALOG_URL, staffToken('catalog', roles)),
  inventory: callWorker('inventory', env.INVENTORY_URL, staffToken('inventory', roles)),
  order: callWorker('order', env.ORDER_URL, staffToken('order', roles)),
  shipping: callWorker('shipping', env.SHIPPING_URL, staffToken('shipping', roles)),
};
type In<V extends { input: z.ZodType }> = z.input<V['input']>;

/** The procedures that an import needs, called as a member of staff. */
export const shop = {
  saveCategories: (categories: In<typeof catalog.saveCategories>['categories']) =>
    patiently(async () => catalog.saveCategories.output.parse(await call.catalog(catalog.saveCategories, 'saveCategories', { categories }, nobody))),
  saveProducts: (products: unknown[]) =>
    patiently(async () => catalog.saveProducts.output.parse(await call.catalog(catalog.saveProducts, 'saveProducts', { products }, nobody))),
  saveReviews: (reviews: In<typeof review.saveReviews>['reviews']) =>
    patiently(async () => review.saveReviews.output.parse(await call.catalog(review.saveReviews, 'saveReviews', { reviews }, nobody))),
  saveCollections: (collections: In<typeof content.saveCollections>['collections']) =>
    patiently(async () => content.saveCollections.output.parse(await call.catalog(content.saveCollections, 'saveCollections', { collections }, nobody))),
  savePages: (pages: In<typeof content.savePages>['pages']) =>
    patiently(async () => content.savePages.output.parse(await call.catalog(content.savePages, 'savePages', { pages }, nobody))),
  saveArticles: (articles: In<typeof content.saveArticles>['articles']) =>
    patiently(async () => content.saveArticles.output.parse(await call.catalog(content.saveArticles, 'saveArticles', { articles }, nobody))),
  count: (counts: In<typeof inventory.count>['counts']) =>
    patiently(async () => inventory.count.output.parse(await call.inventory(inventory.count, 'count', { counts, reason: 'receipt' }, nobody))),
  setRules: (rules: In<typeof inventory.setRules>['rules']) =>
    patiently(async () => inventory.setRules.output.parse(await call.inventory(inventory.setRules, 'setRules', { rules }, nobody))),
  savePromotion: (wanted: In<typeof promotion.savePromotion>) =>
    patiently(async () => promotion.savePromotion.output.parse(await call.order(promotion.savePromotion, 'savePromotion', wanted, nobody))),
  setRates: (rates: In<typeof shipping.setRates>['rates']) =>
    patiently(async () => shipping.setRates.output.parse(await call.shipping(shipping.setRates, 'setRates', { rates }, nobody))),
};
export type Shop = typeof shop;
