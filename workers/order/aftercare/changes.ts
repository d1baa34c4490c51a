import { isDeepStrictEqual } from 'node:util';
import type { Address } from '@kontor/contracts/order';
import { Refusal } from '@kontor/contracts/refusals';
import type { Piece } from '@kontor/contracts/shipping';
import { about, advanced, cancel, type Decided, each, nothing, type OrderState, type PendingChange, refundDue, step } from '../domain.ts';
import { endOf } from '../parcels.ts';
import { creditFor } from './credits.ts';

type Pieces = { sku: string; quantity: number }[];
type Asked = { changeId: string; at: Date };

/** Only what is paid and has not left, or not all of it, can be changed, one change at a time. */
function mustBeOpen({ phase, lines, change }: OrderState): void {
  if (change) throw new Refusal('StillRunning');
  if (phase !== 'paid' || lines.every(({ held }) => held === 0)) throw new Refusal('WrongPhase', { phase });
}

function askShipping(order: OrderState, change: PendingChange, what: string, at: Date): Decided {
  const { id: changeId, pieces, address } = change;
  const ofPieces = (sku: string) => pieces.find((one) => one.sku === sku)?.quantity ?? 0;
  return {
    next: step(order, what, at, { change }),
    events: [
      {
        type: 'OrderChangeAsked',
        subject: order.id,
        data: {
          ...about(order),
          changeId,
          leftOut: leftOut(order.lines.map((line) => ({ ...line, cancelled: line.cancelled + ofPieces(line.sku) }))),
          lighterBy: order.lines.reduce((sum, { sku, weightGrams }) => sum + weightGrams * ofPieces(sku), 0),
          ...(address && { person: { address } }),
        },
      },
      advanced(order, what),
    ],
  };
}

const leftOut = (lines: readonly { sku: string; cancelled: number }[]): Pieces =>
  lines.flatMap(({ sku, cancelled }) => (cancelled > 0 ? [{ sku, quantity: cancelled }] : []));

/** Some pieces are not wanted any more: shipping decides. All that is left of the order is a cancellation of the order. */
export function cancelPieces(order: OrderState, { changeId, pieces, by, at }: Asked & { pieces: Pieces; by: 'shopper' | 'staff' }): Decided {
  if (order.change?.id === changeId || order.credits.some(({ id }) => id === changeId)) return nothing;
  mustBeOpen(order);
  for (const { sku, quantity } of pieces) {
    const line = order.lines.find((one) => one.sku === sku);
    const most = line?.held ?? 0;
    if (quantity > most) throw new Refusal('InvalidInput', { field: 'lines', reason: `of ${sku} at most ${most} pieces can be cancelled`, sku, most });
  }
  const left = order.lines.reduce((sum, { held, shipped }) => sum + held + shipped, 0) - pieces.reduce((sum, { quantity }) => sum + quantity, 0);
  if (left === 0) return cancel(order, { at, by });
  return askShipping(order, { id: changeId, kind: 'pieces', pieces, address: null }, 'pieces-cancel-asked', at);
}

/** Elsewhere, within the country: the tax in the total is that of the country it goes to. Before it is paid nobody need be asked. */
export function readdress(order: OrderState, { changeId, address, at }: Asked & { address: Address }): Decided {
  const { country } = order.person.address;
  if (order.change?.id === changeId || isDeepStrictEqual(order.person.address, address)) return nothing;
  if (address.country !== country) {
    const reason = `this order was taxed for ${country}: to send it to another country, cancel it and order again`;
    throw new Refusal('InvalidInput', { field: 'address.country', reason });
  }
  if (order.phase === 'held') return moved(order, changeId, address, at);
  mustBeOpen(order);
  return askShipping(order, { id: changeId, kind: 'address', pieces: [], address }, 'address-asked', at);
}

function moved(order: OrderState, changeId: string, address: Address, at: Date): Decided {
  const person = { ...order.person, address };
  return {
    next: step(order, 'readdressed', at, { change: null, movedTo: address, person }),
    events: [{ type: 'OrderReaddressed', subject: order.id, data: { ...about(order), changeId, person: { address } } }, advanced(order, 'readdressed')],
  };
}

/** Shipping granted it: now it counts, and what was paid for cancelled pieces goes back. `outThere` are all that were left out, and where they lie. */
export function grantChange(order: OrderState, { changeId, leftOut: outThere, at }: Asked & { leftOut?: Piece[] | undefined }): Decided {
  const { change } = order;
  if (change?.id !== changeId) return nothing;
  if (change.address) return moved(order, changeId, change.address, at);
  const credit = creditFor(order, { id: changeId, cause: 'cancelled', at, lines: change.pieces, delivery: 0 });
  const lines = each(order, ({ sku, held, cancelled }) => {
    const out = change.pieces.find((one) => one.sku === sku)?.quantity ?? 0;
    return { held: held - out, cancelled: cancelled + out };
  });
  const named = order.lines.flatMap(({ sku, name, variant }) => {
    const quantity = change.pieces.find((one) => one.sku === sku)?.quantity;
    return quantity ? [{ sku, quantity, name, variant }] : [];
  });
  const { currency } = order.receipt;
  const end = endOf(order, lines, order.parcels);
  return {
    next: step(order, 'pieces-cancelled', at, { change: null, lines, credits: [...order.credits, credit], ...end.next }),
    events: [
      {
        type: 'PiecesCancelled',
        subject: order.id,
        data: { ...about(order), amount: credit.amount, currency, lines: named, leftOut: outThere ?? leftOut(lines), changeId, authorised: order.authorised },
      },
      ...(credit.amount > 0 ? [refundDue(order, credit.amount, 'pieces cancelled')] : []),
      ...(end.events ?? [advanced(order, 'pieces-cancelled')]),
    ],
  };
}

/** The parcel had left, or was stopped: everything stays as it was. */
export function dropChange(order: OrderState, { changeId, at }: Asked): Decided {
  if (order.change?.id !== changeId) return nothing;
  return { next: step(order, 'too-late-to-change', at, { change: null }), events: [advanced(order, 'too-late-to-change')] };
}
