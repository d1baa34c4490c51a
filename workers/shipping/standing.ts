import type { Asked, Told } from '@kontor/kit/journal';
import type { Parcel } from './carrier.ts';
import { about, askCancel, type Consignment, contents, type Decided, delayed, hasLeft, lookAgain, type Shipment, toCome, withShipment } from './domain.ts';
import { settled, yielded } from './stops.ts';

type Heard = { shipmentId: string };

const shipmentIn = ({ parcels }: Consignment, id: string): Shipment | undefined => parcels.find((one) => one.id === id);

/** How a parcel stands at the carrier, from an answer, a webhook or a look of our own, in any order and any number of times. */
export function hearCarrier(consignment: Consignment, { shipmentId, parcel, now }: Heard & { parcel: Parcel; now: Date }): Decided {
  const { orderId } = consignment;
  const shipment = shipmentIn(consignment, shipmentId);
  if (!shipment) return {};
  const { phase } = shipment;
  // A booking that nobody knew of when this was stopped: it came through after all, and must not leave.
  if (phase === 'stopped' && shipment.carrierId === null && parcel.status === 'booked') {
    const known = { ...shipment, carrierId: parcel.id };
    return { next: { parcels: withShipment(consignment.parcels, known) }, asks: [askCancel(orderId, known)] };
  }
  if (parcel.status === 'cancelled') return cancelledThere(consignment, shipment, parcel.id);
  if (phase === 'stopped' || phase === 'delivered') return {};
  const { trackingNumber, trackingUrl, labelUrl = shipment.labelUrl } = parcel;
  // A word that was overtaken by a later one knows less.
  const steps = parcel.steps && parcel.steps.length > shipment.steps.length ? parcel.steps : shipment.steps;
  const left = parcel.status !== 'booked';
  const now_: Shipment = { ...shipment, carrierId: parcel.id, trackingNumber, trackingUrl, labelUrl, steps, failure: null };
  const tracked = { ...about(orderId, shipment), trackingNumber, trackingUrl, steps };
  const events: Told[] = [];
  const asks: Asked[] = [];
  let after: Consignment = consignment;
  if (phase !== 'booked' && phase !== 'dispatched') {
    now_.phase = 'booked';
    asks.push(lookAgain(orderId, now_, 1, now));
    if (shipment.wish && !left) asks.push(askCancel(orderId, now_));
    events.push({ type: 'ShipmentBooked', subject: orderId, data: { ...tracked, ...contents(consignment, shipment), booking: shipment.round } });
  }
  after = { ...after, parcels: withShipment(after.parcels, now_) };
  if (left && phase !== 'dispatched') {
    const going: Shipment = { ...now_, phase: 'dispatched', wish: null };
    const decided = settled({ ...after, parcels: withShipment(after.parcels, going) }, asks);
    after = { ...after, ...decided.next };
    asks.splice(0, asks.length, ...(decided.asks ?? []));
    const coming = toCome(after, shipment.id, hasLeft);
    const data = { ...tracked, ...contents(after, shipment), toCome: coming, leftOut: after.leftOut };
    events.push(...(decided.events ?? []), { type: 'ShipmentDispatched', subject: orderId, data });
  }
  if (parcel.status === 'delivered') {
    after = { ...after, parcels: after.parcels.map((one) => (one.id === shipment.id ? { ...one, phase: 'delivered' } : one)) };
    const coming = toCome(after, shipment.id, (one) => one.phase === 'delivered');
    events.push({ type: 'ShipmentDelivered', subject: orderId, data: { ...about(orderId, shipment), steps, ...contents(after, shipment), toCome: coming } });
  }
  if (events.length === 0 && steps !== shipment.steps)
    events.push({ type: 'ParcelMoved', subject: orderId, data: { ...about(orderId, shipment), trackingNumber, steps } });
  return events.length > 0 ? { next: after, events, asks } : {};
}

/** What we asked for has come true. A cancellation that we did not ask for changes nothing: people have to look. */
function cancelledThere(consignment: Consignment, shipment: Shipment, carrierId: string | null): Decided {
  const { wish, phase } = shipment;
  // Word of a label that was replaced since.
  if (carrierId !== null && shipment.carrierId !== null && carrierId !== shipment.carrierId) return {};
  if (wish === null || hasLeft(shipment) || (wish === 'renew' && phase !== 'booked')) return {};
  const done = yielded(consignment, shipment);
  return settled({ ...consignment, parcels: withShipment(consignment.parcels, done.shipment) }, done.asks);
}

/** The carrier's answer to a cancellation; when it has left, the news of that may have been quicker. */
export function hearCancel(consignment: Consignment, { shipmentId, granted }: Heard & { granted: boolean }): Decided {
  const shipment = shipmentIn(consignment, shipmentId);
  if (!shipment?.wish) return {};
  if (granted) return cancelledThere(consignment, shipment, null);
  const stays = { ...shipment, wish: null };
  return settled({ ...consignment, parcels: withShipment(consignment.parcels, stays) }, [], shipment.wish === 'stop');
}

/** Nothing is booked: because the order was to be stopped before, or because the carrier never will. */
export function notBooked(consignment: Consignment, { shipmentId, failure }: Heard & { failure: string | null }): Decided {
  const shipment = shipmentIn(consignment, shipmentId);
  if (shipment?.phase !== 'booking') return {};
  if (shipment.wish) {
    const done = yielded(consignment, { ...shipment, failure });
    return settled({ ...consignment, parcels: withShipment(consignment.parcels, done.shipment) }, done.asks);
  }
  const next = { parcels: withShipment(consignment.parcels, { ...shipment, failure }) };
  return { next, events: failure === null ? [] : [delayed(consignment.orderId, shipment)] };
}
