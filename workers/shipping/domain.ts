import type { EventData } from '@kontor/contracts/events';
import type { Allocation } from '@kontor/contracts/inventory';
import type { Address } from '@kontor/contracts/order';
import { Refusal } from '@kontor/contracts/refusals';
import type { ParcelStep, Piece, ShipmentPhase } from '@kontor/contracts/shipping';
import type { Decision } from '@kontor/kit/change';
import type { Asked, Told } from '@kontor/kit/journal';
import type { Booking, Recipient, Service } from './carrier.ts';
import { declare, type Goods, goodsOf } from './customs.ts';
import {
  countOf,
  isShortEnough,
  type Limits,
  type Line,
  piecesOf,
  planParcels,
  spaceIn,
  spaceOf,
  relocated,
  takeOut,
  weightOf,
  whatIsThere,
} from './planning.ts';

/**
 * One parcel. Without lines it is of before parcels knew theirs, and holds the whole order. `wish` is what the carrier has still to agree to:
 * to stop it, or to cancel its label for a new one. `failure` when the carrier would not book for good; `round` counts its labels.
 */
export type Shipment = {
  id: string;
  phase: ShipmentPhase;
  lines: Line[];
  weightGrams: number;
  person: Recipient | null;
  carrierId: string | null;
  trackingNumber: string | null;
  trackingUrl: string | null;
  labelUrl: string | null;
  failure: string | null;
  /** what the carrier told of its way, oldest first */
  steps: ParcelStep[];
  wish: 'stop' | 'renew' | null;
  round: number;
  openedAt: string;
};

/** Another address, or pieces that are to stay out, for which the labels of `stops` have to be cancelled first. */
export type PendingChange = { id: string; person: Recipient | null; leftOut: Pieces; stops: string[] };
type Pieces = { sku: string; quantity: number }[];

/**
 * All parcels of one order: decided on together. `stop`: its cancellation is asked of the carrier, or done; `ready` once all goods are there,
 * and where they lie; `leftOut` are the cancelled pieces, in all; `answered` the changes that were granted or not.
 */
export type Consignment = {
  orderId: string;
  number: string;
  service: Service;
  person: Recipient | null;
  stop: 'none' | 'asked' | 'done';
  ready: Allocation[] | null;
  change: PendingChange | null;
  leftOut: Piece[];
  answered: { id: string; granted: boolean }[];
  /** for customs; null inside their union */
  goods: Goods | null;
  parcels: Shipment[];
  version: number;
  openedAt: string;
};
export type Decided = Decision<Consignment>;
export type Paid = EventData<'OrderPaid'>;
/** What is needed to make parcels. */
export type Packing = { limits: Limits; newId: () => string; now: Date };

const FIRST_LOOK_MS = 60_000;
const LONGEST_GAP_MS = 6 * 60 * 60 * 1000;
/** The heaviest parcel, for what is booked without knowing its pieces. */
const PARCEL_GRAMS = 31_500;

export const newConsignment = (orderId: string, now: Date): Consignment => ({
  orderId,
  number: '',
  service: 'standard',
  person: null,
  stop: 'none',
  ready: null,
  change: null,
  leftOut: [],
  answered: [],
  goods: null,
  parcels: [],
  version: 1,
  openedAt: now.toISOString(),
});

export const unlabelled = { carrierId: null, trackingNumber: null, trackingUrl: null, labelUrl: null, failure: null, steps: [] };
const newShipment = (id: string, lines: Line[], person: Recipient | null, now: Date): Shipment => ({
  id,
  phase: 'opened',
  lines,
  weightGrams: weightOf(lines),
  person,
  ...unlabelled,
  wish: null,
  round: 0,
  openedAt: now.toISOString(),
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

/** What is booked for a parcel, or null while its address is not known. */
export const bookingOf = ({ service, goods, parcels: all }: Consignment, { id, person, lines, weightGrams }: Shipment): Booking | null =>
  person && {
    reference: id,
    service,
    recipient: person,
    parcels: lines.length > 0 ? [{ weightGrams: Math.max(1, weightGrams) }] : parcelsOf(weightGrams),
    ...(goods && { customs: declare(goods, lines, all[0]?.id === id) }),
  };

/** Asks the carrier by itself, first after a minute and then with doubling gaps up to six hours: a webhook may be lost. */
export const lookAgain = (orderId: string, { id, carrierId }: Pick<Shipment, 'id' | 'carrierId'>, round: number, now: Date): Asked => ({
  kind: 'askCarrier',
  subject: orderId,
  key: `askCarrier:${carrierId ?? id}:${round}`,
  payload: { round, shipmentId: id },
  due: new Date(now.getTime() + Math.min(FIRST_LOOK_MS * 2 ** (round - 1), LONGEST_GAP_MS)),
});
const nth = (round: number) => (round > 0 ? `:${round}` : '');
export const askBook = (orderId: string, { id, round }: Shipment): Asked => ({
  kind: 'bookCarrier',
  subject: orderId,
  key: `book:${id}${nth(round)}`,
  payload: { shipmentId: id },
});
export const askCancel = (orderId: string, { id, round }: Shipment): Asked => ({
  kind: 'cancelCarrier',
  subject: orderId,
  key: `cancel:${id}${nth(round)}`,
  payload: { shipmentId: id },
});

/** It has arrived, or it is here again. */
export const isOver = ({ phase }: Pick<Shipment, 'phase'>): boolean => phase === 'delivered' || phase === 'returned';
export const hasLeft = ({ phase }: Shipment): boolean => phase === 'dispatched' || isOver({ phase });
export const isOpen = (shipment: Shipment): boolean => !hasLeft(shipment) && shipment.phase !== 'stopped';
export const withShipment = (parcels: readonly Shipment[], changed: Shipment): Shipment[] => parcels.map((one) => (one.id === changed.id ? changed : one));

/** What is too much of a parcel for the carrier; what it holds is not known of one of before, which is booked as it is. */
function excessOf({ lines, weightGrams }: Shipment, limits: Limits): string | null {
  if (lines.length === 0) return null;
  if (weightGrams > limits.grams) return `weighs ${weightGrams} g, and the carrier takes ${limits.grams} g`;
  const isLarge = (countOf(lines) > 1 && spaceOf(lines) > spaceIn(limits)) || lines.some((line) => !isShortEnough(line, limits));
  return isLarge ? `is too large, and the carrier takes ${limits.mm.join(' × ')} mm` : null;
}

/** From here on the carrier is asked; what it would not take in any case is for people to look at, at once. */
export function start(orderId: string, shipment: Shipment, limits: Limits): { shipment: Shipment; events: Told[]; asks: Asked[] } {
  const booking: Shipment = { ...shipment, phase: 'booking', failure: null };
  const excess = excessOf(shipment, limits);
  if (!excess) return { shipment: booking, events: [], asks: [askBook(orderId, booking)] };
  const what = shipment.lines.map(({ quantity, sku }) => `${quantity} × ${sku}`).join(', ');
  const failed = { ...booking, failure: `${what} ${excess} at most: it has to be sent in another way` };
  return { shipment: failed, events: [delayed(orderId, failed)], asks: [] };
}

/** Each in its place, new ones at the end: a parcel keeps the number that people were told, whatever becomes of the others. */
const inPlace = (parcels: readonly Shipment[], changed: readonly Shipment[]): Shipment[] => [
  ...parcels.map((one) => changed.find(({ id }) => id === one.id) ?? one),
  ...changed.filter(({ id }) => parcels.every((one) => one.id !== id)),
];

/** Replaces the parcels that wait by these, which keep their ids as far as there are any, and starts those that need wait no longer. */
function packAnew(consignment: Consignment, { going, staying }: { going: Line[]; staying: Line[] }, packing: Packing): Decided {
  const { orderId, person } = consignment;
  const ids = consignment.parcels.filter(({ phase }) => phase === 'opened').map(({ id }) => id);
  const fresh = (lines: Line[]) => newShipment(ids.shift() ?? packing.newId(), lines, person, packing.now);
  const started = planParcels(going, packing.limits).map((lines) => start(orderId, fresh(lines), packing.limits));
  const waiting = planParcels(staying, packing.limits).map(fresh);
  const packed = [...started.map(({ shipment }) => shipment), ...waiting];
  // An id that is not needed any more stays, as a parcel that nothing is in.
  const spare = ids.map((id): Shipment => ({ ...newShipment(id, [], person, packing.now), phase: 'stopped' }));
  const parcels = inPlace(consignment.parcels, [...packed, ...spare]);
  const events = [...planned({ ...consignment, parcels }), ...started.flatMap((one) => one.events)];
  return { next: { parcels }, events, asks: started.flatMap(({ asks }) => asks) };
}

/** The order is paid for good: its parcels are planned and the carrier is booked, unless goods are still to come in. */
export function prepare(consignment: Consignment, { paid, packing }: { paid: Paid; packing: Packing }): Decided {
  const { number, lines, method, person, allocation } = paid;
  if (consignment.person !== null || consignment.stop !== 'none') return {};
  const { ready } = consignment;
  const service: Service = method.id === 'express' ? 'express' : 'standard';
  const facts = { number, service, person: recipientOf(person.address), goods: goodsOf(paid) };
  const pieces = piecesOf(lines, ready && ready.length > 0 ? ready : allocation);
  const waits = ready === null && lines.some(({ later }) => later);
  const packed = packAnew({ ...consignment, ...facts }, waits ? { going: [], staying: pieces } : { going: pieces, staying: [] }, packing);
  return { ...packed, next: { ...facts, ...packed.next } };
}

/** Every piece is there: who is paid for is booked now, the others once they are. */
export function noteGoods(consignment: Consignment, { allocation, packing }: { allocation: Allocation[]; packing: Packing }): Decided {
  if (consignment.stop === 'done' || consignment.ready !== null) return {};
  const { orderId, parcels } = consignment;
  const waiting = parcels.filter(({ phase }) => phase === 'opened');
  const next = { ready: allocation };
  if (waiting.length === 0) return { next };
  if (waiting.some(({ lines }) => lines.length === 0)) {
    const started = waiting.map((shipment) => start(orderId, shipment, packing.limits));
    return {
      next: { ...next, parcels: started.reduce((all, { shipment }) => withShipment(all, shipment), parcels) },
      asks: started.flatMap(({ asks }) => asks),
    };
  }
  const others = parcels.filter((one) => isOpen(one) && one.phase !== 'opened').flatMap(({ lines }) => lines);
  const there = waiting.flatMap(({ lines }) => lines).map((line) => ({ ...line, waiting: 0 }));
  const packed = packAnew(consignment, { going: relocated(there, allocation, others), staying: [] }, packing);
  return { ...packed, next: { ...next, ...packed.next } };
}

/** Sends what is there of an order that waits for goods; the rest goes when it has come in. Nothing there changes nothing. */
export function sendReady(consignment: Consignment, { packing }: { packing: Packing }): Decided {
  const { stop, change, ready, parcels } = consignment;
  if (stop !== 'none' || change) throw new Refusal('StillRunning');
  const { there, waiting } = whatIsThere(parcels.filter(({ phase }) => phase === 'opened').flatMap(({ lines }) => lines));
  return ready !== null || there.length === 0 ? {} : packAnew(consignment, { going: there, staying: waiting }, packing);
}

type Wanted = { shipmentId: string; newId: string; lines: Pieces; packing: Packing };

/** Some pieces of a parcel go in one of their own. The label of the first one stays: it becomes lighter. */
export function split(consignment: Consignment, { shipmentId, newId, lines, packing }: Wanted): Decided {
  const { orderId, stop, change, ready, parcels } = consignment;
  if (parcels.some(({ id }) => id === newId)) return {};
  const from = parcels.find(({ id }) => id === shipmentId);
  if (!from) throw new Refusal('NotFound', { field: 'shipmentId' });
  if (!isOpen(from)) throw new Refusal('WrongPhase', { phase: from.phase });
  if (stop !== 'none' || change || from.wish) throw new Refusal('StillRunning');
  for (const { sku, quantity } of lines) {
    const most = countOf(from.lines.filter((line) => line.sku === sku));
    if (quantity > most) throw new Refusal('InvalidInput', { field: 'lines', reason: `this parcel has ${most} pieces of ${sku}`, sku, most });
  }
  const { kept, taken } = takeOut(from.lines, lines);
  if (kept.length === 0) throw new Refusal('InvalidInput', { field: 'lines', reason: 'leave at least one piece in the parcel' });
  const waits = (some: Line[]) => ready === null && some.some(({ waiting }) => waiting > 0);
  const rest: Shipment = { ...from, lines: kept, weightGrams: weightOf(kept) };
  const begun = [
    from.phase === 'opened' && !waits(kept) ? start(orderId, rest, packing.limits) : { shipment: rest, events: [], asks: [] },
    ...planParcels(taken, packing.limits).map((some, index) => {
      const fresh = newShipment(index === 0 ? newId : packing.newId(), some, from.person, packing.now);
      return waits(some) ? { shipment: fresh, events: [], asks: [] } : start(orderId, fresh, packing.limits);
    }),
  ];
  const next = {
    parcels: inPlace(
      parcels,
      begun.map(({ shipment }) => shipment),
    ),
  };
  const events = [...planned({ ...consignment, ...next }), ...begun.flatMap((one) => one.events)];
  return { next, events, asks: begun.flatMap(({ asks }) => asks) };
}

const piecesIn = (lines: readonly Line[]): Piece[] => lines.map(({ sku, quantity, location }) => ({ sku, quantity, ...(location && { location }) }));
export const shownLines = ({ lines }: Shipment) =>
  lines.map(({ sku, quantity, location, waiting }) => ({ sku, quantity, waiting, ...(location && { location }) }));
const isThere = ({ phase, lines }: Shipment) => phase !== 'stopped' || lines.length > 0;

/** Which parcels there are, told where they are more than one: a parcel that nothing is in is none any more. */
export const planned = ({ orderId, parcels }: Consignment): Told[] =>
  parcels.length > 1
    ? [
        {
          type: 'ParcelsPlanned',
          subject: orderId,
          data: { orderId, parcels: parcels.map(({ id, lines, phase }) => ({ shipmentId: id, lines: phase === 'stopped' ? [] : piecesIn(lines) })) },
        },
      ]
    : [];

/** What is in a parcel, and which of how many it is. */
export function contents({ parcels }: Consignment, { id, lines }: Shipment): { lines?: Piece[]; no: number; of: number } {
  const all = parcels.filter(isThere);
  return { ...(lines.length > 0 && { lines: piecesIn(lines) }), no: Math.max(1, all.findIndex((one) => one.id === id) + 1), of: Math.max(1, all.length) };
}

/** The pieces that other parcels still have to bring. */
export const toCome = ({ parcels }: Consignment, id: string, isPast: (shipment: Shipment) => boolean): Piece[] =>
  parcels.filter((one) => one.id !== id && one.phase !== 'stopped' && !isPast(one)).flatMap(({ lines }) => piecesIn(lines));

export const about = (orderId: string, { id }: Shipment) => ({ orderId, shipmentId: id });
export const delayed = (orderId: string, shipment: Shipment): Told => ({ type: 'ShipmentDelayed', subject: orderId, data: about(orderId, shipment) });
