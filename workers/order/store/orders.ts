import type { Order, OrderLine, Phase } from '@kontor/contracts/order';
import type { Paper } from '@kontor/contracts/paper';
import type { Keeper } from '@kontor/kit/change';
import { rows, unawaited } from '@kontor/kit/postgres';
import { traceId } from '@kontor/kit/telemetry';
import { foundTogether, together } from '@kontor/kit/together';
import type { OrderState } from '../domain.ts';
import { trackingOf } from '../parcels.ts';
import { prisma, type Tx } from './journal.ts';
import { cursorOf, placeOf } from './places.ts';
import { issuePapers, paperNumber } from './papers.ts';
import { release } from './promotions.ts';

type Row = Omit<OrderState, 'number' | 'steps' | 'lines'> & { no: number; lines: (Omit<OrderLine, keyof Item> & { item: Item })[] };
type Item = Pick<OrderLine, 'productId' | 'handle' | 'name' | 'variant' | 'image'>;
type Step = { version: number; at: string; phase: Phase; what: string; trace: string };
type PaperRow = Omit<Paper, 'number'> & { year: number; no: number };
type ShownRow = Row & { timeline: Step[]; papers: PaperRow[]; replacements: (Omit<Order['replacements'][number], 'number'> & { no: number })[] };

const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
export const instant = (column: string) => `to_char(${column} at time zone 'UTC', ${INSTANT})`;
const COLUMNS = `o.id, o.no::int as no, o.owner, o.phase, o.version, ${instant('o.placed_at')} as "placedAt", ${instant('o.pay_by')} as "payBy", o.person, o.method, o.receipt,
  o.authorised::float8 as authorised, o.captured::float8 as captured, o.refunded::float8 as refunded, o.tenders, o.cancel_reason as "cancelReason", o.short, o.allocation, o.parcels, o.planned,
  ${instant('o.delivered_at')} as "deliveredAt", o.returns, o.credits, o.change, o.exchange,
  (select json_agg(json_build_object('sku', l.sku, 'item', l.item, 'price', l.price, 'total', l.total, 'taxRate', l.tax_rate, 'weightGrams', l.weight_grams, 'ordered', l.ordered,
    'held', l.held, 'shipped', l.shipped, 'delivered', l.delivered, 'returned', l.returned, 'cancelled', l.cancelled, 'later', l.later) order by l.no) from order_line l where l.order_id = o.id) as lines`;
const LOCK = 'select id from orders where id = any($1::uuid[]) order by id for update';
const STATES = `select ${COLUMNS} from orders o where o.id = any($1::uuid[])`;
const READ = `select ${COLUMNS},
  (select json_agg(json_build_object('version', s.version, 'at', ${instant('s.at')}, 'phase', s.phase, 'what', s.what, 'trace', s.trace) order by s.version) from order_step s where s.order_id = o.id) as timeline,
  (select coalesce(json_agg(json_build_object('id', p.id, 'kind', p.kind, 'year', p.year, 'no', p.no, 'issuedAt', ${instant('p.issued_at')}, 'amount', p.facts->'amount') order by p.issued_at, p.kind desc, p.no), '[]') from paper p where p.order_id = o.id) as papers,
  case when o.returns = '[]' then '[]' else
    (select coalesce(json_agg(json_build_object('id', e.id, 'no', e.no, 'phase', e.phase, 'returnId', e.exchange->'returnId') order by e.no), '[]') from orders e where e.exchange->'of'->>'id' = o.id::text) end as replacements
  from orders o`;
const SAVE = `with changed as (
    update orders o set phase = x.phase, version = x.version, pay_by = x."payBy", authorised = x.authorised, captured = x.captured, refunded = x.refunded, tenders = x.tenders, cancel_reason = x."cancelReason",
      short = x.short, allocation = x.allocation, parcels = x.parcels, planned = x.planned, delivered_at = x."deliveredAt", returns = x.returns, credits = x.credits, change = x.change
    from jsonb_to_recordset($1::jsonb) as x(id uuid, phase text, version int, "payBy" timestamptz, authorised bigint, captured bigint, refunded bigint, tenders jsonb, "cancelReason" text, short jsonb, allocation jsonb, parcels jsonb, planned int,
      "deliveredAt" timestamptz, returns jsonb, credits jsonb, change jsonb)
    where o.id = x.id),
  moved as (
    update order_line l set held = x.held, shipped = x.shipped, delivered = x.delivered, returned = x.returned, cancelled = x.cancelled, later = x.later
    from jsonb_to_recordset($2::jsonb) as x("orderId" uuid, sku text, held int, shipped int, delivered int, returned int, cancelled int, later jsonb) where l.order_id = x."orderId" and l.sku = x.sku
      and (l.held, l.shipped, l.delivered, l.returned, l.cancelled, l.later) is distinct from (x.held, x.shipped, x.delivered, x.returned, x.cancelled, x.later))
  insert into order_step (order_id, version, phase, what, at, trace)
  select "orderId", version, phase, what, at, trace from jsonb_to_recordset($3::jsonb) as x("orderId" uuid, version int, phase text, what text, at timestamptz, trace text)`;

const READDRESS = `update orders o set person = o.person || jsonb_build_object('address', x.address) from jsonb_to_recordset($1::jsonb) as x(id uuid, address jsonb) where o.id = x.id`;

export const numberOf = (no: number): string => `K${no}`;

function stateOf({ no, lines, ...row }: Row): OrderState {
  return { ...row, number: numberOf(no), lines: (lines ?? []).map(({ item, ...line }) => ({ ...line, ...item })), steps: [] };
}

/** How orders are locked and saved: any number at once with the same statements. */
export const orders: Keeper<Tx, OrderState> = {
  // Two statements: a row that had to be waited for would be new, its lines still the old ones.
  lock: async (tx, ids) => {
    await unawaited(tx, LOCK, ids);
    return (await tx.$queryRawUnsafe<Row[]>(STATES, ids)).map(stateOf);
  },
  save: async (tx, states) => {
    const changed = states.map(({ lines: _lines, steps: _steps, person: _person, method: _method, receipt: _receipt, ...order }) => order);
    const lines = states.flatMap(({ id, lines: all }) =>
      all.map(({ sku, held, shipped, delivered, returned, cancelled, later = null }) => ({
        orderId: id,
        sku,
        held,
        shipped,
        delivered,
        returned,
        cancelled,
        later,
      })),
    );
    const trace = traceId();
    await unawaited(tx, SAVE, rows(changed), rows(lines), rows(states.flatMap(({ id, steps }) => steps.map((step) => ({ orderId: id, ...step, trace })))));
    const moved = states.flatMap(({ id, movedTo: address }) => (address ? [{ id, address }] : []));
    if (moved.length > 0) await tx.$executeRawUnsafe(READDRESS, rows(moved));
    await issuePapers(tx, states);
    const over = states.filter(({ phase }) => phase === 'cancelled').map(({ id }) => id);
    if (over.length > 0) await release(tx, over);
  },
  idOf: (state) => state.id,
};

function shown({ timeline, papers: issued, replacements: others, ...row }: ShownRow): { owner: string; order: Order } {
  const { owner, tenders, allocation: _allocation, planned: _planned, steps: _steps, ...state } = stateOf(row);
  const papers = issued.map(({ year, no, ...paper }) => ({ ...paper, number: paperNumber(paper.kind, year, no) }));
  const replacements = others.map(({ no, ...other }) => ({ ...other, number: numberOf(no) }));
  return { owner, order: { ...state, replacements, tracking: trackingOf(state.parcels), papers, paidWith: tenders.flatMap(({ by }) => by ?? []), timeline } };
}

/** One order as its owner or staff sees it; null when there is none. */
export const orderById: (id: string) => Promise<{ owner: string; order: Order } | null> = foundTogether(
  async (ids) => (await prisma.$queryRawUnsafe<ShownRow[]>(`${READ} where o.id = any($1::uuid[])`, ids)).map(shown),
  ({ order }) => order.id,
);

const ORIGINS = `select id, exchange->'of'->>'id' as "of", exchange->>'returnId' as "returnId" from orders where id = any($1::uuid[]) and exchange is not null`;
/** Which return of which order these replace: it never changes, so it may be read before either is locked. */
export const originsOf = (tx: Tx, ids: string[]) => tx.$queryRawUnsafe<{ id: string; of: string; returnId: string }[]>(ORIGINS, ids);

const PHASES = 'select id, phase from orders where id = any($1::uuid[])';
/** Whether stock has answered for an order; many are asked about at once. */
export const isAnswered = together(async (ids: string[]): Promise<boolean[]> => {
  const found = await prisma.$queryRawUnsafe<{ id: string; phase: Phase }[]>(PHASES, ids);
  return ids.map((id) => found.some((row) => row.id === id && row.phase !== 'placed'));
});

/** The orders of one shopper in full, newest first, read by key. */
export async function ordersOf(owner: string, { after, limit }: { after?: string | undefined; limit: number }) {
  const [at, id] = after ? placeOf(after) : [];
  const found = await prisma.$queryRawUnsafe<ShownRow[]>(
    `${READ} where o.owner = $1 and ($2::timestamptz is null or (o.placed_at, o.id) < ($2::timestamptz, $3::uuid)) order by o.placed_at desc, o.id desc limit $4`,
    owner,
    at ?? null,
    id ?? null,
    limit + 1,
  );
  const items = found.slice(0, limit).map((row) => shown(row).order);
  return { items, next: found.length > limit ? cursorOf(items.at(-1)) : null };
}

/**
 * Lets go of whoever closed an account. What was paid for keeps the name and address of its invoice, as German law wants of records
 * (Abgabenordnung § 147); of the rest only the country stays.
 */
const FORGET = `update orders set person = jsonb_build_object('email', 'closed@account.invalid', 'locale', person->'locale', 'address',
    case when captured + authorised > 0 or (exchange is not null and phase <> 'cancelled') then (person->'address') || '{"phone": ""}'
    else '{"name": "-", "company": "", "street": "-", "addition": "", "postcode": "-", "city": "-", "region": "", "phone": ""}'::jsonb || jsonb_build_object('country', person->'address'->'country') end)
  where owner = any($1::text[])`;
const FORGET_CARTS = 'delete from kept_cart where owner = any($1::text[])';

export async function forgetPeople(tx: Tx, owners: string[]): Promise<void> {
  await tx.$executeRawUnsafe(FORGET, owners);
  await tx.$executeRawUnsafe(FORGET_CARTS, owners);
}
