import type { Message } from '@kontor/contracts/events';
import { type Hears, TooEarly } from '@kontor/kit/inbox';
import { leaving, type Leaving } from '@kontor/kit/journal';
import { log } from '@kontor/kit/log';
import { waitingIn } from './backlog.ts';
import { allocate, apply, decide, laterOf, leaveOut, type Shelf, takeParcel } from './domain.ts';
import {
  addHolds,
  asOfNow,
  type Hold,
  journal,
  keyFor,
  keysOf,
  lockHolds,
  lockShelves,
  lockShelvesOf,
  type Movement,
  openShelves,
  saveHolds,
  saveShelves,
  type Tx,
} from './store.ts';

/** All lines of an order or none; the hold's own key makes a second telling harmless. */
async function hold(messages: Message<'OrderPlaced'>[], tx: Tx): Promise<void> {
  const before = await lockShelves(
    tx,
    messages.flatMap(({ data }) => data.lines.map(({ sku }) => sku)),
  );
  const known = new Set(
    (
      await lockHolds(
        tx,
        messages.map(({ data }) => data.orderId),
      )
    ).map(({ orderId }) => orderId),
  );
  const orders = messages.filter(({ data }) => !known.has(data.orderId) && known.add(data.orderId));
  if (orders.length === 0) return;
  let shelves = before;
  const answers: Leaving[] = [];
  const holds = orders.map(({ data: { orderId, lines }, trace }) => {
    const decided = allocate(shelves, lines);
    if ('short' in decided) {
      answers.push(leaving({ type: 'StockRefused', subject: orderId, data: { orderId, short: decided.short } }, 1, trace));
      return { orderId, phase: 'refused' as const, lines: [], short: decided.short };
    }
    const later = decided.allocation.flatMap(({ sku, waiting }) => {
      const promise = waiting ? asOfNow(laterOf(shelves, sku)) : null;
      return waiting && promise ? [{ ...promise, sku, pieces: waiting }] : [];
    });
    shelves = apply(shelves, decided.allocation, 'hold');
    answers.push(
      leaving({ type: 'StockHeld', subject: orderId, data: { orderId, allocation: decided.allocation, ...(later.length > 0 && { later }) } }, 1, trace),
    );
    return { orderId, phase: 'held' as const, lines: decided.allocation, short: [] };
  });
  await addHolds(tx, holds);
  await journal.leave(tx, [...answers, ...(await saveShelves(tx, before, shelves))], []);
}

type About = { data: { orderId: string } };

/** What comes later for held goods: kept on payment, released on cancellation. */
const settle =
  (event: 'OrderPaid' | 'OrderCancelled') =>
  async (messages: About[], tx: Tx): Promise<void> => {
    const orderIds = [...new Set(messages.map(({ data }) => data.orderId))];
    const before = await lockShelvesOf(tx, orderIds);
    const holds = new Map((await lockHolds(tx, orderIds)).map((one) => [one.orderId, one]));
    let shelves = before;
    const changed = orderIds.flatMap((orderId) => {
      const found = holds.get(orderId);
      const decided = decide(found?.phase, event);
      if (decided === 'early') throw new TooEarly(`${event} before the hold of ${orderId} was ready`);
      if (!found || decided === 'nothing') return [];
      shelves = apply(shelves, found.lines, decided.deed);
      return [{ ...found, phase: decided.phase, version: found.version + 1 }];
    });
    if (changed.length === 0) return;
    await saveHolds(tx, changed);
    await journal.leave(tx, await saveShelves(tx, before, shelves), []);
  };

/** A parcel left: its pieces are booked out where they lay, once; what is kept for the others of its order stays. */
async function bookOut(messages: Message<'ShipmentDispatched'>[], tx: Tx): Promise<void> {
  const orderIds = [...new Set(messages.map(({ data }) => data.orderId))];
  const before = await lockShelvesOf(tx, orderIds);
  const holds = new Map((await lockHolds(tx, orderIds)).map((one) => [one.orderId, one]));
  let shelves: Shelf[] = before;
  const movements: Movement[] = [];
  const changed = new Map<string, Hold>();
  for (const { data } of messages) {
    const { orderId, shipmentId, lines, leftOut } = data;
    const found = holds.get(orderId);
    const decided = decide(found?.phase, 'ShipmentDispatched');
    if (decided === 'early') throw new TooEarly(`a parcel of ${orderId} left before its hold was ready`);
    if (!found || found.parcels.includes(shipmentId)) continue;
    if (decided === 'nothing') {
      if (found.phase !== 'dispatched') log.error({ orderId, phase: found.phase }, 'a parcel left without goods of its own');
      continue;
    }
    // The parcel may be told of before the cancellation of what was left out of it.
    const [after, hold] = withoutCancelled(shelves, found, leftOut);
    const { kept, gone } = takeParcel(hold.lines, lines);
    if (lines && countOf(gone) < countOf(lines)) log.error({ orderId, shipmentId }, 'a parcel left with more than was kept for it');
    shelves = apply(after, gone, decided.deed);
    movements.push(...gone.map(({ sku, location, quantity }) => ({ sku, location, quantity: -quantity, reason: 'dispatch', orderId })));
    const phase = kept.length === 0 ? decided.phase : found.phase;
    const next = { ...hold, phase, lines: kept, parcels: [...found.parcels, shipmentId], version: found.version + 1 };
    holds.set(orderId, next);
    changed.set(orderId, next);
  }
  if (changed.size === 0) return;
  await saveHolds(tx, [...changed.values()]);
  await journal.leave(tx, await saveShelves(tx, before, shelves, movements), []);
}

function withoutCancelled(shelves: readonly Shelf[], hold: Hold, leftOut: Hold['givenBack']): [Shelf[], Hold] {
  const { kept, given } = leaveOut(hold.lines, hold.givenBack, leftOut);
  return [apply(shelves, given, 'giveBack'), { ...hold, lines: kept, givenBack: given.length > 0 ? leftOut : hold.givenBack }];
}

/** Cancelled pieces of paid orders are free again; an order that waited for those alone has all its goods. */
async function giveBack(messages: Message<'PiecesCancelled'>[], tx: Tx): Promise<void> {
  const orderIds = messages.map(({ data }) => data.orderId);
  const before = await lockShelvesOf(tx, orderIds);
  const holds = new Map((await lockHolds(tx, orderIds)).map((one) => [one.orderId, one]));
  let shelves: Shelf[] = before;
  const ready: Leaving[] = [];
  for (const { data, trace } of messages) {
    const { orderId, leftOut } = data;
    const found = holds.get(orderId);
    if (!found || found.phase === 'held') throw new TooEarly(`pieces of ${orderId} are cancelled before its payment was heard of`);
    if (found.phase !== 'allocated') continue;
    const [after, hold] = withoutCancelled(shelves, found, leftOut);
    shelves = after;
    // Whatever was left of it has gone already.
    const phase = hold.lines.length === 0 && found.parcels.length > 0 ? 'dispatched' : hold.phase;
    holds.set(orderId, { ...hold, phase, version: found.version + 1 });
    if (waitingIn(found.lines) > 0 && waitingIn(hold.lines) === 0)
      ready.push(leaving({ type: 'StockReady', subject: orderId, data: { orderId, allocation: hold.lines } }, 2, trace));
  }
  await saveHolds(tx, [...holds.values()]);
  await journal.leave(tx, [...ready, ...(await saveShelves(tx, before, shelves))], []);
}

/** What came back and can be sold again. The movement's own key makes a second telling harmless. */
async function putBack(messages: Message<'ReturnSettled'>[], tx: Tx): Promise<void> {
  const pieces = messages.flatMap(({ data: { orderId, returnId, returnNumber, restock } }) =>
    restock.map((one) => ({ ...one, orderId, note: returnNumber, reason: 'return', key: keyFor(`${returnId} ${one.sku}`) })),
  );
  if (pieces.length === 0) return;
  await openShelves(tx, pieces);
  const before = await lockShelves(
    tx,
    pieces.map(({ sku }) => sku),
  );
  const known = await keysOf(
    tx,
    pieces.map(({ key }) => key),
  );
  const fresh = pieces.filter(({ key }) => !known.has(key) && known.add(key));
  const after = fresh.reduce((shelves, one) => apply(shelves, [one], 'putBack'), before);
  await journal.leave(tx, await saveShelves(tx, before, after, fresh), []);
}

const countOf = (pieces: readonly { quantity: number }[]): number => pieces.reduce((sum, { quantity }) => sum + quantity, 0);

export const hears: Hears<Tx> = {
  OrderPlaced: hold,
  OrderCancelled: settle('OrderCancelled'),
  OrderPaid: settle('OrderPaid'),
  ShipmentDispatched: bookOut,
  PiecesCancelled: giveBack,
  ReturnSettled: putBack,
};
