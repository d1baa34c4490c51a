import type { EventData } from '@kontor/contracts/events';
import type { Order, OrderLine, OrderParcel } from '@kontor/contracts/order';
import { captureDue } from './aftercare/captures.ts';
import { about, advanced, type Decided, each, nothing, type OrderState, step } from './domain.ts';

type About = { shipmentId: string; at: Date };
type Pieces = readonly { sku: string; quantity: number }[];

const isOver = ({ phase }: Pick<OrderParcel, 'phase'>): boolean => phase === 'delivered' || phase === 'returned';
const hasLeft = ({ phase }: OrderParcel): boolean => phase === 'dispatched' || isOver({ phase });
/** What was kept before an order had several parcels has the order's own id. */
export const findParcel = ({ parcels, id: orderId }: OrderState, id: string): OrderParcel | undefined =>
  parcels.find((one) => one.id === id) ?? parcels.find((one) => one.id === orderId);
const fresh = (id: string, lines: Pieces = []): OrderParcel => ({
  id,
  phase: 'planned',
  lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
  number: null,
  url: null,
  steps: [],
  booking: 0,
  deliveredAt: null,
});
export function withParcel(order: OrderState, id: string, change: Partial<OrderParcel>): OrderParcel[] {
  const known = findParcel(order, id);
  return known ? order.parcels.map((one) => (one === known ? { ...one, ...change, id } : one)) : [...order.parcels, { ...fresh(id), ...change }];
}
export const piecesOf = (lines: Pieces, sku: string): number => lines.reduce((sum, one) => sum + (one.sku === sku ? one.quantity : 0), 0);
/** Of several parcels a step names which one it is about. */
export const naming = (what: string, { no = 1, of = 1 }: { no?: number; of?: number }): string => (of > 1 ? `${what} ${no}/${of}` : what);

/** Which parcels there are, where they are more than one. It changes the order's page alone: nobody is told, and it is no step of the order. */
export function plan(order: OrderState, { parcels, version }: { parcels: EventData<'ParcelsPlanned'>['parcels']; version: number }): Decided {
  if (version <= order.planned) return nothing;
  const listed = parcels.flatMap(({ shipmentId, lines }) => {
    const known = findParcel(order, shipmentId);
    if (known && hasLeft(known)) return [known];
    return lines.length > 0 ? [{ ...(known ?? fresh(shipmentId)), id: shipmentId, lines: fresh(shipmentId, lines).lines }] : [];
  });
  const others = order.parcels.filter(({ id }) => parcels.every(({ shipmentId }) => shipmentId !== id) && listed.every((one) => one.id !== id));
  return { next: { planned: version, parcels: [...listed, ...others] }, silent: true };
}

/** The carrier has a label for a parcel, or another one than before. */
export function book(
  order: OrderState,
  { shipmentId, trackingNumber, trackingUrl, steps, lines, booking, at, ...which }: EventData<'ShipmentBooked'> & About,
): Decided {
  if (order.phase !== 'paid' && order.phase !== 'cancelling') return nothing;
  const known = findParcel(order, shipmentId);
  if (known && (hasLeft(known) || (known.number !== null && booking <= known.booking))) return nothing;
  const tracked = { phase: 'booked' as const, number: trackingNumber, url: trackingUrl, steps, booking, delayed: false };
  const parcels = withParcel(order, shipmentId, known ? tracked : { ...fresh(shipmentId, lines), ...tracked });
  const what = naming('booked', which);
  return { next: step(order, what, at, { parcels }), events: [advanced(order, what)] };
}

/** The carrier will not take a parcel as it is; once it has a label, or has left in another way, that is over. */
export function delay(order: OrderState, { shipmentId, at }: About): Decided {
  const known = findParcel(order, shipmentId);
  if ((order.phase !== 'paid' && order.phase !== 'cancelling') || known?.delayed !== undefined || (known?.number ?? null) !== null) return nothing;
  return { next: step(order, 'delayed', at, { parcels: withParcel(order, shipmentId, { delayed: true }) }), events: [advanced(order, 'delayed')] };
}

/** A parcel left: what was held for it is shipped. Without lines it is all that was left of the order. */
export function dispatch(
  order: OrderState,
  { shipmentId, trackingNumber, trackingUrl, steps, lines, at, ...which }: EventData<'ShipmentDispatched'> & About,
): Decided {
  if (order.phase !== 'paid' && order.phase !== 'cancelling') return nothing;
  const known = findParcel(order, shipmentId);
  if (known && hasLeft(known)) return nothing;
  const sent = fresh(shipmentId, lines ?? order.lines.flatMap(({ sku, held }) => (held > 0 ? [{ sku, quantity: held }] : []))).lines;
  if (sent.length === 0) return nothing;
  // Word of its way may have been quicker.
  const further = known?.number === trackingNumber && known.steps.length > steps.length ? known.steps : steps;
  const parcels = withParcel(order, shipmentId, { phase: 'dispatched', lines: sent, number: trackingNumber, url: trackingUrl, steps: further, delayed: false });
  const what = naming('dispatched', which);
  const left = each(order, ({ sku, held, shipped }) => {
    const pieces = Math.min(held, piecesOf(sent, sku));
    return { held: held - pieces, shipped: shipped + pieces };
  });
  return { next: step(order, what, at, { parcels, lines: left }), events: [advanced(order, what), ...captureDue(order, left)] };
}

/** False before the parcel has a label: what the carrier tells of its way came too early. */
export const canFollow = (order: OrderState, shipmentId: string): boolean =>
  (order.phase !== 'paid' && order.phase !== 'cancelling') || (findParcel(order, shipmentId)?.number ?? null) !== null;

/** The carrier has told more of a parcel. It changes the order's page alone; a word that was overtaken by a later one knows less. */
export function follow(order: OrderState, { shipmentId, trackingNumber, steps }: EventData<'ParcelMoved'>): Decided {
  const known = findParcel(order, shipmentId);
  if (!known || known.number !== trackingNumber || steps.length <= known.steps.length) return nothing;
  return { next: { parcels: withParcel(order, shipmentId, { steps }) }, silent: true };
}

/** False when the parcel has not even left: the event came too early. */
export function canDeliver(order: OrderState, shipmentId: string): boolean {
  const known = findParcel(order, shipmentId);
  return order.phase === 'completed' || order.phase === 'cancelled' || (known !== undefined && hasLeft(known));
}

/** A parcel arrived; with the last one the order is completed. Word of it may come when its goods are back already, and the order is over. */
export function deliver(order: OrderState, { shipmentId, at, steps, ...which }: EventData<'ShipmentDelivered'> & About): Decided {
  const known = findParcel(order, shipmentId);
  const late = order.phase === 'completed' && { deliveredAt: at.toISOString() };
  if ((order.phase !== 'paid' && order.phase !== 'cancelling' && !late) || !known || isOver(known)) return nothing;
  const further = steps.length > known.steps.length ? { steps } : {};
  const parcels = withParcel(order, shipmentId, { phase: 'delivered', deliveredAt: at.toISOString(), ...further });
  const lines = each(order, ({ sku, shipped, delivered }) => ({ delivered: Math.min(shipped, delivered + piecesOf(known.lines, sku)) }));
  const what = naming('delivered', which);
  const end = endOf(order, lines, parcels);
  return { next: step(order, what, at, { parcels, lines, ...late, ...end.next }), events: end.events ?? [advanced(order, what)] };
}

/** paid → completed once every piece is delivered, cancelled or here again, whoever said so; nothing before that. */
export function endOf(order: OrderState, lines: readonly OrderLine[], parcels: readonly OrderParcel[]): Pick<Decided, 'next' | 'events'> {
  const back = parcels.flatMap((one) => (one.phase === 'returned' ? one.lines : []));
  // What arrived may be returned as well; what staff took back and no parcel brought had not arrived.
  const isEach = lines.every(({ sku, ordered, delivered, returned, cancelled }) => Math.max(delivered + piecesOf(back, sku), returned) + cancelled >= ordered);
  if ((order.phase !== 'paid' && order.phase !== 'cancelling') || !isEach) return {};
  const arrived = parcels.flatMap(({ deliveredAt }) => deliveredAt ?? []).sort();
  return {
    next: { phase: 'completed', deliveredAt: arrived.at(-1) ?? null },
    events: [
      { type: 'OrderCompleted', subject: order.id, data: { ...about(order), cameBack: back.length > 0 && lines.every((line) => line.delivered === 0) } },
    ],
  };
}

/** The one number of an order with several parcels, for those who ask for one. */
export function trackingOf(parcels: readonly OrderParcel[]): Order['tracking'] {
  const labelled = parcels.flatMap(({ number, url, steps, phase }) => (number !== null && url ? [{ number, url, steps, phase }] : []));
  const shown = labelled.find((one) => !isOver(one)) ?? labelled.at(-1);
  return shown ? { number: shown.number, url: shown.url, steps: shown.steps } : null;
}
