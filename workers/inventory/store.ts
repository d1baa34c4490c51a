import { createHash } from 'node:crypto';
import type { Allocation, Shortage } from '@kontor/contracts/inventory';
import { now } from '@kontor/kit/clock';
import { leaving, type Leaving } from '@kontor/kit/journal';
import { adapter, postgresJournal, rows } from '@kontor/kit/postgres';
import { traceparent } from '@kontor/kit/telemetry';
import { type Prisma, PrismaClient } from '../../prisma/inventory/generated/client.ts';
import { available, availableOf, type HoldPhase, type Shelf } from './domain.ts';
import { env } from './env.ts';

export type Tx = Prisma.TransactionClient;
const prisma = new PrismaClient({ adapter: adapter(env.INVENTORY_DATABASE_URL) });
export const journal = postgresJournal<Tx>('inventory', env.INVENTORY_DATABASE_URL, prisma);

const SHELF = `sku, location, on_hand as "onHand", held, allocated`;
/** Locked in one order everywhere: SKU, location. */
const LOCK = `select ${SHELF} from stock where sku = any($1::text[]) order by sku, location for update`;
const SAVE = `update stock s set on_hand = x."onHand", held = x.held, allocated = x.allocated
  from jsonb_to_recordset($1::jsonb) as x(sku text, location text, "onHand" int, held int, allocated int) where s.sku = x.sku and s.location = x.location`;
const OPEN = `insert into stock (sku, location) select sku, location from jsonb_to_recordset($1::jsonb) as x(sku text, location text) order by sku, location on conflict do nothing`;
const COUNT_UP = `insert into sku_version (sku, version) select sku, 1 from unnest($1::text[]) as sku order by sku on conflict (sku) do update set version = sku_version.version + 1 returning sku, version`;
const MOVE = `insert into movement (sku, location, quantity, reason, order_id, note, actor, at, key)
  select sku, location, quantity, reason, "orderId", note, actor, at, key
  from jsonb_to_recordset($1::jsonb) as x(sku text, location text, quantity int, reason text, "orderId" uuid, note text, actor text, at timestamptz, key uuid)`;
const NEW_HOLDS = `insert into hold (order_id, phase, lines, short, version)
  select "orderId", phase, lines, short, 1 from jsonb_to_recordset($1::jsonb) as x("orderId" uuid, phase text, lines jsonb, short jsonb)`;
const LOCK_HOLDS = `select order_id as "orderId", phase, lines, version from hold where order_id = any($1::uuid[]) order by order_id for update`;
const SAVE_HOLDS = `update hold h set phase = x.phase, version = x.version from jsonb_to_recordset($1::jsonb) as x("orderId" uuid, phase text, version int) where h.order_id = x."orderId"`;

export type Hold = { orderId: string; phase: HoldPhase; lines: Allocation[]; version: number };
export type Movement = { sku: string; location: string; quantity: number; reason: string; orderId?: string; note?: string; actor?: string; key?: string };

export const lockShelves = (tx: Tx, skus: readonly string[]): Promise<Shelf[]> => tx.$queryRawUnsafe<Shelf[]>(LOCK, [...new Set(skus)]);
export const lockHolds = (tx: Tx, orderIds: readonly string[]): Promise<Hold[]> => tx.$queryRawUnsafe<Hold[]>(LOCK_HOLDS, orderIds);
export const openShelves = async (tx: Tx, shelves: { sku: string; location: string }[]): Promise<void> =>
  void (await tx.$executeRawUnsafe(OPEN, rows(shelves)));
export const addHolds = async (tx: Tx, holds: { orderId: string; phase: HoldPhase; lines: Allocation[]; short: Shortage[] }[]): Promise<void> =>
  void (await tx.$executeRawUnsafe(NEW_HOLDS, rows(holds)));
export const saveHolds = async (tx: Tx, holds: Hold[]): Promise<void> => void (await tx.$executeRawUnsafe(SAVE_HOLDS, rows(holds)));

/** Saves the shelves that differ and gives a StockChanged for each SKU whose numbers for others changed. */
export async function saveShelves(tx: Tx, before: readonly Shelf[], after: readonly Shelf[], movements: readonly Movement[] = []): Promise<Leaving[]> {
  const moved = after.filter((shelf, index) => {
    const was = before[index];
    return !was || was.onHand !== shelf.onHand || was.held !== shelf.held || was.allocated !== shelf.allocated;
  });
  if (moved.length > 0) await tx.$executeRawUnsafe(SAVE, rows(moved));
  if (movements.length > 0) await tx.$executeRawUnsafe(MOVE, rows(movements.map((one) => ({ note: '', actor: '', ...one, at: now() }))));
  const onHandOf = (shelves: readonly Shelf[], sku: string) => shelves.filter((shelf) => shelf.sku === sku).reduce((sum, shelf) => sum + shelf.onHand, 0);
  const changed = [...new Set(moved.map(({ sku }) => sku))].filter(
    (sku) => availableOf(before, sku) !== availableOf(after, sku) || onHandOf(before, sku) !== onHandOf(after, sku),
  );
  return tellStock(
    tx,
    changed.map((sku) => ({ sku, available: availableOf(after, sku), onHand: onHandOf(after, sku) })),
    'now',
  );
}

export async function tellStock(tx: Tx, changed: { sku: string; available: number; onHand: number }[], lane: 'now' | 'bulk'): Promise<Leaving[]> {
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

/** What can be sold of each SKU over all locations; an unknown SKU has none. */
export async function availableNow(skus: readonly string[]): Promise<{ sku: string; available: number }[]> {
  const shelves = await shelvesOf(skus);
  return [...new Set(skus)].map((sku) => ({ sku, available: availableOf(shelves, sku) }));
}

export const shelvesOf = (skus: readonly string[]): Promise<Shelf[]> =>
  prisma.$queryRawUnsafe<Shelf[]>(`select ${SHELF} from stock where sku = any($1::text[]) order by sku, location`, skus);

/** All SKUs with their numbers, page by page, for retelling. */
export async function* allStock(): AsyncIterable<{ sku: string; available: number; onHand: number; version: number }> {
  for (let after = ''; ; ) {
    const page = await prisma.$queryRawUnsafe<{ sku: string; available: number; onHand: number; version: number }[]>(
      `select s.sku, sum(on_hand - held - allocated)::int as available, sum(on_hand)::int as "onHand", max(v.version)::int as version
       from stock s join sku_version v on v.sku = s.sku where s.sku > $1 group by s.sku order by s.sku limit 500`,
      after,
    );
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    after = last.sku;
  }
}

export const stockOf = (shelf: Shelf) => ({ ...shelf, available: available(shelf) });

const LITERALLY = /[\\%_]/g;

/** Shelves after a place, by SKU and location; `prefix` is the beginning of a SKU. */
export const shelvesAfter = (after: readonly [string, string], prefix: string, most: number): Promise<Shelf[]> =>
  prisma.$queryRawUnsafe<Shelf[]>(
    `select ${SHELF} from stock where (sku, location) > ($1, $2) and sku like $3 order by sku, location limit $4`,
    ...after,
    `${prefix.replace(LITERALLY, '\\$&')}%`,
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
