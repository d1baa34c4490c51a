import { inventory } from '@kontor/contracts/inventory';
import { Refusal } from '@kontor/contracts/refusals';
import { serve } from '@kontor/kit/rpc';
import { availableNow, journal, lockShelves, openShelves, saveShelves, shelvesOf, stockOf } from './store.ts';

const BULK = 20;

export const api = serve(inventory, {
  available: ({ skus }) => availableNow(skus),
  stock: async ({ skus }) => (await shelvesOf(skus)).map(stockOf),
  /** A count below what is promised to shoppers is refused: the goods of an order would be missing. */
  count: ({ counts, reason, note }, { actor }) =>
    journal.transaction(async (tx) => {
      await openShelves(tx, counts);
      const before = await lockShelves(
        tx,
        counts.map(({ sku }) => sku),
      );
      const counted = new Map(counts.map((count, index) => [`${count.sku} ${count.location}`, { ...count, index }]));
      const after = before.map((shelf) => {
        const count = counted.get(`${shelf.sku} ${shelf.location}`);
        if (!count) return shelf;
        const promised = shelf.held + shelf.allocated;
        if (count.onHand < promised)
          throw new Refusal('InvalidInput', {
            field: `counts.${count.index}.onHand`,
            reason: `${promised} pieces of ${shelf.sku} are promised to orders; count at least those`,
            sku: shelf.sku,
          });
        return { ...shelf, onHand: count.onHand };
      });
      const movements = after.flatMap(({ sku, location, onHand }, index) => {
        const quantity = onHand - (before[index]?.onHand ?? 0);
        return quantity === 0 ? [] : [{ sku, location, quantity, reason, note, actor: actor?.id ?? '' }];
      });
      const told = await saveShelves(tx, before, after, movements);
      await journal.leave(
        tx,
        told.map((event) => ({ ...event, lane: counts.length > BULK ? ('bulk' as const) : ('now' as const) })),
        [],
      );
      return { changed: movements.length };
    }),
});
