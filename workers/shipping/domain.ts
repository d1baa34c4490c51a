import type { EventData } from '@kontor/contracts/events';
import type { Address } from '@kontor/contracts/order';
import type { ParcelStep, Shipment as Shown } from '@kontor/contracts/shipping';
import type { Decision } from '@kontor/kit/change';
import type { Asked } from '@kontor/kit/journal';
import type { Booking, Parcel, Recipient, Service } from './carrier.ts';

/**
 * One per order. `stopAsked` until carrier and we agree on it; `failure` when the carrier would not book for good; `goodsIn` once the
 * goods are there that the order waited for; `change` is an address that the booked parcel is to go to instead; `leftOut` are cancelled pieces.
 */
export type Shipment = Shown & {
  number: string;
  service: Service;
  person: Recipient | null;
  weightGrams: number;
  carrierId: string | null;
  stopAsked: boolean;
  failure: string | null;
  goodsIn: boolean;
  change: { id: string; person: Recipient } | null;
  leftOut: { sku: string; quantity: number }[];
  /** what the carrier told of its way, oldest first */
  steps: ParcelStep[];
  version: number;
};
type Decided = Decision<Shipment>;
export type Paid = EventData<'OrderPaid'>;

const FIRST_LOOK_MS = 60_000;
const LONGEST_GAP_MS = 6 * 60 * 60 * 1000;
/** The heaviest parcel that the carrier takes. */
const PARCEL_GRAMS = 31_500;

export const newShipment = (orderId: string, id: string, now: Date): Shipment => ({
  id,
  orderId,
  phase: 'opened',
  trackingNumber: null,
  trackingUrl: null,
  labelUrl: null,
  openedAt: now.toISOString(),
  number: '',
  service: 'standard',
  person: null,
  weightGrams: 0,
  carrierId: null,
  stopAsked: false,
  failure: null,
  goodsIn: false,
  change: null,
  leftOut: [],
  steps: [],
  version: 1,
});

export function recipientOf({ name, company, street, addition, postcode, city, region, country }: Address): Recipient {
  const joined = (...parts: string[]) => parts.filter(Boolean).join(', ').slice(0, 200);
  return { name: joined(company, name), street: joined(street, addition), postcode, city: joined(city, region), country };
}

/** As many parcels as the weight needs, of one weight as far as whole grams allow. */
export function parcelsOf(weightGrams: number): { weightGrams: number }[] {
  const weight = Math.max(weightGrams, 1);
  const count = Math.ceil(weight / PARCEL_GRAMS);
  return Array.from({ length: count }, (_, index) => ({ weightGrams: Math.floor(weight / count) + (index < weight % count ? 1 : 0) }));
}

/** What is booked for a shipment, or null while its address is not known. */
export const bookingOf = ({ id, service, person, weightGrams }: Shipment): Booking | null =>
  person && { reference: id, service, recipient: person, parcels: parcelsOf(weightGrams) };

/** Asks the carrier by itself, first after a minute and then with doubling gaps up to six hours: a webhook may be lost. */
export const lookAgain = ({ id, orderId, carrierId }: Pick<Shipment, 'id' | 'orderId' | 'carrierId'>, round: number, now: Date): Asked => ({
  kind: 'askCarrier',
  subject: orderId,
  key: `askCarrier:${carrierId ?? id}:${round}`,
  payload: { round },
  due: new Date(now.getTime() + Math.min(FIRST_LOOK_MS * 2 ** (round - 1), LONGEST_GAP_MS)),
});
const askBook = ({ id, orderId }: Shipment, changeId = ''): Asked => ({
  kind: 'bookCarrier',
  subject: orderId,
  key: `book:${id}${changeId && `:${changeId}`}`,
});
const askCancel = ({ id, orderId, change }: Shipment): Asked => ({
  kind: 'cancelCarrier',
  subject: orderId,
  key: `cancel:${id}${change ? `:${change.id}` : ''}`,
});

/** The order is paid for good: now the carrier is booked, unless goods are still to come in. */
export function prepare(shipment: Shipment, { number, lines, method, person }: Paid): Decided {
  if (shipment.phase !== 'opened' || shipment.person !== null) return {};
  const weightGrams = lines.reduce((sum, line) => sum + line.weightGrams * line.quantity, 0);
  const service: Service = method.id === 'express' ? 'express' : 'standard';
  const prepared = { number, service, weightGrams, person: recipientOf(person.address) };
  if (!shipment.goodsIn && lines.some(({ later }) => later)) return { next: prepared };
  return { next: { ...prepared, phase: 'booking' }, asks: [askBook(shipment)] };
}

/** Every piece is there: who is paid for is booked now, the others once they are. */
export function noteGoods(shipment: Shipment): Decided {
  if (shipment.phase !== 'opened' || shipment.goodsIn) return {};
  if (shipment.person === null) return { next: { goodsIn: true } };
  return { next: { goodsIn: true, phase: 'booking' }, asks: [askBook(shipment)] };
}

type Wanted = EventData<'OrderChangeAsked'>;

/** Pieces are to stay out, or the parcel is to go elsewhere: ours to grant as long as it has not left; a booked label is cancelled first. */
export function hearChange(shipment: Shipment, { changeId, leftOut, lighterBy, person }: Wanted): Decided {
  const { phase, failure, stopAsked } = shipment;
  const granted = [changed(shipment, changeId)];
  if (phase === 'dispatched' || phase === 'delivered' || phase === 'stopped' || stopAsked) return { events: [unchanged(shipment, changeId)] };
  if (!person) return { next: { leftOut, weightGrams: Math.max(0, shipment.weightGrams - lighterBy) }, events: granted };
  const recipient = recipientOf(person.address);
  if (phase === 'opened') return { next: { person: recipient }, events: granted };
  if (phase === 'booking' && failure !== null) return { next: { person: recipient, failure: null }, events: granted, asks: [askBook(shipment, changeId)] };
  const change = { id: changeId, person: recipient };
  // A booking under way is waited for: it may have reached the carrier.
  return { next: { change }, asks: phase === 'booked' ? [askCancel({ ...shipment, change })] : [] };
}

const unlabelled = { trackingNumber: null, trackingUrl: null, labelUrl: null, steps: [] };

/** The label for the old address is gone, or never was: a new one is booked. */
function rebook(shipment: Shipment, { id, person }: NonNullable<Shipment['change']>): Decided {
  const next: Partial<Shipment> = { phase: 'booking', person, change: null, carrierId: null, failure: null, ...unlabelled };
  return { next, events: [changed(shipment, id)], asks: [askBook(shipment, id)] };
}

/** A paid order is to be cancelled: ours to grant as long as the parcel has not left. */
export function stopForShopper(shipment: Shipment): Decided {
  if (shipment.phase === 'dispatched' || shipment.phase === 'delivered') return { events: [tooLate(shipment)] };
  return stop(shipment, true);
}

/** The order is over already: whatever is open stops, and nobody waits for the answer. */
export const stopForGood = (shipment: Shipment): Decided => stop(shipment, false);

function stop(shipment: Shipment, tell: boolean): Decided {
  const { phase, failure, stopAsked } = shipment;
  if (phase === 'opened' || (phase === 'booking' && failure !== null)) return { next: { phase: 'stopped' }, events: tell ? [stopped(shipment)] : [] };
  if (stopAsked || (phase !== 'booking' && phase !== 'booked')) return {};
  // A booking under way is waited for: it may have reached the carrier.
  return { next: { stopAsked: true }, asks: phase === 'booked' ? [askCancel(shipment)] : [] };
}

/** How the shipment stands at the carrier, from an answer, a webhook or a look of our own, in any order and any number of times. */
export function hearCarrier(shipment: Shipment, { parcel, now }: { parcel: Parcel; now: Date }): Decided {
  const { phase } = shipment;
  // A booking that nobody knew of when this was stopped: it came through after all, and must not leave.
  if (phase === 'stopped' && shipment.carrierId === null && parcel.status === 'booked') return { next: { carrierId: parcel.id }, asks: [askCancel(shipment)] };
  if (phase === 'stopped' || phase === 'delivered' || parcel.status === 'cancelled') return parcel.status === 'cancelled' ? cancelledThere(shipment) : {};
  const { trackingNumber, trackingUrl, labelUrl = shipment.labelUrl } = parcel;
  // A word that was overtaken by a later one knows less.
  const steps = parcel.steps && parcel.steps.length > shipment.steps.length ? parcel.steps : shipment.steps;
  const next: Partial<Shipment> = { carrierId: parcel.id, trackingNumber, trackingUrl, labelUrl, steps, failure: null };
  const events: Decided['events'] = [];
  const asks: Asked[] = [];
  const tracked = { ...about(shipment), trackingNumber, trackingUrl, steps };
  const isBooked = phase === 'booked' || phase === 'dispatched';
  const left = parcel.status !== 'booked';
  if (!isBooked) {
    events.push({ type: 'ShipmentBooked', subject: shipment.orderId, data: tracked });
    asks.push(lookAgain({ ...shipment, carrierId: parcel.id }, 1, now));
    if ((shipment.stopAsked || shipment.change) && !left) asks.push(askCancel(shipment));
    next.phase = 'booked';
  }
  if (left && phase !== 'dispatched') {
    if (shipment.stopAsked) events.push(tooLate(shipment));
    if (shipment.change) events.push(unchanged(shipment, shipment.change.id));
    events.push({ type: 'ShipmentDispatched', subject: shipment.orderId, data: { ...tracked, leftOut: shipment.leftOut } });
    Object.assign(next, { phase: 'dispatched', stopAsked: false, change: null });
  }
  if (parcel.status === 'delivered') {
    events.push({ type: 'ShipmentDelivered', subject: shipment.orderId, data: { ...about(shipment), steps } });
    next.phase = 'delivered';
  }
  if (events.length === 0 && steps !== shipment.steps)
    events.push({ type: 'ParcelMoved', subject: shipment.orderId, data: { ...about(shipment), trackingNumber, steps } });
  return events.length > 0 ? { next, events, asks } : {};
}

/** What we asked for has come true. A cancellation that we did not ask for changes nothing: people have to look. */
function cancelledThere(shipment: Shipment): Decided {
  if (shipment.change && !shipment.stopAsked && shipment.phase === 'booked') return rebook(shipment, shipment.change);
  if (!shipment.stopAsked || shipment.phase === 'stopped') return {};
  return { next: { phase: 'stopped', stopAsked: false }, events: [stopped(shipment)] };
}

/** The carrier's answer to a cancellation; when it has left, the news of that may have been quicker. */
export function hearCancel(shipment: Shipment, { granted }: { granted: boolean }): Decided {
  if (shipment.change && !shipment.stopAsked && !granted) return { next: { change: null }, events: [unchanged(shipment, shipment.change.id)] };
  if (!shipment.stopAsked && !shipment.change) return {};
  return granted ? cancelledThere(shipment) : { next: { stopAsked: false }, events: [tooLate(shipment)] };
}

/** Nothing is booked: because the order was to be stopped before, or because the carrier never will. */
export function notBooked(shipment: Shipment, { failure }: { failure: string | null }): Decided {
  if (shipment.phase !== 'booking') return {};
  if (shipment.stopAsked) return { next: { phase: 'stopped', stopAsked: false, failure }, events: [stopped(shipment)] };
  if (shipment.change) return rebook(shipment, shipment.change);
  return { next: { failure }, events: failure === null ? [] : [delayed(shipment)] };
}

const about = ({ orderId, id }: Shipment) => ({ orderId, shipmentId: id });
const stopped = ({ orderId }: Shipment) => ({ type: 'ShipmentStopped', subject: orderId, data: { orderId } }) as const;
const delayed = (shipment: Shipment) => ({ type: 'ShipmentDelayed', subject: shipment.orderId, data: about(shipment) }) as const;
const tooLate = ({ orderId }: Shipment) => ({ type: 'ShipmentTooLate', subject: orderId, data: { orderId } }) as const;
const changed = ({ orderId }: Shipment, changeId: string) => ({ type: 'ShipmentChanged', subject: orderId, data: { orderId, changeId } }) as const;
const unchanged = ({ orderId }: Shipment, changeId: string) => ({ type: 'ShipmentUnchanged', subject: orderId, data: { orderId, changeId } }) as const;
