import type { Allocation } from '@kontor/contracts/inventory';
import { availableOf, free, type HoldPhase, type Shelf, waitingOf } from './domain.ts';

/** An order that waits for goods, as far as serving it goes. */
export type Waiting = { phase: HoldPhase; lines: Allocation[] };

export const waitingIn = (lines: readonly Allocation[]): number => lines.reduce((sum, { waiting = 0 }) => sum + waiting, 0);

/** The SKUs of which something lies free while somebody waits for it. */
export const toServe = (shelves: readonly Shelf[]): string[] =>
  [...new Set(shelves.filter(({ waiting }) => waiting > 0).map(({ sku }) => sku))].filter(
    (sku) => availableOf(shelves, sku) > 0 && waitingOf(shelves, sku) > 0,
  );

/**
 * Gives what lies free to those who wait, oldest first as they come, from the location they wait at before any other. Gives the shelves
 * afterwards and each order that got something.
 */
export function serve<W extends Waiting>(shelves: readonly Shelf[], backlog: readonly W[]): { shelves: Shelf[]; served: W[] } {
  const now = shelves.map((shelf) => ({ ...shelf }));
  const served: W[] = [];
  for (const order of backlog) {
    const column = order.phase === 'held' ? 'held' : 'allocated';
    const lines = order.lines.map((line) => ({ ...line }));
    let got = 0;
    for (const line of [...lines]) {
      const own = now.find(({ sku, location }) => sku === line.sku && location === line.location);
      if (!own || !line.waiting) continue;
      const here = Math.min(free(own), line.waiting);
      own.waiting -= here;
      line.waiting -= here;
      got += here;
      for (const other of now.filter(({ sku, location }) => sku === line.sku && location !== line.location)) {
        const there = Math.min(free(other), line.waiting);
        if (there === 0) continue;
        own.waiting -= there;
        own[column] -= there;
        other[column] += there;
        line.waiting -= there;
        line.quantity -= there;
        const known = lines.find(({ sku, location }) => sku === line.sku && location === other.location);
        if (known) known.quantity += there;
        else lines.push({ sku: line.sku, location: other.location, quantity: there });
        got += there;
      }
    }
    if (got === 0) continue;
    const left = lines.flatMap(({ waiting = 0, ...line }) => (line.quantity > 0 ? [{ ...line, ...(waiting > 0 && { waiting }) }] : []));
    served.push({ ...order, lines: left });
  }
  return { shelves: now, served };
}
