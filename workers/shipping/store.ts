import { randomBytes } from 'node:crypto';
import type { JournalEntry } from '@kontor/contracts/journal';
import type { Rate } from '@kontor/contracts/shipping';
import type { Keeper } from '@kontor/kit/change';
import { adapter, postgresJournal, rows, type Sql, unawaited } from '@kontor/kit/postgres';
import { webhookEntry } from '@kontor/kit/records/api';
import { type Prisma, PrismaClient } from '../../prisma/shipping/generated/client.ts';
import type { News } from './carrier.ts';
import type { Shipment } from './domain.ts';
import { env } from './env.ts';
import type { ReturnParcel } from './returns.ts';

const client = new PrismaClient({ adapter: adapter(env.SHIPPING_DATABASE_URL) });
export type Tx = Prisma.TransactionClient;
export const journal = postgresJournal<Tx>('shipping', env.SHIPPING_DATABASE_URL, client);

const READ = `select id, order_id as "orderId", number, phase, service, person, weight_grams as "weightGrams", carrier_id as "carrierId",
    tracking_number as "trackingNumber", tracking_url as "trackingUrl", label_url as "labelUrl", steps, stop_asked as "stopAsked", failure, goods_in as "goodsIn", change, left_out as "leftOut", version, opened_at as "openedAt"
  from shipment where order_id = any($1::uuid[]) order by order_id`;
const COLUMNS = `id uuid, "orderId" uuid, number text, phase text, service text, person jsonb, "weightGrams" int, "carrierId" text,
    "trackingNumber" text, "trackingUrl" text, "labelUrl" text, steps jsonb, "stopAsked" boolean, failure text, "goodsIn" boolean, change jsonb, "leftOut" jsonb, version int, "openedAt" timestamptz`;
const SAVE = `update shipment s set number = x.number, phase = x.phase, service = x.service, person = x.person, weight_grams = x."weightGrams",
    carrier_id = x."carrierId", tracking_number = x."trackingNumber", tracking_url = x."trackingUrl", label_url = x."labelUrl", steps = x.steps, stop_asked = x."stopAsked",
    failure = x.failure, goods_in = x."goodsIn", change = x.change, left_out = x."leftOut", version = x.version
  from jsonb_to_recordset($1::jsonb) as x(${COLUMNS}) where s.id = x.id`;
const OPEN = `insert into shipment (id, order_id, number, phase, service, weight_grams, version, opened_at)
  select id, "orderId", number, phase, service, "weightGrams", version, "openedAt" from jsonb_to_recordset($1::jsonb) as x(${COLUMNS})
  order by "orderId" on conflict (order_id) do nothing`;
const KEEP_NEWS = 'insert into webhook (id, type, body, order_id, handled_at) values ($1, $2, $3::jsonb, $4::uuid, now()) on conflict (id) do nothing';
const SET_RATES = `insert into rate_table (id, version, rates) values ('rates', 1, $1::jsonb)
  on conflict (id) do update set version = rate_table.version + 1, rates = excluded.rates returning version`;

type Row = Omit<Shipment, 'openedAt'> & { openedAt: Date };

async function read(sql: Sql, orderIds: string[], lock = ''): Promise<Shipment[]> {
  const found = await sql.$queryRawUnsafe<Row[]>(READ + lock, orderIds);
  return found.map((row) => ({ ...row, openedAt: row.openedAt.toISOString() }));
}

/** The shipment of an order as it stands, or null; inside `tx` as that sees it. */
export const shipmentOf = async (orderId: string, tx: Sql = client): Promise<Shipment | null> => (await read(tx, [orderId]))[0] ?? null;

export const keeper: Keeper<Tx, Shipment> = {
  lock: (tx, ids) => read(tx, ids, ' for update'),
  save: async (tx, shipments) => unawaited(tx, SAVE, rows(shipments)),
  idOf: ({ orderId }) => orderId,
};

/** Opens shipments for orders that have none; one order has one, for ever. */
export const openShipments = async (tx: Tx, shipments: Shipment[]): Promise<void> => unawaited(tx, OPEN, rows(shipments));

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

/** Which order a shipment belongs to. */
export const orderOf = async (tx: Tx, shipmentId: string): Promise<string | null> =>
  (await tx.shipment.findUnique({ where: { id: shipmentId }, select: { orderId: true } }))?.orderId ?? null;

/** Keeps what the carrier sent, and which order of ours it is about; false when that event came before. */
export const keepNews = async (tx: Tx, { id, type, parcel }: News, orderId: string | null): Promise<boolean> =>
  (await tx.$executeRawUnsafe(KEEP_NEWS, id, type, JSON.stringify(parcel), orderId)) === 1;

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
