import { Receipt } from '@kontor/contracts/receipt';
import { asking } from '@kontor/kit/asks';
import { change } from '@kontor/kit/change';
import { now } from '@kontor/kit/clock';
import { takeOutBought } from './cart/api.ts';
import { dropCart } from './cart/store.ts';
import { giveUpExchange } from './aftercare/exchanges.ts';
import { lapse } from './domain.ts';
import { journal, type Tx } from './store/journal.ts';
import { orderById, orders, originsOf } from './store/orders.ts';
import { issuePapers } from './store/papers.ts';

export const asks = {
  /** The time to pay has passed. */
  payBy: asking<Tx, unknown>({
    async done(tx, ended) {
      const todo = ended.map(({ ask: { subject, trace } }) => ({ id: subject, facts: { at: now() }, trace }));
      await change(journal, tx, orders, todo, lapse);
    },
  }),
  /** Goods that were to be exchanged have not come in all this time. */
  giveUpExchange: asking<Tx, unknown>({
    async done(tx, ended) {
      const ids = ended.map(({ ask }) => ask.subject);
      const origins = await originsOf(tx, ids);
      const locked = await orders.lock(tx, [...ids, ...origins.map(({ of }) => of)]);
      const todo = ended.map(({ ask: { subject, trace } }) => {
        const origin = origins.find(({ id }) => id === subject);
        const back = locked.find(({ id }) => id === origin?.of)?.returns.find(({ id }) => id === origin?.returnId);
        return { id: subject, facts: { back, at: now() }, trace };
      });
      await change(journal, tx, orders, todo, giveUpExchange);
    },
  }),
  /** The papers that orders lack, asked for by the doctor: they are issued with what makes them due, and nobody else issues them later. */
  issuePapers: asking<Tx, unknown>({
    async done(tx, ended) {
      const lacking = await orders.lock(
        tx,
        ended.map(({ ask }) => ask.subject),
      );
      await issuePapers(tx, lacking);
    },
  }),
  /** What was paid leaves the cart; what was added meanwhile stays. */
  emptyCart: asking<Tx, unknown>({
    call: async ({ subject }) => {
      const found = await orderById(subject);
      if (found)
        await takeOutBought(
          found.owner,
          subject,
          found.order.lines.map(({ sku, ordered }) => ({ sku, quantity: ordered })),
          Receipt.parse(found.order.receipt).promotions.flatMap(({ code }) => code ?? []),
        );
      return undefined;
    },
    done: async () => {},
    // A quarter of an hour: the cart store may be away, but what is put in much later is not ours to take.
    attempts: 12,
  }),
  /** The cart of a closed account. */
  dropCart: asking<Tx, unknown>({
    call: async ({ subject }) => {
      await dropCart(subject);
      return undefined;
    },
    done: async () => {},
  }),
};
