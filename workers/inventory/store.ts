import { openClient } from '@kontor/kit/client';
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Allocation, Later, LaterRule, Shortage } from '@kontor/contracts/inventory';
import type { Piece } from '@kontor/contracts/shipping';
import { now } from '@kontor/kit/clock';
import { leaving, type Leaving } from '@kontor/kit/journal';
import { postgresJournal, rows, startingWith, unawaited } from '@kontor/kit/postgres';
import { traceparent } from '@kontor/kit/telemetry';
import { type Prisma, PrismaClient } from '../../prisma/inventory/generated/client.ts';
import { serve, toServe, waitingIn } from './backlog.ts';
import { type HoldPhase, onHandOf, type Shelf, toldOf } from './domain.ts';
import { env } from './env.ts';

export type Tx = Prisma.TransactionClient;
const prisma = openClient<Tx, PrismaClient>(PrismaClient, env.INVENTORY_DATABASE_URL);
export const journal = postgresJournal<Tx>('inventory', env.INVENTORY_DATABASE_URL, prisma);

const SHELF = `s.sku, s.location, s.on_hand as "onHand", s.held, s.allocated, s.waiting, r.later, r.low_at as "lowAt"`;
const SHELVES = `select ${SHELF} from stock s left join sku_rule r on r.sku = s.sku`;
const OF_SKUS = 's.sku = any($1::text[])';
/** A hold gets no SKU that it did not have, so they may be read before it is locked. */
const OF_HOLDS = `s.sku in (select l->>'sku' from hold, jsonb_array_elements(lines) l where order_id = any($1::uuid[]))`;
const SAVE = `update stock s set on_hand = x."onHand", held = x.held, allocated = x.allocated, waiting = x.waiting
  from jsonb_to_recordset($1::jsonb) as x(sku text, location text, "onHand" int, held int, allocated int, waiting int) where s.sku = x.sku and s.location = x.location`;
/** Of a SKU without any shelf there is nothing to lock that two would share who open its first. */
const FIRST_SHELVES = `select pg_advisory_xact_lock(hashtext('first shelves'))
  where exists (select from unnest($1::text[]) as wanted(sku) where not exists (select from stock s where s.sku = wanted.sku))`;
const OPEN = `insert into stock (sku, location) select sku, location from jsonb_to_recordset($1::jsonb) as x(sku text, location text) order by sku, location on conflict do nothing`;
const COUNT_UP = `insert into sku_version (sku, version) select sku, 1 from unnest($1::text[]) as sku order by sku on conflict (sku) do update set version = sku_version.version + 1 returning sku, version`;
const MOVE = `insert into movement (sku, location, quantity, reason, order_id, note, actor, at, key)
  select sku, location, quantity, reason, "orderId", note, actor, at, key
  from jsonb_to_recordset($1::jsonb) as x(sku text, location text, quantity int, reason text, "orderId" uuid, note text, actor text, at timestamptz, key uuid)`;
const NEW_HOLDS = `insert into hold (order_id, phase, lines, short, waiting, version)
  select "orderId", phase, lines, short, waiting, 1 from jsonb_to_recordset($1::jsonb) as x("orderId" uuid, phase text, lines jsonb, short jsonb, waiting int)`;
const HOLD = `order_id as "orderId", phase, lines, given_back as "givenBack", parcels, version`;
const LOCK_HOLDS = `select ${HOLD} from hold where order_id = any($1::uuid[]) order by order_id for update`;
const SAVE_HOLDS = `update hold h set phase = x.phase, version = x.version, lines = x.lines, given_back = x."givenBack", parcels = x.parcels, waiting = x.waiting
  from jsonb_to_recordset($1::jsonb) as x("orderId" uuid, phase text, version int, lines jsonb, "givenBack" jsonb, parcels jsonb, waiting int) where h.order_id = x."orderId"`;
/** Those who wait for any of these SKUs, oldest first. */
const LOCK_BACKLOG = `select ${HOLD} from hold where waiting > 0 and phase in ('held', 'allocated')
    and exists (select from jsonb_array_elements(lines) l where l->>'sku' = any($1::text[]) and (l->>'waiting')::int > 0)
  order by at, order_id limit 200 for update`;

/** `lines` are kept for its parcels that have not left, `parcels` those that have; `givenBack` the pieces that were cancelled since, in all. */
export type Hold = { orderId: string; phase: HoldPhase; lines: Allocation[]; givenBack: Piece[]; parcels: string[]; version: number };
export type Movement = { sku: string; location: string; quantity: number; reason: string; orderId?: string; note?: string; actor?: string; key?: string };

/**
 * Locked in one order everywhere: shelves by SKU and location, then holds. Two statements: whoever had to wait would see the rules as they
 * were before, and shelves that were opened meanwhile not at all.
 */
const locking = (which: string) => {
  const lock = `select from stock s where ${which} order by s.sku, s.location for update`;
  const read = `${SHELVES} where ${which} order by s.sku, s.location`;
  return async (tx: Tx, ids: readonly string[]): Promise<Shelf[]> => {
    await unawaited(tx, lock, ids);
    return tx.$queryRawUnsafe<Shelf[]>(read, ids);
  };
};
/** The shelves of these SKUs with their rules, locked until the end of the transaction. */
export const lockShelves = locking(OF_SKUS);
/** The shelves that the holds of these orders are on. */
export const lockShelvesOf = locking(OF_HOLDS);

/** Only after their shelves. */
export const lockHolds = (tx: Tx, orderIds: readonly string[]): Promise<Hold[]> => tx.$queryRawUnsafe<Hold[]>(LOCK_HOLDS, orderIds);
/** Makes empty shelves where there are none; before any are locked. */
export async function openShelves(tx: Tx, shelves: { sku: string; location: string }[]): Promise<void> {
  await unawaited(
    tx,
    FIRST_SHELVES,
    shelves.map(({ sku }) => sku),
  );
  await tx.$executeRawUnsafe(OPEN, rows(shelves));
}
export const addHolds = async (tx: Tx, holds: { orderId: string; phase: HoldPhase; lines: Allocation[]; short: Shortage[] }[]): Promise<void> =>
  unawaited(tx, NEW_HOLDS, rows(holds.map((hold) => ({ ...hold, waiting: waitingIn(hold.lines) }))));
/** Whoever is released or has left waits for nothing any more. */
export const saveHolds = async (tx: Tx, holds: Hold[]): Promise<void> =>
  void (await tx.$executeRawUnsafe(
    SAVE_HOLDS,
    rows(holds.map((hold) => ({ ...hold, waiting: hold.phase === 'held' || hold.phase === 'allocated' ? waitingIn(hold.lines) : 0 }))),
  ));

/**
 * Saves the shelves that differ, after those who wait have got what lies free now. Gives a StockChanged for each SKU whose numbers for
 * others changed, and a StockReady for each order that has all its goods.
 */
export async function saveShelves(tx: Tx, before: readonly Shelf[], wanted: readonly Shelf[], movements: readonly Movement[] = []): Promise<Leaving[]> {
  const { shelves: after, ready } = await serveBacklog(tx, wanted);
  const moved = after.filter((shelf, index) => {
    const was = before[index];
    return !was || was.onHand !== shelf.onHand || was.held !== shelf.held || was.allocated !== shelf.allocated || was.waiting !== shelf.waiting;
  });
  if (moved.length > 0) await unawaited(tx, SAVE, rows(moved));
  if (movements.length > 0) await unawaited(tx, MOVE, rows(movements.map((one) => ({ note: '', actor: '', ...one, at: now() }))));
  const changed = [...new Set(moved.map(({ sku }) => sku))].filter((sku) => !isDeepStrictEqual(toldOf(before, sku), toldOf(after, sku)));
  return [...ready, ...(await tellStock(tx, numbersOf(after, changed), 'now'))];
}

async function serveBacklog(tx: Tx, wanted: readonly Shelf[]): Promise<{ shelves: readonly Shelf[]; ready: Leaving[] }> {
  let shelves = wanted;
  const ready: Leaving[] = [];
  for (let skus = toServe(shelves); skus.length > 0; skus = toServe(shelves)) {
    const done = serve(shelves, await tx.$queryRawUnsafe<Hold[]>(LOCK_BACKLOG, skus));
    if (done.served.length === 0) break;
    shelves = done.shelves;
    await saveHolds(
      tx,
      done.served.map((hold) => ({ ...hold, version: hold.version + 1 })),
    );
    for (const { orderId, lines } of done.served)
      if (waitingIn(lines) === 0) ready.push(leaving({ type: 'StockReady', subject: orderId, data: { orderId, allocation: lines } }, 2, traceparent()));
  }
  return { shelves, ready };
}

/** What can be promised, and for when: a day that has passed is promised to nobody any more. */
export function asOfNow(later: Later | null): Later | null {
  return later?.shipsOn && Date.parse(later.shipsOn) < now().getTime() ? { ...later, shipsOn: null } : later;
}

type Numbers = { sku: string; available: number; onHand: number; later?: Later; low: boolean };
/** What others are told of these SKUs. */
export const numbersOf = (shelves: readonly Shelf[], skus: readonly string[]): Numbers[] =>
  skus.map((sku) => {
    const { available, later: promised, low } = toldOf(shelves, sku);
    const later = asOfNow(promised);
    return { sku, available, onHand: onHandOf(shelves, sku), ...(later && { later }), low };
  });

/** The StockChanged of these SKUs with their next versions; their shelves are locked. */
export async function tellStock(tx: Tx, changed: Numbers[], lane: 'now' | 'bulk'): Promise<Leaving[]> {
  if (changed.length === 0) return [];
  const versions = new Map(
    (
      await tx.$queryRawUnsafe<{ sku: string; version: number }[]>(
        COUNT_UP,
        changed.map(({ sku }) => sku),
      )
    ).map(({ sku, version }) => [sku, version]),
  );
  return changed.map((data) => leaving({ type: 'StockChanged', subject: data.sku, data }, versions.get(data.sku) ?? 1, traceparent(), lane));
}

/** What can be sold of each SKU over all locations, and promised beyond; an unknown SKU has none. */
export const availableNow = async (skus: readonly string[]): Promise<Numbers[]> => numbersOf(await shelvesOf(skus), [...new Set(skus)]);

/** The shelves of these SKUs as they are now. */
export const shelvesOf = (skus: readonly string[], sql: Pick<Tx, '$queryRawUnsafe'> = prisma): Promise<Shelf[]> =>
  sql.$queryRawUnsafe<Shelf[]>(`${SHELVES} where ${OF_SKUS} order by s.sku, s.location`, skus);

/** All SKUs with their numbers, page by page, for retelling. */
export async function* allStock(): AsyncIterable<Numbers & { version: number }> {
  for (let after = ''; ; ) {
    const page = await prisma.$queryRawUnsafe<{ sku: string; version: number }[]>(
      `select sku, version from sku_version where sku > $1 order by sku limit 500`,
      after,
    );
    const shelves = await shelvesOf(page.map(({ sku }) => sku));
    const versions = new Map(page.map(({ sku, version }) => [sku, version]));
    for (const numbers of numbersOf(shelves, [...new Set(shelves.map(({ sku }) => sku))])) yield { ...numbers, version: versions.get(numbers.sku) ?? 1 };
    const last = page.at(-1);
    if (!last) return;
    after = last.sku;
  }
}

/** A shelf as staff sees it. */
export const stockOf = ({ sku, location, onHand, held, allocated, waiting }: Shelf) => ({
  sku,
  location,
  onHand,
  held,
  allocated,
  waiting,
  available: onHand - held - allocated,
});

/** Shelves after a place, by SKU and location; `prefix` is the beginning of a SKU. */
export const shelvesAfter = (after: readonly [string, string], prefix: string, most: number): Promise<Shelf[]> =>
  prisma.$queryRawUnsafe<Shelf[]>(
    `${SHELVES} where (s.sku, s.location) > ($1, $2) and s.sku like $3 order by s.sku, s.location limit $4`,
    ...after,
    startingWith(prefix),
    most,
  );

export type LedgerRow = Required<Omit<Movement, 'key' | 'orderId'>> & { id: bigint; orderId: string | null; key: string | null; at: Date };

/** The ledger of a SKU, newest first, below `before`. */
export const ledgerOf = (sku: string, before: bigint | null, most: number): Promise<LedgerRow[]> =>
  prisma.movement.findMany({ where: { sku, ...(before !== null && { id: { lt: before } }) }, orderBy: { id: 'desc' }, take: most });

/** The movement that was written under a key, if it was. */
export const movementOf = (tx: Tx, key: string): Promise<LedgerRow | null> => tx.movement.findUnique({ where: { key } });

/** A movement's key made of what it is about: the same words give the same key. */
export function keyFor(about: string): string {
  const hex = createHash('sha256').update(about).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

/** Which of these keys have a movement. */
export const keysOf = async (tx: Tx, keys: string[]): Promise<Set<string>> =>
  new Set((await tx.movement.findMany({ where: { key: { in: keys } }, select: { key: true } })).flatMap(({ key }) => key ?? []));

const RULES = `select sku, later, low_at as "lowAt" from sku_rule where sku = any($1::text[]) order by sku`;
const SAVE_RULES = `insert into sku_rule (sku, later, low_at) select sku, later, "lowAt" from jsonb_to_recordset($1::jsonb) as x(sku text, later jsonb, "lowAt" int)
  order by sku on conflict (sku) do update set later = excluded.later, low_at = excluded.low_at`;
export type Rule = { sku: string; later: LaterRule | null; lowAt: number | null };

/** What staff settled for these SKUs; in a transaction that has locked their shelves, nobody settles another thing meanwhile. */
export const rulesOf = (skus: readonly string[], sql: Pick<Tx, '$queryRawUnsafe'> = prisma): Promise<Rule[]> => sql.$queryRawUnsafe<Rule[]>(RULES, skus);
export const saveRules = async (tx: Tx, changed: readonly Rule[]): Promise<void> => void (await tx.$executeRawUnsafe(SAVE_RULES, rows(changed)));
