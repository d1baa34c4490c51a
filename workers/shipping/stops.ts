import { isDeepStrictEqual } from 'node:util';
import type { EventData } from '@kontor/contracts/events';
import type { Piece } from '@kontor/contracts/shipping';
import type { Asked, Told } from '@kontor/kit/journal';
import {
  askBook,
  askCancel,
  type Consignment,
  type Decided,
  hasLeft,
  isOpen,
  type PendingChange,
  planned,
  recipientOf,
  type Shipment,
  unlabelled,
  withShipment,
} from './domain.ts';
import { countOf, leaveOut, type Line, weightOf } from './planning.ts';

type Wanted = EventData<'OrderChangeAsked'>;
type Pieces = { sku: string; quantity: number }[];
/** Parcels on their way to being stopped or labelled anew, and what the carrier is asked for it. */
type Recalled = { parcels: Shipment[]; asks: Asked[] };

const stopped = ({ orderId }: Consignment): Told => ({ type: 'ShipmentStopped', subject: orderId, data: { orderId } });
const tooLate = ({ orderId }: Consignment): Told => ({ type: 'ShipmentTooLate', subject: orderId, data: { orderId } });
const unchanged = ({ orderId }: Consignment, changeId: string): Told => ({ type: 'ShipmentUnchanged', subject: orderId, data: { orderId, changeId } });
const changed = ({ orderId, leftOut }: Consignment, changeId: string): Told => ({
  type: 'ShipmentChanged',
  subject: orderId,
  data: { orderId, changeId, leftOut },
});
/** Nobody knows of it at the carrier, or the carrier would not have it. */
const isUnbooked = ({ phase, failure }: Shipment) => phase === 'opened' || (phase === 'booking' && failure !== null);

/** A paid order is to be cancelled: ours to grant as long as none of its parcels has left. */
export function stopForShopper(consignment: Consignment): Decided {
  const { parcels, stop } = consignment;
  if (parcels.some(hasLeft)) return { events: [tooLate(consignment)] };
  if (stop !== 'none') return {};
  const recalled = recall(consignment, parcels.filter(isOpen));
  return settled({ ...consignment, parcels: recalled.parcels, stop: 'asked' }, recalled.asks);
}

/** The order is over already: whatever is open stops, and nobody waits for the answer. */
export function stopForGood(consignment: Consignment): Decided {
  if (consignment.stop === 'done') return {};
  const { parcels, asks } = recall(consignment, consignment.parcels.filter(isOpen));
  return { next: { stop: 'done', change: null, parcels }, asks };
}

/** Stops parcels: at once what the carrier does not know of. A booking under way is waited for: it may have reached the carrier. */
function recall({ orderId, parcels }: Consignment, some: readonly Shipment[]): Recalled {
  const asks = some.filter(({ phase, wish }) => phase === 'booked' && wish === null).map((shipment) => askCancel(orderId, shipment));
  const next = some.map((one): Shipment => (isUnbooked(one) ? { ...one, phase: 'stopped', wish: null } : { ...one, wish: 'stop' }));
  return { parcels: next.reduce(withShipment, parcels), asks };
}

/** Takes back that parcels were to be stopped: those that were are booked anew, and a label that is being cancelled will be. */
function resume({ orderId, parcels, ready }: Consignment, some: readonly Shipment[]): Recalled {
  const asks: Asked[] = [];
  const next = some.map((one): Shipment => {
    if (one.phase === 'booking') return { ...one, wish: null };
    if (one.phase === 'booked') return one.wish === 'stop' ? { ...one, wish: 'renew' } : one;
    if (one.phase !== 'stopped' || one.lines.length === 0) return one;
    if (one.failure !== null) return { ...one, phase: 'booking' };
    if (ready === null && one.lines.some(({ waiting }) => waiting > 0)) return { ...one, phase: 'opened' };
    const again = labelledAnew(one, one.person);
    asks.push(askBook(orderId, again));
    return again;
  });
  return { parcels: next.reduce(withShipment, parcels), asks };
}

/** The label is gone, or never was: a new one is booked. */
const labelledAnew = (shipment: Shipment, person: Shipment['person']): Shipment => ({
  ...shipment,
  ...unlabelled,
  phase: 'booking',
  person,
  wish: null,
  round: shipment.round + 1,
});

/** What the carrier agreed to comes true: the parcel is stopped, or gets its new label. */
export function yielded({ orderId, change }: Consignment, shipment: Shipment): { shipment: Shipment; asks: Asked[] } {
  if (shipment.wish === 'stop') return { shipment: { ...shipment, phase: 'stopped', wish: null }, asks: [] };
  const again = labelledAnew(shipment, change?.person ?? shipment.person);
  return { shipment: again, asks: [askBook(orderId, again)] };
}

/**
 * After something became of one parcel: whether the order is stopped, or it is too late for that, and whether a change that is asked for
 * holds. `gone` says that a parcel was to be stopped and has left. All or nothing: what was stopped for nothing is sent after all.
 */
export function settled(consignment: Consignment, asks: Asked[], gone = false): Decided {
  const { parcels, stop, change, answered } = consignment;
  const next = { parcels, stop, change };
  if (stop === 'asked') {
    if (gone || parcels.some(hasLeft)) {
      const resumed = resume(consignment, parcels);
      return { next: { ...next, stop: 'none', parcels: resumed.parcels }, events: [tooLate(consignment)], asks: [...asks, ...resumed.asks] };
    }
    if (parcels.every(({ phase }) => phase === 'stopped')) return { next: { ...next, stop: 'done' }, events: [stopped(consignment)], asks };
    return { next, asks };
  }
  if (!change || parcels.some(({ wish }) => wish !== null)) return { next, asks };
  const answer = (granted: boolean) => ({ ...next, change: null, answered: [...answered, { id: change.id, granted }] });
  if (change.person) {
    const moved = parcels.some((one) => isOpen(one) && isDeepStrictEqual(one.person, change.person));
    if (!moved) return { next: answer(false), events: [unchanged(consignment, change.id)], asks };
    return { next: { ...answer(true), person: change.person }, events: [changed(consignment, change.id)], asks };
  }
  const ends = parcels.filter(({ id }) => change.stops.includes(id));
  const less = ends.every(({ phase }) => phase === 'stopped') ? lessened(consignment, change.leftOut, change.stops) : null;
  // Something else left meanwhile, and another label is in the way now.
  if (!less || less.parcels.some((one) => isOpen(one) && one.lines.length === 0)) {
    const resumed = resume(consignment, ends);
    return { next: { ...answer(false), parcels: resumed.parcels }, events: [unchanged(consignment, change.id)], asks: [...asks, ...resumed.asks] };
  }
  const after = { ...consignment, parcels: less.parcels, leftOut: less.leftOut };
  return { next: { ...answer(true), parcels: less.parcels, leftOut: less.leftOut }, events: [changed(after, change.id), ...planned(after)], asks };
}

/** Pieces are to stay out, or what has not left is to go elsewhere: ours to grant. A label that is in the way is cancelled first. */
export function hearChange(consignment: Consignment, wanted: Wanted): Decided {
  const { stop, change, answered, parcels } = consignment;
  const { changeId, leftOut, lighterBy, person } = wanted;
  const before = answered.find(({ id }) => id === changeId);
  if (before) return { events: [before.granted ? changed(consignment, changeId) : unchanged(consignment, changeId)] };
  if (change?.id === changeId) return {};
  const open = parcels.filter(isOpen);
  const refuse: Decided = { next: { answered: [...answered, { id: changeId, granted: false }] }, events: [unchanged(consignment, changeId)] };
  if (stop !== 'none' || change || open.length === 0) return refuse;
  if (person) return moveTo(consignment, open, { id: changeId, person: recipientOf(person.address), leftOut: [], stops: [] });
  const unknown = open.find(({ lines }) => lines.length === 0);
  if (unknown) {
    const weightGrams = Math.max(0, unknown.weightGrams - lighterBy);
    const after = { ...consignment, leftOut };
    const next = { leftOut, answered: [...answered, { id: changeId, granted: true }], parcels: withShipment(parcels, { ...unknown, weightGrams }) };
    return { next, events: [changed(after, changeId)] };
  }
  const less = lessened(consignment, leftOut, []);
  if (!less) return refuse;
  const ends = open.filter((one) => less.parcels.some(({ id, lines }) => id === one.id && lines.length === 0));
  const recalled = recall(consignment, ends);
  return settled(
    { ...consignment, parcels: recalled.parcels, change: { id: changeId, person: null, leftOut, stops: ends.map(({ id }) => id) } },
    recalled.asks,
  );
}

function moveTo(consignment: Consignment, open: readonly Shipment[], change: PendingChange): Decided {
  const asks: Asked[] = [];
  const { orderId } = consignment;
  const parcels = open.map((one): Shipment => {
    if (isDeepStrictEqual(one.person, change.person)) return one;
    if (one.phase === 'opened') return { ...one, person: change.person };
    if (isUnbooked(one)) {
      const again = labelledAnew(one, change.person);
      asks.push(askBook(orderId, again));
      return again;
    }
    // A booking under way is waited for: it may have reached the carrier.
    if (one.phase === 'booked' && one.wish === null) asks.push(askCancel(orderId, one));
    return { ...one, wish: 'renew' };
  });
  return settled({ ...consignment, change, parcels: parcels.reduce(withShipment, consignment.parcels) }, asks);
}

/**
 * Takes pieces out of what has not left, so that in all `wanted` are out; null when there are not so many. From parcels of `first` before any
 * other, pieces that wait before those that are there, and then from the last parcel on.
 */
function lessened(consignment: Consignment, wanted: Pieces, first: readonly string[]): { parcels: Shipment[]; leftOut: Piece[] } | null {
  const more = wanted.map(({ sku, quantity }) => ({ sku, quantity: Math.max(0, quantity - countOf(consignment.leftOut.filter((one) => one.sku === sku))) }));
  const rank = (one: Shipment) => (first.includes(one.id) ? 0 : one.lines.some(({ waiting }) => waiting > 0) ? 1 : isUnbooked(one) ? 2 : 3);
  const sources = consignment.parcels
    .filter((one) => isOpen(one) || first.includes(one.id))
    .toReversed()
    .sort((a, b) => rank(a) - rank(b));
  let parcels = consignment.parcels;
  let leftOut = consignment.leftOut;
  for (const one of sources) {
    const { kept, taken } = leaveOut(one.lines, more);
    if (taken.length === 0) continue;
    for (const line of more) line.quantity -= countOf(taken.filter(({ sku }) => sku === line.sku));
    parcels = withShipment(parcels, { ...one, lines: kept, weightGrams: weightOf(kept) });
    leftOut = taken.reduce(addTo, leftOut);
  }
  return more.some(({ quantity }) => quantity > 0) ? null : { parcels, leftOut };
}

function addTo(pieces: readonly Piece[], { sku, location, quantity }: Line): Piece[] {
  const known = pieces.find((one) => one.sku === sku && (one.location ?? null) === location);
  if (known) return pieces.map((one) => (one === known ? { ...one, quantity: one.quantity + quantity } : one));
  return [...pieces, { sku, quantity, ...(location && { location }) }];
}
