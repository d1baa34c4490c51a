import type { Receipt } from '@kontor/contracts/receipt';
import type { Credit, Return } from '@kontor/contracts/return';
import type { Stores } from './stores.ts';
import { type Joined, joined } from './streams.ts';

type Allocated = { sku: string; location: string; quantity: number; waiting?: number };

export type OrderRow = {
  key: string;
  number: string;
  owner: string;
  phase: string;
  version: number;
  total: number;
  currency: string;
  authorised: number;
  captured: number;
  refunded: number;
  receipt: Receipt;
  credits: Credit[];
  returns: Return[];
  papers: { id: string; kind: string; amount: number }[];
  change: { id: string } | null;
  /** where it replaces goods that come back: of which order, paid by which, and how their return stands */
  exchange: { of: { number: string }; paidBy: { id: string }; returnPhase: string | null; done: boolean | null } | null;
  /** what replacements keep of its money */
  replaced: number;
  payBy: Date | null;
  lines: {
    sku: string;
    price: number;
    total: number;
    ordered: number;
    held: number;
    shipped: number;
    delivered: number;
    returned: number;
    cancelled: number;
  }[];
  /** versions of the history that break the order: a gap, or a step that the table of transitions does not have */
  steps: { version: number; phase: string; what: string }[];
  lastStepAt: Date;
};
export type PayableRow = {
  key: string;
  number: string;
  owner: string;
  amount: number;
  currency: string;
  phase: string;
  /** what the goods that have left come to, where money is only set aside */
  sent: number;
  attempts: { id: string; phase: string; amount: number; authorised: number; captured: number; refunded: number }[];
  captures: { id: string; amount: number; phase: string }[];
  refunds: { id: string; attemptId: string | null; cardId: string | null; amount: number; phase: string; told: boolean }[];
  /** what banks took back */
  disputes: { attemptId: string; amount: number; phase: string }[];
  /** what gift cards pay */
  tenders: { amount: number; refunded: number; phase: string }[];
};
export type HoldRow = {
  key: string;
  phase: string;
  lines: Allocated[];
  dispatched: { sku: string; quantity: number }[];
  putBack: { sku: string; quantity: number }[];
  /** those that were booked out */
  parcels: string[];
};
export type ParcelOfOrder = { id: string; phase: string; failure: string | null; lines: { sku: string; quantity: number }[] };
/** All parcels of an order; `stop` says whether its cancellation is asked or done. */
export type ConsignmentRow = { key: string; stop: string; parcels: ParcelOfOrder[] };
export type MailRow = { key: string; total: number | null; forgotten: boolean; confirmations: number; unsent: string[] };
export type HistoryRow = { key: string; phase: string; version: number };

export type Rows = { order: OrderRow; payable: PayableRow; hold: HoldRow; consignment: ConsignmentRow; mail: MailRow; history: HistoryRow };
/** All that the workers know of one order. */
export type Case = Joined<Rows>;

const ORDERS = `select o.id as key, 'K' || o.no as number, o.owner, o.phase, o.version, o.total::float8 as total, o.currency, o.authorised::float8 as authorised, o.captured::float8 as captured,
    o.refunded::float8 as refunded, o.receipt, o.credits, o.returns, o.change, o.pay_by as "payBy",
    (select o.exchange || jsonb_build_object('returnPhase', r->'phase', 'done', r->'exchange'->'done') from (select 1) as one
      left join orders f on f.id = (o.exchange->'of'->>'id')::uuid left join lateral jsonb_array_elements(f.returns) as r on r->>'id' = o.exchange->>'returnId'
      where o.exchange is not null) as exchange,
    (select coalesce(sum(e.total - (select coalesce(sum((c->>'amount')::bigint), 0) from jsonb_array_elements(e.credits) as c)), 0)::float8 from orders e
      where e.exchange->'paidBy'->>'id' = o.id::text and e.phase in ('paid', 'cancelling', 'completed')) as replaced,
    (select coalesce(json_agg(json_build_object('sku', sku, 'price', price, 'total', total, 'ordered', ordered, 'held', held, 'shipped', shipped,
      'delivered', delivered, 'returned', returned, 'cancelled', cancelled) order by no), '[]') from order_line where order_id = o.id) as lines,
    (select coalesce(json_agg(json_build_object('version', version, 'phase', phase, 'what', what) order by version), '[]') from order_step where order_id = o.id) as steps,
    (select coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'amount', (facts->>'amount')::float8)), '[]') from paper where order_id = o.id) as papers,
    coalesce((select max(at) from order_step where order_id = o.id), o.placed_at) as "lastStepAt"
  from orders o where o.id > $1::uuid order by o.id limit $2`;
const PAYABLES = `select p.order_id as key, p.number, p.owner, p.amount::float8 as amount, p.currency, p.phase, p.sent::float8 as sent,
    (select coalesce(json_agg(json_build_object('id', id, 'phase', phase, 'amount', amount, 'authorised', authorised, 'captured', captured,
      'refunded', refunded)), '[]') from attempt where order_id = p.order_id) as attempts,
    (select coalesce(json_agg(json_build_object('id', id, 'amount', amount, 'phase', phase)), '[]') from capture where order_id = p.order_id) as captures,
    (select coalesce(json_agg(json_build_object('id', id, 'attemptId', attempt_id, 'cardId', card_id, 'amount', amount, 'phase', phase, 'told', told)), '[]')
      from refund where order_id = p.order_id) as refunds,
    (select coalesce(json_agg(json_build_object('attemptId', attempt_id, 'amount', amount, 'phase', phase)), '[]')
      from dispute where order_id = p.order_id) as disputes,
    (select coalesce(json_agg(json_build_object('amount', amount, 'refunded', refunded, 'phase', phase)), '[]')
      from gift_tender where order_id = p.order_id) as tenders
  from payable p where p.order_id > $1::uuid order by p.order_id limit $2`;
const HOLDS = `with h as (select order_id, phase, lines, parcels from hold where order_id > $1::uuid order by order_id limit $2)
  select h.order_id as key, h.phase, h.lines, h.parcels, coalesce(m.dispatched, '[]') as dispatched, coalesce(m."putBack", '[]') as "putBack" from h
  left join (select order_id, json_agg(json_build_object('sku', sku, 'quantity', -quantity)) filter (where reason = 'dispatch') as dispatched,
    json_agg(json_build_object('sku', sku, 'quantity', quantity)) filter (where reason = 'return') as "putBack" from movement
    where reason in ('dispatch', 'return') and order_id in (select order_id from h) group by order_id) m on m.order_id = h.order_id
  order by h.order_id`;
const CONSIGNMENTS = `select c.order_id as key, c.stop, (select coalesce(json_agg(json_build_object('id', s.id, 'phase', s.phase, 'failure', s.failure, 'lines', s.lines) order by s.no), '[]')
      from shipment s where s.order_id = c.order_id) as parcels
  from consignment c where c.order_id > $1::uuid order by c.order_id limit $2`;
const MAILS = `select c.order_id as key, (c."order"->'receipt'->>'total')::float8 as total, c.person is null as forgotten,
    (select count(*)::int from mail where order_id = c.order_id and fact = 'order-confirmed') as confirmations,
    (select coalesce(json_agg(id), '[]') from mail where order_id = c.order_id and fact = 'order-confirmed' and sent_at is null) as unsent
  from contact c where c.order_id > $1::uuid order by c.order_id limit $2`;
const HISTORY = `select order_id as key, phase, version from order_history where order_id > $1::uuid order by order_id limit $2`;

const keyOf = ({ key }: { key: string }): string => key;

/** Every order, with what each worker knows of it; also what a worker knows of an order that is not there. */
export const cases = (stores: Stores): AsyncGenerator<Case> =>
  joined<Rows>({
    order: { rows: stores.byUuid<OrderRow>('order', ORDERS), keyOf },
    payable: { rows: stores.byUuid<PayableRow>('payment', PAYABLES), keyOf },
    hold: { rows: stores.byUuid<HoldRow>('inventory', HOLDS), keyOf },
    consignment: { rows: stores.byUuid<ConsignmentRow>('shipping', CONSIGNMENTS), keyOf },
    mail: { rows: stores.byUuid<MailRow>('notification', MAILS), keyOf },
    history: { rows: stores.byUuid<HistoryRow>('user', HISTORY), keyOf },
  });
