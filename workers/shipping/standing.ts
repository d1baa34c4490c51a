import type { EventData } from '@kontor/contracts/events';
import type { Asked, Told } from '@kontor/kit/journal';
import type { Parcel } from './carrier.ts';
import {
  about,
  askCancel,
  type Consignment,
  contents,
  type Decided,
  delayed,
  hasLeft,
  isOver,
  lookAgain,
  type Shipment,
  toCome,
  withShipment,
} from './domain.ts';
import { settled, yielded } from './stops.ts';

type Heard = { shipmentId: string };

const shipmentIn = ({ parcels }: Consignment, id: string): Shipment | undefined => parcels.find((one) => one.id === id);

/** `isNews`: the carrier told it by itself, perhaps long after. */
type Said = Heard & { parcel: Parcel; now: Date; isNews?: boolean };

/** How a parcel stands at the carrier, from an answer, a webhook or a look of our own, in any order and any number of times. */
export function hearCarrier(consignment: Consignment, { shipmentId, parcel, now, isNews = false }: Said): Decided {
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
  if (phase === 'stopped' || isOver(shipment)) return {};
  // It may speak of the label that was given up for the one that is being booked: that one is the answer to our asking.
  if (isNews && phase === 'booking' && shipment.round > 0 && parcel.status === 'booked') return {};
  const { trackingNumber, trackingUrl, labelUrl = shipment.labelUrl } = parcel;
  // A word that was overtaken by a later one knows less.
  const steps = parcel.steps && parcel.steps.length > shipment.steps.length ? parcel.steps : shipment.steps;
  const known: Shipment = { ...shipment, carrierId: parcel.id, trackingNumber, trackingUrl, labelUrl, steps, failure: null };
  const way = { ...about(orderId, shipment), trackingNumber, trackingUrl, steps };
  const hasGone = parcel.status !== 'booked';
  const isLabelled = phase === 'booked' || phase === 'dispatched';
  const seen: Seen = { consignment: { ...consignment, parcels: withShipment(consignment.parcels, known) }, events: [], asks: [] };
  const booked = isLabelled ? seen : labelled(consignment, known, way, { hasGone, now });
  const sent = hasGone && phase !== 'dispatched' ? left(booked, known, way) : booked;
  const {
    consignment: next,
    events,
    asks,
  } = parcel.status === 'delivered' ? arrived(sent, known) : parcel.status === 'returned' ? cameBack(sent, known) : sent;
  if (events.length > 0) return { next, events, asks };
  return steps === shipment.steps
    ? {}
    : { next, events: [{ type: 'ParcelMoved', subject: orderId, data: { ...about(orderId, shipment), trackingNumber, steps } }] };
}

/** What one word of the carrier comes to, as far as it was gone through. */
type Seen = { consignment: Consignment; events: Told[]; asks: Asked[] };
type Way = EventData<'ParcelMoved'> & Pick<EventData<'ShipmentDispatched'>, 'trackingUrl'>;

/** It has a label: from here on it is looked after, unless it was not wanted any more by then. */
function labelled(consignment: Consignment, shipment: Shipment, way: Way, { hasGone, now }: { hasGone: boolean; now: Date }): Seen {
  const { orderId } = consignment;
  const booked: Shipment = { ...shipment, phase: 'booked' };
  return {
    consignment: { ...consignment, parcels: withShipment(consignment.parcels, booked) },
    events: [{ type: 'ShipmentBooked', subject: orderId, data: { ...way, ...contents(consignment, shipment), booking: shipment.round } }],
    asks: [lookAgain(orderId, booked, 1, now), ...(shipment.wish && !hasGone ? [askCancel(orderId, booked)] : [])],
  };
}

/** It has left: what was asked about the order meanwhile is settled by that. */
function left({ consignment, events, asks }: Seen, shipment: Shipment, way: Way): Seen {
  const { orderId } = consignment;
  const going: Shipment = { ...shipment, phase: 'dispatched', wish: null };
  const decided = settled({ ...consignment, parcels: withShipment(consignment.parcels, going) }, asks);
  const after = { ...consignment, ...decided.next };
  const data = { ...way, ...contents(after, shipment), toCome: toCome(after, shipment.id, hasLeft), leftOut: after.leftOut };
  return {
    consignment: after,
    events: [...events, ...(decided.events ?? []), { type: 'ShipmentDispatched', subject: orderId, data }],
    asks: decided.asks ?? [],
  };
}

function arrived({ consignment, events, asks }: Seen, shipment: Shipment): Seen {
  const { orderId, parcels } = consignment;
  const after = { ...consignment, parcels: parcels.map((one): Shipment => (one.id === shipment.id ? { ...one, phase: 'delivered' } : one)) };
  const coming = toCome(after, shipment.id, isOver);
  const data = { ...about(orderId, shipment), steps: shipment.steps, ...contents(after, shipment), toCome: coming };
  return { consignment: after, events: [...events, { type: 'ShipmentDelivered', subject: orderId, data }], asks };
}

/** Nobody took it in. */
function cameBack({ consignment, events, asks }: Seen, shipment: Shipment): Seen {
  const { orderId, parcels } = consignment;
  const after = { ...consignment, parcels: withShipment(parcels, { ...shipment, phase: 'returned' }) };
  const data = { ...about(orderId, shipment), steps: shipment.steps, ...contents(after, shipment) };
  return { consignment: after, events: [...events, { type: 'ShipmentCameBack', subject: orderId, data }], asks };
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
