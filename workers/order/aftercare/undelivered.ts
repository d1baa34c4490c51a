import type { EventData } from '@kontor/contracts/events';
import { type Return, returnable } from '@kontor/contracts/return';
import { advanced, type Decided, nothing, type OrderState, step } from '../domain.ts';
import { endOf, findParcel, naming, piecesOf, withParcel } from '../parcels.ts';
import { aboutReturn, named } from './returns.ts';

type Back = EventData<'ShipmentCameBack'> & { at: Date };

/**
 * Nobody took a parcel in, and it is here again: its pieces are looked at and paid back as those of any return are. Those that
 * somebody has asked to send back are in that return already: it is here with them.
 */
export function comeBack(order: OrderState, { shipmentId, at, steps, ...which }: Back): Decided {
  const known = findParcel(order, shipmentId);
  if (known?.phase !== 'dispatched' || order.phase === 'cancelled') return nothing;
  const parcels = withParcel(order, shipmentId, { phase: 'returned', ...(steps.length > known.steps.length && { steps }) });
  // Staff had it before its carrier said so, and has decided.
  if (order.phase === 'completed') return { next: { parcels }, silent: true };
  const free = order.lines.map((line) => ({ sku: line.sku, quantity: Math.min(piecesOf(known.lines, line.sku), returnable(line, order.returns)) }));
  const lines = free.filter(({ quantity }) => quantity > 0);
  const asked = returnsIn(order, new Map(free.map(({ sku, quantity }) => [sku, piecesOf(known.lines, sku) - quantity])));
  const here = [...asked, ...(lines.length > 0 ? [undelivered(order, { id: shipmentId, lines, at })] : [])];
  const what = naming('came-back', which);
  const end = endOf(order, order.lines, parcels);
  return {
    next: step(order, what, at, {
      parcels,
      returns: [...order.returns.map((one) => asked.find(({ id }) => id === one.id) ?? one), ...here.slice(asked.length)],
      ...end.next,
    }),
    events: [
      ...here.map((back) => ({
        type: 'ReturnReceived' as const,
        subject: order.id,
        data: { ...aboutReturn(order, back), kind: back.kind, lines: named(order, back.lines) },
      })),
      ...(end.events ?? [advanced(order, what)]),
    ],
  };
}

/** The returns that wait for goods and have all of them now, oldest first: of each article so many pieces are here that were asked back. */
function returnsIn({ returns }: OrderState, here: Map<string, number>): Return[] {
  const arrived: Return[] = [];
  for (const back of returns) {
    if (back.phase !== 'asked' || back.lines.some(({ sku, quantity }) => quantity > (here.get(sku) ?? 0))) continue;
    for (const { sku, quantity } of back.lines) here.set(sku, (here.get(sku) ?? 0) - quantity);
    arrived.push({ ...back, phase: 'received' });
  }
  return arrived;
}

const undelivered = (order: OrderState, { id, lines, at }: { id: string; lines: { sku: string; quantity: number }[]; at: Date }): Return => ({
  id,
  number: `${order.number}-R${order.returns.length + 1}`,
  kind: 'undelivered',
  phase: 'received',
  ...{ reason: null, note: '', answer: '', label: null, amount: null, exchange: null },
  askedAt: at.toISOString(),
  lines: lines.map((line) => ({ ...line, resell: 0, damaged: 0, refused: 0 })),
});
