import type { Decision } from '@kontor/kit/change';
import type { Told } from '@kontor/kit/journal';
import { Refusal } from '@kontor/contracts/refusals';
import type { Allocation, Later, Shortage } from '@kontor/contracts/inventory';
import {
  type Address,
  type DeliveryMethod,
  type Exchange,
  FollowedOrder,
  type Order,
  type OrderLine,
  type OrderParcel,
  type Person,
  type Phase,
} from '@kontor/contracts/order';
import type { Tender } from '@kontor/contracts/payment';
import type { Receipt } from '@kontor/contracts/receipt';
import { creditFor, owed } from './aftercare/credits.ts';
import { EXCHANGE_DAYS, type Credit, type Return } from '@kontor/contracts/return';

/** An order as its rules see it. `steps` are those not yet saved; `tenders` is what came of its money and is counted already. */
export type OrderState = {
  id: string;
  number: string;
  owner: string;
  phase: Phase;
  version: number;
  placedAt: string;
  payBy: string | null;
  person: Person;
  method: DeliveryMethod;
  receipt: Receipt;
  lines: OrderLine[];
  /** set aside at the shopper's bank; `captured` once goods have left */
  authorised: number;
  captured: number;
  refunded: number;
  tenders: { id: string; kind: 'capture' | 'release' | 'refund' | 'returned' | 'dispute' | 'exchange'; amount: number; by?: Tender[] }[];
  cancelReason: Order['cancelReason'];
  short: Shortage[];
  allocation: Allocation[];
  parcels: OrderParcel[];
  /** the version of the newest plan of parcels that was heard of */
  planned: number;
  deliveredAt: string | null;
  returns: Return[];
  credits: Credit[];
  /** what is asked of the shipment and not decided yet */
  change: PendingChange | null;
  /** where the order replaces goods that come back */
  exchange: Exchange | null;
  /** another address, to be saved */
  movedTo?: Address;
  steps: { version: number; phase: Phase; what: string; at: string }[];
};
export type PendingChange = { id: string; kind: 'pieces' | 'address'; pieces: { sku: string; quantity: number }[]; address: Address | null };
export type Decided = Decision<OrderState>;
type Event = Told;

/** How long a held order waits for its payment. */
export const PAY_WITHIN_MS = 15 * 60_000;
const DAY_MS = 24 * 60 * 60 * 1000;

export const nothing: Decided = {};
export const about = ({ id, number, owner }: OrderState) => ({ orderId: id, number, owner });
const money = ({ receipt: { total, currency } }: OrderState) => ({ total, currency });
const lineFacts = (order: OrderState) =>
  order.lines.map(({ sku, ordered, name, variant, price, total, weightGrams, packedMm, later }) => ({
    sku,
    quantity: ordered,
    name,
    variant,
    price,
    total,
    weightGrams,
    ...(packedMm && { packedMm }),
    ...(later && { later }),
  }));

/** The next state with one more step in its history. */
export function step(order: OrderState, what: string, at: Date, next: Partial<OrderState> = {}): Partial<OrderState> {
  const phase = next.phase ?? order.phase;
  return { ...next, steps: [...order.steps, { version: order.version + 1, phase, what, at: at.toISOString() }] };
}

export const advanced = (order: OrderState, what: string, phase: Phase = order.phase): Event => ({
  type: 'OrderAdvanced',
  subject: order.id,
  data: { ...about(order), phase, what },
});
type Cancelled = { short?: Shortage[]; toldWithReturn?: boolean };
export const cancelledEvent = (
  order: OrderState,
  reason: NonNullable<Order['cancelReason']>,
  { short = [], toldWithReturn = false }: Cancelled = {},
): Event => ({
  type: 'OrderCancelled',
  subject: order.id,
  // News of a payment back may be quicker than news of what was taken.
  data: {
    ...about(order),
    ...money(order),
    reason,
    short,
    captured: Math.max(0, order.captured - order.refunded),
    authorised: order.authorised,
    ...(toldWithReturn && { toldWithReturn }),
  },
});
/** Goods will leave for it: it is paid for, with money or with what came back. */
export const paidEvent = (order: OrderState): Event => ({
  type: 'OrderPaid',
  subject: order.id,
  data: { ...about(order), ...money(order), lines: lineFacts(order), method: order.method, allocation: order.allocation, person: order.person },
});
/** Whose money pays: that of the order at the beginning of all exchanges. */
const payerOf = (order: OrderState) => ({
  ...about(order),
  ...(order.exchange && { orderId: order.exchange.paidBy.id, number: order.exchange.paidBy.number }),
});
/** `returned`: for goods that had left, as had those that paid for a replacement. */
export function refundDue(order: OrderState, amount: number, reason: string, returned = order.exchange !== null): Event {
  const payer = payerOf(order);
  return { type: 'RefundDue', subject: payer.orderId, data: { ...payer, amount, currency: order.receipt.currency, reason, returned } };
}
export const each = (order: OrderState, change: (line: OrderLine) => Partial<OrderLine>) => order.lines.map((line) => ({ ...line, ...change(line) }));

/** What OrderPlaced says of an order that was just written; `follow` is the signed part of the link to it. */
export const placedEvent = (order: OrderState, follow: string): Event => ({
  type: 'OrderPlaced',
  subject: order.id,
  data: {
    ...about(order),
    ...money(order),
    lines: lineFacts(order),
    receipt: order.receipt,
    method: order.method,
    person: { ...order.person, follow },
    ...(order.exchange && { exchangeOf: order.exchange.of.number }),
  },
});

type Held = { allocation: Allocation[]; later?: (Later & { sku: string })[] | undefined; at: Date };

/** placed → held, payable until payBy, unless goods that come back pay for it; lines whose pieces are still to come say when. */
export function hold(order: OrderState, { allocation, later = [], at }: Held): Decided {
  if (order.phase !== 'placed') return nothing;
  const comes = new Map(later.map(({ sku, ...when }) => [sku, when]));
  const kept = { allocation, lines: each(order, ({ sku, ordered }) => ({ held: ordered, later: comes.get(sku) ?? null })) };
  if (order.exchange) return keepForExchange(order, kept, at);
  const payBy = new Date(at.getTime() + PAY_WITHIN_MS);
  return {
    next: step(order, 'held', at, { ...kept, phase: 'held', payBy: payBy.toISOString() }),
    events: [
      { type: 'OrderReadyToPay', subject: order.id, data: { ...about(order), ...money(order), payBy: payBy.toISOString(), locale: order.person.locale } },
    ],
    asks: [{ kind: 'payBy', subject: order.id, key: `payBy:${order.id}`, due: payBy }],
  };
}

/** placed → held: it is kept until the return has been looked at, or has not come. */
function keepForExchange(order: OrderState, next: Partial<OrderState>, at: Date): Decided {
  const due = new Date(at.getTime() + EXCHANGE_DAYS * DAY_MS);
  return {
    next: step(order, 'held', at, { ...next, phase: 'held', payBy: null }),
    events: [advanced(order, 'held', 'held')],
    asks: [{ kind: 'giveUpExchange', subject: order.id, key: `giveUpExchange:${order.id}`, due }],
  };
}

/** placed, held → cancelled: what was kept goes back to its shelf. Nobody has paid for it. */
export function dropReplacement(order: OrderState, reason: 'shopper' | 'staff' | 'not-exchanged', at: Date, toldWithReturn = false): Decided {
  if (order.phase !== 'placed' && order.phase !== 'held') return nothing;
  const lines = each(order, ({ ordered }) => ({ held: 0, cancelled: ordered }));
  return {
    next: step(order, 'cancelled', at, { phase: 'cancelled', cancelReason: reason, lines }),
    events: [cancelledEvent(order, reason, { toldWithReturn })],
  };
}

/** Every piece that the order waited for is there; `allocation` says where those lie that have not left. */
export function completeGoods(order: OrderState, { allocation: now = [], at }: { allocation?: Allocation[] | undefined; at: Date }): Decided {
  if (order.phase === 'cancelled' || order.lines.every(({ later }) => !later)) return nothing;
  const allocation = [...now, ...order.allocation.filter(({ sku }) => now.every((one) => one.sku !== sku))];
  return { next: step(order, 'goods-in', at, { allocation, lines: each(order, () => ({ later: null })) }), events: [advanced(order, 'goods-in')] };
}

/** placed → cancelled: at least one line was short. */
export function refuse(order: OrderState, { short, at }: { short: Shortage[]; at: Date }): Decided {
  if (order.phase !== 'placed') return nothing;
  return {
    next: step(order, 'out-of-stock', at, {
      phase: 'cancelled',
      cancelReason: 'out-of-stock',
      short,
      lines: each(order, ({ ordered }) => ({ cancelled: ordered })),
    }),
    events: [cancelledEvent(order, 'out-of-stock', { short })],
  };
}

type Payment = { attemptId: string; amount: number; authorised?: number; by?: Tender[]; at: Date };
/** held, closing → paid, also with money that is only set aside; what comes for anything else is due back. The same attempt counts once, ever. */
export function pay(order: OrderState, { attemptId, amount, authorised = 0, by = [], at }: Payment): Decided {
  if (order.tenders.some((tender) => tender.id === attemptId)) return nothing;
  const sums = { authorised: order.authorised + authorised, captured: order.captured + amount - authorised };
  const counted = { ...sums, tenders: [...order.tenders, { id: attemptId, kind: 'capture' as const, amount, by }] };
  if (order.phase !== 'held' && order.phase !== 'closing') {
    return { next: step(order, 'late-payment', at, counted), events: [refundDue(order, amount, 'late payment')] };
  }
  const surplus = amount - order.receipt.total;
  return {
    next: step(order, 'paid', at, { ...counted, phase: 'paid', payBy: null, cancelReason: null }),
    events: [paidEvent(order), ...(surplus > 0 ? [refundDue(order, surplus, 'more than was due')] : [])],
    asks: [{ kind: 'emptyCart', subject: order.id, key: `emptyCart:${order.id}` }],
  };
}

/** A try was declined: the order stays payable until payBy. */
export function noteFailedPayment(order: OrderState, { at }: { at: Date }): Decided {
  if (order.phase !== 'held') return nothing;
  return { next: step(order, 'payment-failed', at), events: [advanced(order, 'payment-failed')] };
}

/** held → closing when payBy has passed. */
export function lapse(order: OrderState, { at }: { at: Date }): Decided {
  if (order.phase !== 'held' || order.payBy === null || at.getTime() < Date.parse(order.payBy)) return nothing;
  return closing(order, 'not-paid', at);
}

/** The shopper, or staff, cancels: held → closing, or cancelled where nobody has to pay, paid → cancelling; anything else is refused. */
export function cancel(order: OrderState, { at, by = 'shopper' }: { at: Date; by?: 'shopper' | 'staff' }): Decided {
  if (order.phase === 'held') return order.exchange ? dropReplacement(order, by, at) : closing(order, by, at);
  if (order.phase === 'closing' || order.phase === 'cancelling' || order.phase === 'cancelled') return nothing;
  if (order.change) throw new Refusal('StillRunning');
  if (order.phase !== 'paid' || order.lines.some((line) => line.shipped > 0)) throw new Refusal('WrongPhase', { phase: order.phase });
  return {
    next: step(order, 'cancel-asked', at, { phase: 'cancelling', cancelReason: by }),
    events: [{ type: 'OrderCancelAsked', subject: order.id, data: about(order) }],
  };
}

function closing(order: OrderState, reason: 'not-paid' | 'shopper' | 'staff', at: Date): Decided {
  return {
    next: step(order, reason === 'not-paid' ? 'pay-by-passed' : 'cancel-asked', at, { phase: 'closing', cancelReason: reason }),
    events: [{ type: 'OrderPaymentClosing', subject: order.id, data: about(order) }],
  };
}

/** closing → cancelled: nothing more can come in. */
export function closePayment(order: OrderState, { at }: { at: Date }): Decided {
  if (order.phase !== 'closing') return nothing;
  const reason = order.cancelReason ?? 'not-paid';
  return {
    next: step(order, 'cancelled', at, {
      phase: 'cancelled',
      payBy: null,
      cancelReason: reason,
      lines: each(order, ({ ordered }) => ({ held: 0, cancelled: ordered })),
    }),
    events: [cancelledEvent(order, reason)],
  };
}

/** cancelling → cancelled with the money due back. */
export function stop(order: OrderState, { creditId, at }: { creditId: string; at: Date }): Decided {
  if (order.phase !== 'cancelling') return nothing;
  const lines = order.lines.flatMap(({ sku, ordered, cancelled }) => (ordered > cancelled ? [{ sku, quantity: ordered - cancelled }] : []));
  const credit = creditFor(order, { id: creditId, cause: 'cancelled', at, lines, delivery: owed(order.receipt).delivery });
  return {
    next: step(order, 'cancelled', at, {
      phase: 'cancelled',
      lines: each(order, ({ ordered }) => ({ held: 0, cancelled: ordered })),
      credits: [...order.credits, credit],
    }),
    events: [cancelledEvent(order, order.cancelReason ?? 'shopper'), ...(credit.amount > 0 ? [refundDue(order, credit.amount, 'cancelled')] : [])],
  };
}

/** cancelling → paid: the parcel had left already; the shopper is told. */
export function tooLate(order: OrderState, { at }: { at: Date }): Decided {
  if (order.phase !== 'cancelling') return nothing;
  return { next: step(order, 'too-late-to-cancel', at, { phase: 'paid', cancelReason: null }), events: [advanced(order, 'too-late-to-cancel', 'paid')] };
}

type Part = { id: string; amount: number; at: Date };
/** A part of what was set aside was taken. */
export function capture(order: OrderState, { id, amount, at }: Part): Decided {
  if (order.tenders.some((tender) => tender.id === id)) return nothing;
  // What lapsed and was got another way is not set aside any more.
  const sums = { authorised: Math.max(0, order.authorised - amount), captured: order.captured + amount };
  return {
    next: step(order, 'captured', at, { ...sums, tenders: [...order.tenders, { id, kind: 'capture', amount }] }),
    events: [advanced(order, 'captured')],
  };
}

/** The rest of what was set aside is free again. */
export function release(order: OrderState, { id: attemptId, amount, at }: Part): Decided {
  const id = `${attemptId}:released`;
  if (order.tenders.some((tender) => tender.id === id)) return nothing;
  return {
    next: step(order, 'released', at, { authorised: order.authorised - amount, tenders: [...order.tenders, { id, kind: 'release', amount }] }),
    events: [advanced(order, 'released')],
  };
}

/** What was set aside could not be taken: it changes the order's history alone, people look after the money. */
export function noteFailedCapture(order: OrderState, { id: captureId, at }: Omit<Part, 'amount'>): Decided {
  const id = `${captureId}:failed`;
  if (order.tenders.some((tender) => tender.id === id)) return nothing;
  return {
    next: step(order, 'capture-failed', at, { tenders: [...order.tenders, { id, kind: 'release', amount: 0 }] }),
    events: [advanced(order, 'capture-failed')],
  };
}

const returnedOf = (refundId: string): string => `${refundId}:returned`;

export function refund(order: OrderState, { refundId, amount, at }: { refundId: string; amount: number; at: Date }): Decided {
  if (order.tenders.some((tender) => tender.id === refundId)) return nothing;
  // News of its return may have come first: then it never counts.
  const counts = !order.tenders.some((tender) => tender.id === returnedOf(refundId));
  return {
    next: step(order, 'refunded', at, {
      refunded: order.refunded + (counts ? amount : 0),
      tenders: [...order.tenders, { id: refundId, kind: 'refund', amount }],
    }),
    events: [advanced(order, 'refunded')],
  };
}

/** The shopper's bank did not take what was paid back: it does not count as paid back any more. */
export function returnRefund(order: OrderState, { refundId, amount, at }: { refundId: string; amount: number; at: Date }): Decided {
  const id = returnedOf(refundId);
  if (order.tenders.some((tender) => tender.id === id)) return nothing;
  const counted = order.tenders.some((tender) => tender.id === refundId);
  const refunded = order.refunded - (counted ? amount : 0);
  return {
    next: step(order, 'refund-returned', at, { refunded, tenders: [...order.tenders, { id, kind: 'returned', amount }] }),
    events: [advanced(order, 'refund-returned')],
  };
}

/** The shopper's bank takes money back, or has decided: goods and phase stay as they are. */
export function noteDispute(
  order: OrderState,
  { disputeId, phase, amount, at }: { disputeId: string; phase: 'open' | 'won' | 'lost'; amount: number; at: Date },
): Decided {
  const id = `${disputeId}:${phase}`;
  if (order.tenders.some((tender) => tender.id === id)) return nothing;
  const what = { open: 'disputed', won: 'dispute-won', lost: 'dispute-lost' }[phase];
  return { next: step(order, what, at, { tenders: [...order.tenders, { id, kind: 'dispute', amount }] }), events: [advanced(order, what)] };
}

/** The order for somebody who has nothing but a link to it: what the schema names, and nothing else of it. */
export function showFollower(order: Order): FollowedOrder {
  const { city, country } = order.person.address;
  const { total, currency } = order.receipt;
  const returns = order.returns.map((one) => ({ ...one, note: '', label: null }));
  return FollowedOrder.parse({ ...order, returns, total, currency, city, country });
}
