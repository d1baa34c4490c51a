import { type Hears, TooEarly } from '@kontor/kit/inbox';
import { traceparent } from '@kontor/kit/telemetry';
import { announceIndex } from './asks.ts';
import { documentOf } from './document.ts';
import { lookAgain } from './known.ts';
import { finishRebuild } from './rebuild.ts';
import { IndexAway, write } from './store/opensearch.ts';
import { keepSales } from './store/signals.ts';
import { indicesToWrite, journal, keepCategories, type Tx } from './store/postgres.ts';

/** While the index is away events wait and do not become dead letters. */
async function patiently<R>(work: Promise<R>): Promise<R> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof IndexAway ? new TooEarly(error.message) : error;
  }
}

export const hears: Hears<Tx> = {
  ProductChanged: async (messages, tx) => {
    const indices = await indicesToWrite(tx);
    if (indices.length === 0) throw new TooEarly('there is no index yet: run npm run migrate');
    const writes = messages.map(({ subject, version, data: { product } }) => ({
      id: subject,
      version,
      document: product.published ? documentOf(product) : null,
    }));
    await patiently(write(indices, writes));
    await journal.leave(tx, [], [announceIndex(traceparent())]);
  },
  CategoryChanged: async (messages, tx) => {
    await keepCategories(
      tx,
      messages.map(({ data: { category }, version }) => ({ ...category, version })),
    );
    journal.after(tx, lookAgain);
  },
  /** What sells goes up a little. */
  OrderPaid: async (messages, tx) => {
    const sales = messages.flatMap(({ data: { orderId, lines }, time }) => lines.map(({ sku, quantity }) => ({ orderId, sku, quantity, at: time })));
    await keepSales(tx, sales);
  },
  CatalogueRetold: async (messages, tx) => {
    const published = messages.at(-1)?.data.published ?? 0;
    if (!(await patiently(finishRebuild(tx, published)))) throw new TooEarly('the new index is not complete yet');
    await journal.leave(tx, [], [announceIndex(traceparent())]);
  },
};
