import { share } from '@kontor/contracts/money';
import { isDeepStrictEqual } from 'node:util';
import type { Wish } from '@kontor/contracts/aftercare';
import { Refusal } from '@kontor/contracts/refusals';
import { isInTime, lastDay, ourFault, type Return, RETURN_DAYS, returnable, WITHDRAW_DAYS } from '@kontor/contracts/return';
import { about, advanced, type Decided, each, nothing, type OrderState, refundDue, step } from '../domain.ts';
import { endOf } from '../parcels.ts';
import { creditFor, owed } from './credits.ts';
import { isAccepted } from './exchanges.ts';

type Found = { returnId: string; at: Date };
type Looked = { sku: string; resell: number; damaged: number; refused: number; location?: string | undefined };

const findReturn = (order: OrderState, id: string): Return => {
  const found = order.returns.find((one) => one.id === id);
  if (!found) throw new Refusal('NotFound', { field: 'returnId' });
  return found;
};
const withReturn = (order: OrderState, changed: Return): Return[] => order.returns.map((one) => (one.id === changed.id ? changed : one));
export const aboutReturn = (order: OrderState, { id, number }: Return) => ({ ...about(order), returnId: id, returnNumber: number });
const lineOf = (order: OrderState, sku: string) => {
  const line = order.lines.find((one) => one.sku === sku);
  if (!line) throw new Refusal('InvalidInput', { field: 'lines', reason: `the order has no ${sku}` });
  return line;
};
export const named = (order: OrderState, pieces: readonly { sku: string; quantity: number }[]) =>
  pieces.map(({ sku, quantity }) => {
    const { name, variant } = lineOf(order, sku);
    return { sku, quantity, name, variant };
  });

/** Refuses what can no longer be sent back, or not so much of it, with the reason and, where it was one, the last day. */
function refuseWish(order: OrderState, { kind, lines }: Wish, at: Date): void {
  const refuse = (reason: string, more: object = {}) => new Refusal('NotReturnable', { reason, ...more });
  if (order.phase !== 'paid' && order.phase !== 'completed') throw new Refusal('WrongPhase', { phase: order.phase });
  const days = kind === 'withdrawal' ? WITHDRAW_DAYS : RETURN_DAYS;
  if (order.deliveredAt && !isInTime(order.deliveredAt, days, at)) throw refuse('too-late', { until: lastDay(order.deliveredAt, days) });
  for (const { sku, quantity } of lines) {
    const line = lineOf(order, sku);
    const most = returnable(line, order.returns);
    if (quantity > most) throw refuse(line.shipped === 0 ? 'not-shipped' : 'too-many', { sku, most });
  }
}

type Asked = { wish: Wish; at: Date /** the order that is to replace what comes back */; replacement?: OrderState | null };

/** Somebody withdraws, or wants to send something back, perhaps for something else: asked once per id. */
export function askReturn(order: OrderState, { wish, at, replacement = null }: Asked): Decided {
  const { returnId: id, kind, reason, note } = wish;
  const known = order.returns.find((one) => one.id === id);
  const lines = wish.lines.map(({ sku, quantity, exchangeFor }) => {
    const other = replacement?.lines.find((line) => line.sku === exchangeFor);
    const seen = { resell: 0, damaged: 0, refused: 0 };
    return { sku, quantity, ...seen, ...(other && { replacement: { sku: other.sku, name: other.name, variant: other.variant } }) };
  });
  if (known) {
    const was = known.lines.map(({ sku, quantity, replacement: other }) => ({ sku, quantity, ...(other && { exchangeFor: other.sku }) }));
    if (known.kind !== kind || !isDeepStrictEqual(was, wish.lines)) throw new Refusal('KeyReused', { field: 'returnId' });
    return nothing;
  }
  refuseWish(order, wish, at);
  const askedAt = at.toISOString();
  const exchange = replacement && { orderId: replacement.id, amount: replacement.receipt.total, done: false };
  const number = `${order.number}-R${order.returns.length + 1}`;
  const fresh: Return = { id, number, kind, phase: 'asked', reason, note, answer: '', askedAt, lines, label: null, amount: null, exchange };
  const what = kind === 'withdrawal' ? 'withdrawn' : 'return-asked';
  const weightGrams = wish.lines.reduce((sum, { sku, quantity }) => sum + lineOf(order, sku).weightGrams * quantity, 0);
  const replacements = replacement ? replacement.lines.map(({ sku, ordered: quantity, name, variant }) => ({ sku, quantity, name, variant })) : [];
  return {
    next: step(order, what, at, { returns: [...order.returns, fresh] }),
    events: [
      {
        type: 'ReturnAsked',
        subject: order.id,
        data: { ...aboutReturn(order, fresh), kind, at: askedAt, lines: named(order, wish.lines), weightGrams, replacements },
      },
      advanced(order, what),
    ],
  };
}

/** The carrier has given a label. */
export function labelReturn(order: OrderState, { returnId, label, at }: Found & { label: NonNullable<Return['label']> }): Decided {
  const found = findReturn(order, returnId);
  if (found.label) return nothing;
  return { next: step(order, 'return-labelled', at, { returns: withReturn(order, { ...found, label }) }), events: [advanced(order, 'return-labelled')] };
}

/** asked → received: the carrier or staff say that the goods are back. */
export function receiveReturn(order: OrderState, { returnId, at }: Found): Decided {
  const found = findReturn(order, returnId);
  if (found.phase !== 'asked') return nothing;
  return {
    next: step(order, 'return-received', at, { returns: withReturn(order, { ...found, phase: 'received' }) }),
    events: [
      { type: 'ReturnReceived', subject: order.id, data: { ...aboutReturn(order, found), kind: found.kind, lines: named(order, found.lines) } },
      advanced(order, 'return-received'),
    ],
  };
}

/** The order that is to replace what comes back. */
type Kept = Pick<OrderState, 'phase' | 'receipt'> | null;
const isKept = (replacement: Kept): boolean => replacement?.phase === 'placed' || replacement?.phase === 'held';

/** asked, received → declined: nothing is paid back. A withdrawal in time is a right: only goods that never came can end one. */
export function declineReturn(order: OrderState, { returnId, answer, at, replacement = null }: Found & { answer: string; replacement?: Kept }): Decided {
  const found = findReturn(order, returnId);
  if (found.phase === 'declined') return nothing;
  if (found.phase === 'settled') throw new Refusal('WrongPhase', { phase: found.phase });
  return {
    next: step(order, 'return-declined', at, { returns: withReturn(order, { ...found, phase: 'declined', answer }) }),
    events: [
      { type: 'ReturnDeclined', subject: order.id, data: { ...aboutReturn(order, found), kind: found.kind, answer, letGo: isKept(replacement) } },
      advanced(order, 'return-declined'),
    ],
  };
}

/** What was looked at, beside what was asked to come back: every piece must be somewhere. */
function inspected(found: Return, looked: readonly Looked[]): Return['lines'] {
  return found.lines.map((line, index) => {
    const seen = looked.find(({ sku }) => sku === line.sku);
    const { resell = 0, damaged = 0, refused = 0 } = seen ?? {};
    if (resell + damaged + refused !== line.quantity)
      throw new Refusal('InvalidInput', { field: `lines.${index}`, reason: `say of all ${line.quantity} pieces of ${line.sku} what became of them` });
    if (found.kind === 'undelivered' && refused > 0)
      throw new Refusal('InvalidInput', { field: `lines.${index}.refused`, reason: `${line.sku} never arrived: it is paid back, damaged or not` });
    return { ...line, resell, damaged, refused };
  });
}

/** How much of delivery comes back when nothing of the order is kept: what the cheapest way would have cost, or all where we are at fault. */
function deliveryBack(order: OrderState, lines: OrderState['lines'], settled: readonly Return[]): number {
  if (lines.some(({ ordered, returned, cancelled }) => returned + cancelled < ordered)) return 0;
  // Whoever has got a replacement keeps what was delivered.
  if (settled.some(({ exchange }) => exchange?.done)) return 0;
  const done = settled.filter(({ phase }) => phase === 'settled');
  const isOurs = ({ reason }: Return) => reason !== null && ourFault.includes(reason);
  const { delivery } = owed(order.receipt);
  if (done.every(isOurs)) return delivery;
  // Whoever did not take it in is treated as one who withdraws.
  if (!done.every((one) => one.kind !== 'return' || isOurs(one))) return 0;
  const { cheapest = order.method.price, price } = order.method;
  // Where prices are net, as much of what was paid for delivery, with its tax, as the cheapest way is of the chosen one.
  return order.receipt.prices === 'net' && price > 0 ? share(delivery, cheapest, price) : cheapest;
}

type Settling = Found & {
  looked: Looked[];
  answer: string /** the order that is kept to replace it */;
  replacement?: Kept;
};

/**
 * asked, received → settled: what can be sold again goes back to its shelf, what was accepted is paid back, less what pays for a replacement
 * that is kept for it.
 */
export function settleReturn(order: OrderState, { returnId, looked, answer, at, replacement = null }: Settling): Decided {
  const found = findReturn(order, returnId);
  if (found.phase === 'settled') return nothing;
  if (found.phase === 'declined') throw new Refusal('WrongPhase', { phase: found.phase });
  const inspection = inspected(found, looked);
  const accepted = inspection.flatMap(({ sku, resell, damaged }) => (resell + damaged > 0 ? [{ sku, quantity: resell + damaged }] : []));
  const lines = each(order, ({ sku, returned }) => ({ returned: returned + (accepted.find((one) => one.sku === sku)?.quantity ?? 0) }));
  if (replacement?.phase === 'placed') throw new Refusal('StillRunning');
  const isExchanged = replacement?.phase === 'held' && isAccepted({ lines: inspection });
  const exchange = found.exchange && { ...found.exchange, done: isExchanged };
  const settled: Return = { ...found, phase: 'settled', answer, lines: inspection, amount: 0, exchange };
  const delivery = deliveryBack(order, lines, withReturn(order, settled));
  const credit = creditFor(order, { id: returnId, cause: 'returned', at, lines: accepted, delivery });
  const amount = credit.amount - (isExchanged ? replacement.receipt.total : 0);
  const returns = withReturn(order, { ...settled, amount });
  const restock = inspection.flatMap(({ sku, resell }) => {
    const from = order.allocation.find((one) => one.sku === sku)?.location;
    const location = looked.find((one) => one.sku === sku)?.location ?? from;
    if (resell > 0 && !location) throw new Refusal('InvalidInput', { field: 'lines', reason: `say where the pieces of ${sku} are put` });
    return resell > 0 && location ? [{ sku, location, quantity: resell }] : [];
  });
  const refused = inspection.flatMap((line) => (line.refused > 0 ? named(order, [{ sku: line.sku, quantity: line.refused }]) : []));
  // A parcel that nobody took in comes back without ever having arrived.
  const end = endOf(order, lines, order.parcels);
  return {
    next: step(order, 'return-settled', at, { ...end.next, lines, returns, credits: accepted.length > 0 ? [...order.credits, credit] : order.credits }),
    events: [
      {
        type: 'ReturnSettled',
        subject: order.id,
        data: {
          ...aboutReturn(order, found),
          kind: found.kind,
          amount,
          currency: order.receipt.currency,
          restock,
          refused,
          answer,
          exchanged: isExchanged,
          letGo: isKept(replacement) && !isExchanged,
        },
      },
      ...(amount > 0 ? [refundDue(order, amount, `return ${found.number}`, true)] : []),
      ...(end.events ?? [advanced(order, 'return-settled')]),
    ],
  };
}
