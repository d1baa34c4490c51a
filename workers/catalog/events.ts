import type { Hears } from '@kontor/kit/inbox';
import { retellingTo } from './asks.ts';
import { ranLow, showStock, takeStock } from './domain.ts';
import { forgetPeople } from './reviews/count.ts';
import { forgetWishes, tellWhoWaits } from './notices/tell.ts';
import { tellChanges } from './tell.ts';
import { journal, keepBands, keepOffers, offersFor, productsFor, type Tx } from './store/catalogue.ts';
import { notePurchases } from './store/reviews.ts';

export const hears: Hears<Tx> = {
  /** Prices and texts do not change: only the band (in stock, low, later, out), and the product is told again only when that does. */
  StockChanged: async (messages, tx) => {
    const news = messages.map(({ data: { sku, available, later, low }, version }) => ({
      sku,
      available,
      ...(later && { later }),
      ...(low !== undefined && { low }),
      version,
    }));
    const before = await offersFor(
      tx,
      news.map(({ sku }) => sku),
    );
    const changed = takeStock(before, news);
    await keepOffers(tx, changed);
    const shown = await productsFor(tx, [...new Set(changed.flatMap(({ productId }) => productId ?? []))]);
    const offers = await offersFor(
      tx,
      shown.flatMap(({ variants }) => variants.map(({ sku }) => sku)),
    );
    const products = shown.flatMap((product) => showStock(product, offers) ?? []);
    await keepBands(tx, products);
    await tellChanges(tx, { products, ranLow: ranLow(before, changed) });
    await tellWhoWaits(tx, changed);
  },

  /** Who receives a product may review it: what an order holds is known when it is paid, that it arrived when it is completed. */
  OrderPaid: (messages, tx) =>
    notePurchases(
      tx,
      messages.map(({ data: { orderId, owner, lines } }) => ({ orderId, owner, skus: lines.map(({ sku }) => sku) })),
    ),
  OrderCompleted: (messages, tx) =>
    notePurchases(
      tx,
      messages.map(({ data: { orderId, owner } }) => ({ orderId, owner, received: true })),
    ),

  UserClosed: async (messages, tx) => {
    const ids = messages.map(({ data }) => data.userId);
    await forgetPeople(tx, ids);
    await forgetWishes(tx, ids);
  },

  /** Search builds a new index: it is told everything again. */
  RebuildBegun: (messages, tx) =>
    journal.leave(
      tx,
      [],
      messages.map(({ data: { index }, trace }) => retellingTo(index, '', trace)),
    ),
};
