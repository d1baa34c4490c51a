/** What a SKU cost from an instant on. */
export type PricePoint = { price: number; since: string };

const WINDOW_MS = 30 * 24 * 60 * 60 * 1000;
const EVER = new Date(0).toISOString();
const MOST = 1_000;

const windowBefore = (instant: string) => new Date(Date.parse(instant) - WINDOW_MS).toISOString();

/** The history with what it costs from `at` on. `last` is the price of a SKU that is older than its history. Points that ended before the window go. */
export function addPrice(known: readonly PricePoint[], last: number | undefined, price: number, at: string): PricePoint[] {
  const before = known.length > 0 || last === undefined ? known : [{ price: last, since: EVER }];
  if (before.at(-1)?.price === price) return [...before];
  const all = [...before, { price, since: at }];
  const start = windowBefore(at);
  return all.filter((_, index) => (all[index + 1]?.since ?? at) > start).slice(-MOST);
}

/** The lowest price of the 30 days before the price that holds now began (PAngV § 11); nothing is known of a SKU that never had another. */
export function lowestBefore(points: readonly PricePoint[]): number | undefined {
  const since = points.at(-1)?.since;
  if (since === undefined) return undefined;
  const start = windowBefore(since);
  const held = points.slice(0, -1).filter((_, index) => (points[index + 1]?.since ?? since) > start);
  return held.length > 0 ? Math.min(...held.map(({ price }) => price)) : undefined;
}
