import { piecesTold } from '@kontor/contracts/inventory';
import type { Finding } from './finding.ts';
import type { MongoOffer, Stores } from './stores.ts';
import { joined, pages } from './streams.ts';

/** Rows that a single query may bring: a shop with more wrong shelves than these has another problem. */
const MOST = 500;
const PAGE = 1_000;

/** Every shelf whose numbers are not what its movements and holds say. One scan of the ledger, grouped in the database. */
const SHELVES = `with moved as (select sku, location, sum(quantity)::int as quantity from movement group by sku, location),
  kept as (select l->>'sku' as sku, l->>'location' as location,
      coalesce(sum((l->>'quantity')::int) filter (where phase = 'held'), 0)::int as held,
      coalesce(sum((l->>'quantity')::int) filter (where phase = 'allocated'), 0)::int as allocated,
      coalesce(sum((l->>'waiting')::int), 0)::int as waiting
    from hold, jsonb_array_elements(lines) as l where phase in ('held', 'allocated') group by 1, 2),
  places as (select sku, location from stock union select sku, location from moved union select sku, location from kept)
  select p.sku, p.location, s.on_hand as "onHand", s.held, s.allocated, s.waiting, coalesce(m.quantity, 0) as moved,
    coalesce(k.held, 0) as "holdsHeld", coalesce(k.allocated, 0) as "holdsAllocated", coalesce(k.waiting, 0) as "holdsWaiting", coalesce((r.later->>'quota')::int, 0) as quota
  from places p left join stock s using (sku, location) left join moved m using (sku, location) left join kept k using (sku, location) left join sku_rule r using (sku)
  where s.sku is null or s.on_hand <> coalesce(m.quantity, 0) or s.held <> coalesce(k.held, 0) or s.allocated <> coalesce(k.allocated, 0)
    or s.waiting <> coalesce(k.waiting, 0) or s.on_hand - s.held - s.allocated + s.waiting < 0 or s.waiting > coalesce((r.later->>'quota')::int, 0)
  order by p.sku, p.location limit ${MOST}`;
type Shelf = {
  sku: string;
  location: string;
  onHand: number | null;
  held: number;
  allocated: number;
  waiting: number;
  moved: number;
  holdsHeld: number;
  holdsAllocated: number;
  holdsWaiting: number;
  quota: number;
};

/** I3 within inventory: what lies there is the sum of its movements, what is promised the sum of its holds. */
export async function* checkShelves(stores: Stores): AsyncGenerator<Finding> {
  for (const shelf of await stores.sql<Shelf>('inventory', SHELVES)) {
    const { sku, location, onHand, held, allocated, waiting, moved, holdsHeld, holdsAllocated, holdsWaiting, quota } = shelf;
    const about = {
      promised: 'I3' as const,
      subject: `${sku} at ${location}`,
      wayOn: 'Count the shelf.',
      repairs: [{ way: 'recount' as const, sku, location }],
    };
    const place = `${sku} at ${location}`;
    if (onHand === null) {
      yield { ...about, what: 'shelf missing', sentence: `${place} has movements or holds, but no shelf.`, repairs: [] };
      continue;
    }
    if (onHand !== moved)
      yield { ...about, what: 'on hand differs', sentence: `${place}: ${onHand} lie there by the books, its movements sum up to ${moved}.` };
    if (held !== holdsHeld)
      yield { ...about, what: 'held differs', sentence: `${place}: ${held} are held, the orders that wait for payment hold ${holdsHeld}.` };
    if (allocated !== holdsAllocated)
      yield { ...about, what: 'allocated differs', sentence: `${place}: ${allocated} are kept for paid orders, those keep ${holdsAllocated}.` };
    if (waiting !== holdsWaiting)
      yield { ...about, what: 'waiting differs', sentence: `${place}: ${waiting} pieces are waited for, by the orders it is ${holdsWaiting}.` };
    if (onHand - held - allocated + waiting < 0)
      yield { ...about, what: 'oversold', sentence: `${place}: more is promised (${held + allocated - waiting}) than lies there (${onHand}).` };
    if (waiting > quota)
      yield {
        ...about,
        what: 'promised beyond the quota',
        sentence: `${place}: orders wait for ${waiting} pieces, the quota of the SKU is ${quota}.`,
        repairs: [],
      };
  }
}

const STOCK = `select s.sku as key, sum(s.on_hand - s.held - s.allocated + s.waiting)::int as available, r.low_at as "lowAt"
  from stock s left join sku_rule r on r.sku = s.sku where s.sku collate "C" > $1 group by s.sku, r.low_at order by s.sku collate "C" limit $2`;
const OFFERS = `select sku as key, version from offer where sku collate "C" > $1 order by sku collate "C" limit $2`;
type Known = { stock: { key: string; available: number; lowAt: number | null }; catalog: MongoOffer; offer: { key: string; version: number } };
const keyOf = ({ key }: { key: string }): string => key;

/** I3 and I5 between inventory, catalogue and order: the stock that is shown, and the offers that carts are priced from. */
export async function* checkProjections(stores: Stores): AsyncGenerator<Finding> {
  const { offers } = stores.catalog;
  const byId = ({ _id }: MongoOffer) => _id;
  const known = joined<Known>({
    stock: { rows: stores.byText<Known['stock']>('inventory', STOCK), keyOf },
    catalog: { rows: pages((after) => offers.find({ _id: { $gt: after } }, { sort: { _id: 1 }, limit: PAGE }).toArray(), byId), keyOf: byId },
    offer: { rows: stores.byText<Known['offer']>('order', OFFERS), keyOf },
  });
  for await (const { key: sku, stock, catalog, offer } of known) {
    const about = { promised: 'I5' as const, subject: sku, wayOn: 'See whether the workers run and what they log.' };
    const shown = catalog?.stock?.available;
    const told = (pieces: number): number => piecesTold(pieces, stock?.lowAt);
    if (stock && (shown === undefined ? stock.available !== 0 : told(shown) !== told(stock.available)))
      yield {
        ...about,
        what: 'stock shown differs',
        sentence: `The catalogue shows ${shown ?? 'no number'} pieces of ${sku}, inventory has ${stock.available} to sell.`,
        repairs: [{ way: 'tell stock', sku }],
      };
    if (catalog?.offer && offer?.version !== catalog.version)
      yield {
        ...about,
        what: 'offer differs',
        sentence: `Carts price ${sku} by version ${offer?.version ?? 'none'} of its offer, the catalogue has version ${catalog.version}.`,
        repairs:
          (offer?.version ?? 0) < catalog.version
            ? [{ way: 'say', type: 'OfferChanged', subject: sku, version: catalog.version, data: catalog.offer, hearer: 'order' }]
            : [],
      };
  }
}
