import { inventory } from '@kontor/contracts/inventory';
import { placeIn } from '@kontor/contracts/place';
import { serve, staffOf } from '@kontor/kit/rpc';
import { z } from 'zod';
import { setRules } from './rules.ts';
import { correct, count, transfer } from './stock.ts';
import { availableNow, journal, ledgerOf, rulesOf, shelvesAfter, shelvesOf, stockOf } from './store.ts';

const ShelfPlace = z.tuple([z.string().min(1), z.string().min(1)]);

/** A movement's id: at most 18 digits, which every BIGINT holds. */
const MovementPlace = z.string().regex(/^\d{1,18}$/);
const movementBefore = (after: string | undefined): bigint | null => (after === undefined ? null : BigInt(placeIn(MovementPlace, after)));

export const api = serve(inventory, {
  available: async ({ skus }) => (await availableNow(skus)).map(({ onHand: _onHand, low: _low, ...shown }) => shown),
  stock: async ({ skus }) => (await shelvesOf(skus)).map(stockOf),
  count: (counted, context) => journal.transaction(async (tx) => ({ changed: await count(tx, counted, staffOf(context).id) })),
  correct: (correction, context) => journal.transaction((tx) => correct(tx, correction, staffOf(context).id)),
  transfer: (wanted, context) => journal.transaction((tx) => transfer(tx, wanted, staffOf(context).id)),
  rules: ({ skus }) => rulesOf(skus),
  setRules: ({ rules }, context) => journal.transaction(async (tx) => ({ changed: await setRules(tx, rules, staffOf(context).id) })),

  async shelves({ after, limit, q = '' }) {
    const found = await shelvesAfter(after ? placeIn(ShelfPlace, after.split(' ')) : ['', ''], q, limit + 1);
    const items = found.slice(0, limit).map(stockOf);
    const last = items.at(-1);
    return { items, next: found.length > limit && last ? `${last.sku} ${last.location}` : null };
  },

  async movements({ sku, after, limit }) {
    const found = await ledgerOf(sku, movementBefore(after), limit + 1);
    const items = found.slice(0, limit).map(({ key: _key, id, at, ...movement }) => ({ ...movement, id: String(id), at: at.toISOString() }));
    return { items: inventory.movements.output.shape.items.parse(items), next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
  },
});
