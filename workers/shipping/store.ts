import { openClient } from '@kontor/kit/client';
import { randomBytes } from 'node:crypto';
import type { JournalEntry } from '@kontor/contracts/journal';
import type { Rate } from '@kontor/contracts/shipping';
import type { Keeper } from '@kontor/kit/change';
import { postgresJournal, rows, type Sql, unawaited } from '@kontor/kit/postgres';
import { webhookEntry } from '@kontor/kit/records/api';
import { foundTogether } from '@kontor/kit/together';
import { type Prisma, PrismaClient } from '../../prisma/shipping/generated/client.ts';
import type { News } from './carrier.ts';
import type { Consignment } from './domain.ts';
import { env } from './env.ts';
import type { ReturnParcel } from './returns.ts';

const client = openClient<Tx, PrismaClient>(PrismaClient, env.SHIPPING_DATABASE_URL);
export type Tx = Prisma.TransactionClient;
export const journal = postgresJournal<Tx>('shipping', env.SHIPPING_DATABASE_URL, client, { webhook: 'received_at' });

const LOCK = 'select order_id from consignment where order_id = any($1::uuid[]) order by order_id for update';
const READ = `select c.order_id as "orderId", c.number, c.service, c.person, c.stop, c.ready, c.change, c.left_out as "leftOut", c.answered, c.goods, c.version, c.opened_at as "openedAt",
    (select coalesce(json_agg(json_build_object('id', s.id, 'phase', s.phase, 'lines', s.lines, 'weightGrams', s.weight_grams, 'person', s.person, 'carrierId', s.carrier_id,
      'trackingNumber', s.tracking_number, 'trackingUrl', s.tracking_url, 'labelUrl', s.label_url, 'failure', s.failure, 'steps', s.steps, 'wish', s.wish, 'round', s.round,
      'openedAt', s.opened_at) order by s.no), '[]') from shipment s where s.order_id = c.order_id) as parcels
  from consignment c where c.order_id = any($1::uuid[])`;
const SAVE = `with changed as (
    update consignment c set number = x.number, service = x.service, person = x.person, stop = x.stop, ready = x.ready, change = x.change, left_out = x."leftOut",
      answered = x.answered, goods = x.goods, version = x.version
    from jsonb_to_recordset($1::jsonb) as x("orderId" uuid, number text, service text, person jsonb, stop text, ready jsonb, change jsonb, "leftOut" jsonb, answered jsonb, goods jsonb, version int)
    where c.order_id = x."orderId")
  insert into shipment (id, order_id, no, phase, lines, weight_grams, person, carrier_id, tracking_number, tracking_url, label_url, failure, steps, wish, round, opened_at)
  select id, "orderId", no, phase, lines, "weightGrams", person, "carrierId", "trackingNumber", "trackingUrl", "labelUrl", failure, steps, wish, round, "openedAt"
  from jsonb_to_recordset($2::jsonb) as x(id uuid, "orderId" uuid, no int, phase text, lines jsonb, "weightGrams" int, person jsonb, "carrierId" text, "trackingNumber" text,
    "trackingUrl" text, "labelUrl" text, failure text, steps jsonb, wish text, round int, "openedAt" timestamptz)
  on conflict (id) do update set no = excluded.no, phase = excluded.phase, lines = excluded.lines, weight_grams = excluded.weight_grams, person = excluded.person,
    carrier_id = excluded.carrier_id, tracking_number = excluded.tracking_number, tracking_url = excluded.tracking_url, label_url = excluded.label_url,
    failure = excluded.failure, steps = excluded.steps, wish = excluded.wish, round = excluded.round`;
const OPEN = `insert into consignment (order_id, version, opened_at) select "orderId", version, "openedAt"
  from jsonb_to_recordset($1::jsonb) as x("orderId" uuid, version int, "openedAt" timestamptz) order by "orderId" on conflict (order_id) do nothing`;
const KEEP_NEWS = `insert into webhook (id, type, body, order_id, handled_at) select id, type, coalesce(body, 'null'), "orderId", now()
  from jsonb_to_recordset($1::jsonb) as x(id text, type text, body jsonb, "orderId" uuid) order by id on conflict (id) do nothing returning id`;
const SET_RATES = `insert into rate_table (id, version, rates) values ('rates', 1, $1::jsonb)
  on conflict (id) do update set version = rate_table.version + 1, rates = excluded.rates returning version`;

type Row = Omit<Consignment, 'openedAt'> & { openedAt: Date };

async function read(sql: Sql, orderIds: string[]): Promise<Consignment[]> {
  const found = await sql.$queryRawUnsafe<Row[]>(READ, orderIds);
  return found.map(({ parcels, ...row }) => ({
    ...row,
    openedAt: row.openedAt.toISOString(),
    parcels: parcels.map((one) => ({ ...one, openedAt: new Date(one.openedAt).toISOString() })),
  }));
}

const readTogether = foundTogether(
  (orderIds) => read(client, orderIds),
  ({ orderId }) => orderId,
);
/** All parcels of an order as they stand, or null; inside `tx` as that sees it. Outside, whoever asks at once shares a query. */
export const consignmentOf = async (orderId: string, tx?: Sql): Promise<Consignment | null> =>
  tx ? ((await read(tx, [orderId]))[0] ?? null) : readTogether(orderId);

export const keeper: Keeper<Tx, Consignment> = {
  // Two statements: a row that had to be waited for would be new, its parcels still the old ones.
  lock: async (tx, ids) => {
    await unawaited(tx, LOCK, ids);
    return read(tx, ids);
  },
  save: async (tx, consignments) => {
    const parcels = consignments.flatMap(({ orderId, parcels: all }) => all.map((one, index) => ({ ...one, orderId, no: index + 1 })));
    await unawaited(tx, SAVE, rows(consignments.map(({ parcels: _parcels, ...one }) => one)), rows(parcels));
  },
  idOf: ({ orderId }) => orderId,
};

/** Opens consignments for orders that have none; one order has one, for ever. */
export const openConsignments = async (tx: Tx, consignments: Consignment[]): Promise<void> => unawaited(tx, OPEN, rows(consignments));

const RETURNS = `select id, order_id as "orderId", phase, weight_grams as "weightGrams", carrier_id as "carrierId", failure, version
  from return_parcel where id = any($1::uuid[]) order by id`;
const RETURN_COLUMNS = 'id uuid, "orderId" uuid, phase text, "weightGrams" int, "carrierId" text, failure text, version int';
const OPEN_RETURNS = `insert into return_parcel (id, order_id, phase, weight_grams, version)
  select id, "orderId", phase, "weightGrams", version from jsonb_to_recordset($1::jsonb) as x(${RETURN_COLUMNS}) order by id on conflict (id) do nothing`;
const SAVE_RETURNS = `update return_parcel r set phase = x.phase, carrier_id = x."carrierId", failure = x.failure, version = x.version
  from jsonb_to_recordset($1::jsonb) as x(${RETURN_COLUMNS}) where r.id = x.id`;

export const returnKeeper: Keeper<Tx, ReturnParcel> = {
  lock: (tx, ids) => tx.$queryRawUnsafe<ReturnParcel[]>(`${RETURNS} for update`, ids),
  save: async (tx, parcels) => void (await tx.$executeRawUnsafe(SAVE_RETURNS, rows(parcels))),
  idOf: ({ id }) => id,
};

/** Opens the way back for returns that have none; one return has one, for ever. */
export const openReturns = async (tx: Tx, parcels: ReturnParcel[]): Promise<void> => void (await tx.$executeRawUnsafe(OPEN_RETURNS, rows(parcels)));

/** The way back of a return, or null; inside `tx` as that sees it. */
export const returnOf = async (id: string, tx: Sql = client): Promise<ReturnParcel | null> =>
  (await tx.$queryRawUnsafe<ReturnParcel[]>(RETURNS, [id]))[0] ?? null;

const KEEP_LABEL = `insert into return_label (return_id, token, pdf) values ($1::uuid, $2, $3)
  on conflict (return_id) do update set pdf = excluded.pdf returning token`;

/** Keeps the label of a return; gives the token that opens it. */
export async function keepLabel(tx: Tx, returnId: string, pdf: string): Promise<string> {
  const [kept] = await tx.$queryRawUnsafe<{ token: string }[]>(KEEP_LABEL, returnId, randomBytes(16).toString('hex'), pdf);
  if (!kept) throw new Error('a label was not kept');
  return kept.token;
}

/** The label that a token opens, or null. */
export const labelBy = async (token: string): Promise<string | null> => (await client.returnLabel.findUnique({ where: { token } }))?.pdf ?? null;

/** It shows an address, and nobody needs it any more. */
export const dropLabel = async (tx: Tx, returnId: string): Promise<void> => void (await tx.returnLabel.deleteMany({ where: { returnId } }));

const OWNERS = `select id, order_id as "orderId", false as back from shipment where id = any($1::uuid[])
  union all select id, order_id, true from return_parcel where id = any($1::uuid[])`;
export type Owner = { id: string; orderId: string; back: boolean };

/** Which orders these parcels belong to, and whether they come back to us, by the parcel's id. */
export const ownersOf = async (tx: Tx, parcelIds: string[]): Promise<Map<string, Owner>> =>
  new Map((await tx.$queryRawUnsafe<Owner[]>(OWNERS, parcelIds)).map((owner) => [owner.id, owner]));

/** Keeps what the carrier sent, and which order of ours it is about; gives the ids of what had not come before. */
export async function keepNews(tx: Tx, told: { news: News; orderId: string | null }[]): Promise<Set<string>> {
  const kept = told.map(({ news: { id, type, parcel }, orderId }) => ({ id, type, body: parcel, orderId }));
  return new Set((await tx.$queryRawUnsafe<{ id: string }[]>(KEEP_NEWS, rows(kept))).map(({ id }) => id));
}

/** What the carrier sent about an order, for its journal. */
export async function newsAbout(orderId: string): Promise<{ entries: JournalEntry[] }> {
  const found = await client.webhook.findMany({ where: { orderId }, orderBy: { receivedAt: 'asc' }, take: 200 });
  return { entries: found.map(({ id, type, body, receivedAt, handledAt }) => webhookEntry({ id, type, receivedAt, handledAt, data: body })) };
}

/** Replaces the table of rates; gives its new version. */
export async function keepRates(tx: Tx, rates: Rate[]): Promise<number> {
  const [row] = await tx.$queryRawUnsafe<{ version: number }[]>(SET_RATES, rows(rates));
  if (!row) throw new Error('the rates were not kept');
  return row.version;
}

/** The rates that hold now; version 0 before there are any. */
export async function rateTable(): Promise<{ version: number; rates: Rate[] }> {
  const table = await client.rateTable.findUnique({ where: { id: 'rates' } });
  return table ? { version: table.version, rates: table.rates as Rate[] } : { version: 0, rates: [] };
}
