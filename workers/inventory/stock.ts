import type { inventory, MovementReason, Stock } from '@kontor/contracts/inventory';
import { Refusal } from '@kontor/contracts/refusals';
import type { z } from 'zod';
import { free, type Shelf } from './domain.ts';
import { journal, lockShelves, movementOf, type Movement, openShelves, saveShelves, shelvesOf, stockOf, type Tx } from './store.ts';

const BULK = 20;

/** Pieces of a shelf that orders count on: the goods of an order would be missing below them. */
function refuseBelowPromised({ sku, held, allocated, waiting }: Shelf, onHand: number, field: string): void {
  const promised = held + allocated - waiting;
  if (onHand >= promised) return;
  const reason = `${promised} pieces of ${sku} are promised to orders, so at least those must be there`;
  throw new Refusal('InvalidInput', { field, reason, sku, promised });
}

/** Saves the shelves as they are now with their movements, tells it and notes who did it. */
async function keep(tx: Tx, actor: string, act: string, before: Shelf[], after: Shelf[], movements: Movement[]): Promise<void> {
  const told = await saveShelves(tx, before, after, movements);
  const lane = before.length > BULK ? 'bulk' : 'now';
  await journal.leave(
    tx,
    told.map((event) => ({ ...event, lane })),
    [],
  );
  if (movements.length === 0) return;
  const [first] = movements;
  const about = movements.length === 1 && first ? `${first.sku} ${first.location}` : `${movements.length} shelves`;
  const moved = movements.slice(0, BULK).map(({ sku, location, quantity, reason }) => ({ sku, location, quantity, reason }));
  await journal.records.note(tx, { actor, act, about, detail: { moved } });
}

type Count = z.output<typeof inventory.count.input>;

/** Says how many pieces lie there; the difference becomes a movement. */
export async function count(tx: Tx, { counts, reason, note }: Count, actor: string): Promise<number> {
  await openShelves(tx, counts);
  const before = await lockShelves(
    tx,
    counts.map(({ sku }) => sku),
  );
  const counted = new Map(counts.map((one, index) => [`${one.sku} ${one.location}`, { ...one, index }]));
  const after = before.map((shelf) => {
    const one = counted.get(`${shelf.sku} ${shelf.location}`);
    if (!one) return shelf;
    refuseBelowPromised(shelf, one.onHand, `counts.${one.index}.onHand`);
    return { ...shelf, onHand: one.onHand };
  });
  const movements = after.flatMap(({ sku, location, onHand }, index) => {
    const quantity = onHand - (before[index]?.onHand ?? 0);
    return quantity === 0 ? [] : [{ sku, location, quantity, reason, note, actor }];
  });
  await keep(tx, actor, 'countStock', before, after, movements);
  return movements.length;
}

type Correction = { sku: string; location: string; change: number; reason: z.output<typeof MovementReason>; note: string; idempotencyKey: string };

/** Takes pieces in or out. The lock on the SKU makes a second press of the same button wait, and find what the first did. */
export async function correct(tx: Tx, { idempotencyKey: key, change, ...what }: Correction, actor: string): Promise<Stock> {
  const { sku, location } = what;
  await openShelves(tx, [what]);
  const before = await lockShelves(tx, [sku]);
  const done = await movementOf(tx, key);
  if (done) {
    if (done.sku !== sku || done.location !== location || done.quantity !== change) throw new Refusal('KeyReused');
  } else {
    const after = before.map((shelf) => {
      if (shelf.location !== location) return shelf;
      refuseBelowPromised(shelf, shelf.onHand + change, 'change');
      return { ...shelf, onHand: shelf.onHand + change };
    });
    await keep(tx, actor, 'correctStock', before, after, [{ ...what, quantity: change, actor, key }]);
  }
  // Those who waited may have got some of it.
  const shelf = (await shelvesOf([sku], tx)).find((one) => one.location === location);
  if (!shelf) throw new Error(`the shelf of ${sku} at ${location} was not opened`);
  return stockOf(shelf);
}

type Transfer = z.output<typeof inventory.transfer.input>;

/** Brings pieces from one location to another: two movements that sum up to nothing. */
export async function transfer(tx: Tx, { sku, from, to, pieces, note, idempotencyKey: key }: Transfer, actor: string): Promise<Stock[]> {
  await openShelves(tx, [{ sku, location: to }]);
  const before = await lockShelves(tx, [sku]);
  const done = await movementOf(tx, key);
  if (done) {
    if (done.sku !== sku || done.location !== from || done.quantity !== -pieces) throw new Refusal('KeyReused');
    return before.map(stockOf);
  }
  const source = before.find(({ location }) => location === from);
  if (!source) throw new Refusal('InvalidInput', { field: 'from', reason: `there is no ${sku} at ${from}` });
  if (free(source) < pieces) {
    const reason = `${free(source)} pieces of ${sku} lie at ${from} that are promised to nobody, so at most those can go`;
    throw new Refusal('InvalidInput', { field: 'pieces', reason, sku, most: free(source) });
  }
  const change = (location: string) => (location === from ? -pieces : location === to ? pieces : 0);
  const after = before.map((shelf) => ({ ...shelf, onHand: shelf.onHand + change(shelf.location) }));
  const about = { sku, reason: 'transfer', note, actor };
  await keep(tx, actor, 'transferStock', before, after, [
    { ...about, location: from, quantity: -pieces, key },
    { ...about, location: to, quantity: pieces },
  ]);
  return after.map(stockOf);
}
