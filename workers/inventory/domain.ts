import type { Allocation, Shortage } from '@kontor/contracts/inventory';

/** Pieces at one location. available = onHand − held − allocated, never below zero. */
export type Shelf = { sku: string; location: string; onHand: number; held: number; allocated: number };
export type Wanted = { sku: string; quantity: number };
export type HoldPhase = 'held' | 'refused' | 'allocated' | 'dispatched' | 'released';

export const available = ({ onHand, held, allocated }: Shelf): number => onHand - held - allocated;
export const availableOf = (shelves: readonly Shelf[], sku: string): number =>
  shelves.filter((shelf) => shelf.sku === sku).reduce((sum, shelf) => sum + available(shelf), 0);

/** Which shelves serve the order, all lines or none; one location for the whole order where one has it all. */
export function allocate(shelves: readonly Shelf[], wanted: readonly Wanted[]): { allocation: Allocation[] } | { short: Shortage[] } {
  const short = wanted
    .map(({ sku, quantity }) => ({ sku, wanted: quantity, available: availableOf(shelves, sku) }))
    .filter((line) => line.available < line.wanted);
  if (short.length > 0) return { short };
  const locations = [...new Set(shelves.map(({ location }) => location))].sort();
  const hasAll = (location: string) =>
    wanted.every(({ sku, quantity }) => shelves.some((shelf) => shelf.sku === sku && shelf.location === location && available(shelf) >= quantity));
  const whole = locations.find(hasAll);
  if (whole) return { allocation: wanted.map(({ sku, quantity }) => ({ sku, location: whole, quantity })) };
  return {
    allocation: wanted.flatMap(({ sku, quantity }) =>
      takeFrom(
        shelves.filter((shelf) => shelf.sku === sku),
        quantity,
      ),
    ),
  };
}

/** From the fullest shelf first, so that few parcels are needed. */
function takeFrom(shelves: readonly Shelf[], quantity: number): Allocation[] {
  let left = quantity;
  return [...shelves]
    .sort((a, b) => available(b) - available(a) || a.location.localeCompare(b.location))
    .flatMap((shelf) => {
      const taken = Math.min(left, Math.max(0, available(shelf)));
      left -= taken;
      return taken > 0 ? [{ sku: shelf.sku, location: shelf.location, quantity: taken }] : [];
    });
}

/** What each deed does to the shelves of an allocation, and its undo beside it. */
const effects = {
  hold: ({ quantity }: Allocation) => ({ onHand: 0, held: quantity, allocated: 0 }),
  release: ({ quantity }: Allocation) => ({ onHand: 0, held: -quantity, allocated: 0 }),
  keep: ({ quantity }: Allocation) => ({ onHand: 0, held: -quantity, allocated: quantity }),
  giveBack: ({ quantity }: Allocation) => ({ onHand: 0, held: 0, allocated: -quantity }),
  putBack: ({ quantity }: Allocation) => ({ onHand: quantity, held: 0, allocated: 0 }),
  bookOut: ({ quantity }: Allocation) => ({ onHand: -quantity, held: 0, allocated: -quantity }),
};
export type Deed = keyof typeof effects;

/** The shelves after a deed; the others as they were. An allocation names a shelf once. */
export function apply(shelves: readonly Shelf[], allocation: readonly Allocation[], deed: Deed): Shelf[] {
  return shelves.map((shelf) => {
    const part = allocation.find(({ sku, location }) => sku === shelf.sku && location === shelf.location);
    if (!part) return shelf;
    const { onHand, held, allocated } = effects[deed](part);
    return { ...shelf, onHand: shelf.onHand + onHand, held: shelf.held + held, allocated: shelf.allocated + allocated };
  });
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
