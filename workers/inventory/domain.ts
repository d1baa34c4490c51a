import { type Allocation, type Later, type LaterRule, piecesTold, PLENTY, RUNS_LOW_AT, type Shortage } from '@kontor/contracts/inventory';
import type { Piece } from '@kontor/contracts/shipping';

/** Pieces at one location. Of those promised (held, allocated) `waiting` are not there yet; `later` and `lowAt` are the rules of the SKU. */
export type Shelf = {
  sku: string;
  location: string;
  onHand: number;
  held: number;
  allocated: number;
  waiting: number;
  later: LaterRule | null;
  lowAt: number | null;
};
export type Wanted = { sku: string; quantity: number };
export type HoldPhase = 'held' | 'refused' | 'allocated' | 'dispatched' | 'released';

/** What lies there and is promised to nobody: never below zero. */
export const free = ({ onHand, held, allocated, waiting }: Shelf): number => onHand - held - allocated + waiting;
const ofSku = (shelves: readonly Shelf[], sku: string) => shelves.filter((shelf) => shelf.sku === sku);
const sum = (shelves: readonly Shelf[], what: (shelf: Shelf) => number): number => shelves.reduce((total, shelf) => total + what(shelf), 0);

/** What can be sold off the shelves. */
export const availableOf = (shelves: readonly Shelf[], sku: string): number => sum(ofSku(shelves, sku), free);
export const onHandOf = (shelves: readonly Shelf[], sku: string): number => sum(ofSku(shelves, sku), ({ onHand }) => onHand);
export const waitingOf = (shelves: readonly Shelf[], sku: string): number => sum(ofSku(shelves, sku), ({ waiting }) => waiting);

/** What can be promised beyond that by the rule of the SKU, and for when; null where nothing is sold before it is there. */
export function laterOf(shelves: readonly Shelf[], sku: string): Later | null {
  const rule = ofSku(shelves, sku)[0]?.later;
  if (!rule?.open) return null;
  const { kind, shipsOn, weeks, quota } = rule;
  return { kind, shipsOn, weeks, pieces: Math.max(0, quota - waitingOf(shelves, sku)) };
}

/** Whether not more is left than staff want to be warned of. */
export const runsLow = (shelves: readonly Shelf[], sku: string): boolean => availableOf(shelves, sku) <= (ofSku(shelves, sku)[0]?.lowAt ?? RUNS_LOW_AT);
/** What others are told of a SKU, and are told anew when it changes. */
export function toldOf(shelves: readonly Shelf[], sku: string): { available: number; later: Later | null; low: boolean } {
  const later = laterOf(shelves, sku);
  return {
    available: piecesTold(availableOf(shelves, sku), ofSku(shelves, sku)[0]?.lowAt),
    later: later && { ...later, pieces: Math.min(later.pieces, PLENTY) },
    low: runsLow(shelves, sku),
  };
}

/**
 * Which shelves serve the order, all lines or none; one location for the whole order where one has it all. What no shelf has waits for
 * goods to come in, as far as the rule of its SKU goes.
 */
export function allocate(shelves: readonly Shelf[], wanted: readonly Wanted[]): { allocation: Allocation[] } | { short: Shortage[] } {
  const short = wanted
    .map(({ sku, quantity }) => ({ sku, wanted: quantity, available: availableOf(shelves, sku) + (laterOf(shelves, sku)?.pieces ?? 0) }))
    .filter((line) => line.available < line.wanted);
  if (short.length > 0) return { short };
  const locations = [...new Set(shelves.map(({ location }) => location))].sort();
  const hasAll = (location: string) =>
    wanted.every(({ sku, quantity }) => shelves.some((shelf) => shelf.sku === sku && shelf.location === location && free(shelf) >= quantity));
  const whole = locations.find(hasAll);
  if (whole) return { allocation: wanted.map(({ sku, quantity }) => ({ sku, location: whole, quantity })) };
  return { allocation: wanted.flatMap(({ sku, quantity }) => takeFrom(ofSku(shelves, sku), quantity)) };
}

/** From the fullest shelf first, so that few parcels are needed; what is missing is to come to that one. */
function takeFrom(shelves: readonly Shelf[], quantity: number): Allocation[] {
  const fullest = [...shelves].sort((a, b) => free(b) - free(a) || a.location.localeCompare(b.location));
  const missing = Math.max(0, quantity - sum(shelves, free));
  let left = quantity - missing;
  return fullest.flatMap((shelf, index) => {
    const taken = Math.min(left, free(shelf));
    left -= taken;
    const waiting = index === 0 ? missing : 0;
    const { sku, location } = shelf;
    return taken + waiting > 0 ? [{ sku, location, quantity: taken + waiting, ...(waiting > 0 && { waiting }) }] : [];
  });
}

/** What each deed does to the shelves of an allocation, and its undo beside it. Nothing is booked out before it is there. */
const effects = {
  hold: ({ quantity, waiting = 0 }: Allocation) => ({ onHand: 0, held: quantity, allocated: 0, waiting }),
  release: ({ quantity, waiting = 0 }: Allocation) => ({ onHand: 0, held: -quantity, allocated: 0, waiting: -waiting }),
  keep: ({ quantity }: Allocation) => ({ onHand: 0, held: -quantity, allocated: quantity, waiting: 0 }),
  giveBack: ({ quantity, waiting = 0 }: Allocation) => ({ onHand: 0, held: 0, allocated: -quantity, waiting: -waiting }),
  putBack: ({ quantity }: Allocation) => ({ onHand: quantity, held: 0, allocated: 0, waiting: 0 }),
  bookOut: ({ quantity }: Allocation) => ({ onHand: -quantity, held: 0, allocated: -quantity, waiting: 0 }),
};
export type Deed = keyof typeof effects;

/** The shelves after a deed; the others as they were. An allocation names a shelf once. */
export function apply(shelves: readonly Shelf[], allocation: readonly Allocation[], deed: Deed): Shelf[] {
  return shelves.map((shelf) => {
    const part = allocation.find(({ sku, location }) => sku === shelf.sku && location === shelf.location);
    if (!part) return shelf;
    const { onHand, held, allocated, waiting } = effects[deed](part);
    return {
      ...shelf,
      onHand: shelf.onHand + onHand,
      held: shelf.held + held,
      allocated: shelf.allocated + allocated,
      waiting: shelf.waiting + waiting,
    };
  });
}

type Pieces = Pick<Piece, 'sku' | 'quantity' | 'location'>;
const countOf = (pieces: readonly Pieces[], sku: string): number => pieces.reduce((total, one) => total + (one.sku === sku ? one.quantity : 0), 0);

/** Takes pieces out of an allocation, from their own location before any other; `most` says how many of a line may be taken. Names each shelf once. */
function takeOut(
  lines: readonly Allocation[],
  pieces: readonly Pieces[],
  most: (line: Allocation) => number,
): { kept: Allocation[]; taken: Map<Allocation, number> } {
  const taken = new Map<Allocation, number>();
  for (const { sku, location, quantity } of pieces) {
    let more = quantity;
    const own = lines.filter((line) => line.sku === sku);
    for (const line of [...own.filter((one) => one.location === location), ...own.filter((one) => one.location !== location)]) {
      const before = taken.get(line) ?? 0;
      const out = Math.max(0, Math.min(more, most(line) - before));
      if (out > 0) taken.set(line, before + out);
      more -= out;
    }
  }
  const kept = lines.flatMap((line) => {
    const quantity = line.quantity - (taken.get(line) ?? 0);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
  return { kept, taken };
}

/**
 * Takes cancelled pieces out of an allocation, those first that are not there yet. `leftOut` counts all that were ever cancelled, `before`
 * those that were taken out already: so it may be told twice, and in any order.
 */
export function leaveOut(lines: readonly Allocation[], before: readonly Pieces[], leftOut: readonly Pieces[]): { kept: Allocation[]; given: Allocation[] } {
  const due = new Map(leftOut.map(({ sku }) => [sku, countOf(leftOut, sku) - countOf(before, sku)]));
  const more = leftOut.map(({ sku, location, quantity }) => {
    const known = before.find((one) => one.sku === sku && one.location === location)?.quantity ?? 0;
    const out = Math.max(0, Math.min(quantity - known, due.get(sku) ?? 0));
    due.set(sku, (due.get(sku) ?? 0) - out);
    return { sku, location, quantity: out };
  });
  const waitingFirst = [...lines].sort((a, b) => (b.waiting ?? 0) - (a.waiting ?? 0));
  const { taken } = takeOut(waitingFirst, more, ({ quantity }) => quantity);
  const given: Allocation[] = [];
  const kept = waitingFirst.flatMap((line) => {
    const { sku, location, quantity, waiting = 0 } = line;
    const out = taken.get(line) ?? 0;
    if (out === 0) return [line];
    const waitingOut = Math.min(out, waiting);
    given.push({ sku, location, quantity: out, ...(waitingOut > 0 && { waiting: waitingOut }) });
    return out < quantity ? [{ sku, location, quantity: quantity - out, ...(waiting > waitingOut && { waiting: waiting - waitingOut }) }] : [];
  });
  return { kept, given };
}

/** The pieces of one parcel out of all that is kept for its order: never any that are not there yet. Without `pieces` it is all of them. */
export function takeParcel(lines: readonly Allocation[], pieces: readonly Pieces[] | undefined): { kept: Allocation[]; gone: Allocation[] } {
  if (!pieces) return { kept: [], gone: [...lines] };
  const { kept, taken } = takeOut(lines, pieces, ({ quantity, waiting = 0 }) => quantity - waiting);
  return { kept, gone: [...taken].map(([{ sku, location }, quantity]) => ({ sku, location, quantity })) };
}

/** What an event does to a hold. `early` means that the step before it has not come yet. */
export function decide(
  phase: HoldPhase | undefined,
  event: 'OrderPaid' | 'OrderCancelled' | 'ShipmentDispatched',
): { phase: HoldPhase; deed: Deed } | 'nothing' | 'early' {
  if (phase === undefined) return 'early';
  if (event === 'OrderPaid') return phase === 'held' ? { phase: 'allocated', deed: 'keep' } : 'nothing';
  if (event === 'ShipmentDispatched') return phase === 'allocated' ? { phase: 'dispatched', deed: 'bookOut' } : phase === 'held' ? 'early' : 'nothing';
  if (phase === 'held') return { phase: 'released', deed: 'release' };
  return phase === 'allocated' ? { phase: 'released', deed: 'giveBack' } : 'nothing';
}
