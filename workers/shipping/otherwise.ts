import { Refusal } from '@kontor/contracts/refusals';
import type { Consignment, Decided, Shipment } from './domain.ts';
import { hearCarrier } from './standing.ts';

/** A parcel that went in another way is known by no carrier, only by us. */
const ownId = ({ id }: Pick<Shipment, 'id'>): string => `otherwise-${id}`;
export const goesOtherwise = (shipment: Pick<Shipment, 'id' | 'carrierId'>): boolean => shipment.carrierId === ownId(shipment);

type Leaving = { shipmentId: string; trackingNumber: string; trackingUrl: string; now: Date };

/** Staff has sent a parcel that the carrier would not take: with a forwarder, or by a van of our own. */
export function sendOtherwise(consignment: Consignment, { shipmentId, trackingNumber, trackingUrl, now }: Leaving): Decided {
  const shipment = find(consignment, shipmentId);
  if (goesOtherwise(shipment)) return {};
  if (shipment.phase !== 'booking' || shipment.failure === null) throw new Refusal('WrongPhase', { phase: shipment.phase });
  if (consignment.stop !== 'none' || consignment.change) throw new Refusal('StillRunning');
  return hear(consignment, shipment, { status: 'dispatched', trackingNumber, trackingUrl, now });
}

/** Staff has word that it arrived. */
export function arriveOtherwise(consignment: Consignment, { shipmentId, now }: { shipmentId: string; now: Date }): Decided {
  const shipment = find(consignment, shipmentId);
  if (!goesOtherwise(shipment)) throw new Refusal('WrongPhase', { phase: shipment.phase });
  const { trackingNumber, trackingUrl } = shipment;
  return hear(consignment, shipment, { status: 'delivered', trackingNumber: trackingNumber ?? '', trackingUrl: trackingUrl ?? '', now });
}

/** Staff has it again: whoever was to take it in did not, and perhaps nobody else will say so. */
export function comeBack(consignment: Consignment, { shipmentId, now }: { shipmentId: string; now: Date }): Decided {
  const shipment = find(consignment, shipmentId);
  const { phase, carrierId, trackingNumber, trackingUrl } = shipment;
  if (phase === 'returned') return {};
  if (phase !== 'dispatched') throw new Refusal('WrongPhase', { phase });
  const parcel = { id: carrierId ?? ownId(shipment), reference: shipment.id, trackingNumber: trackingNumber ?? '', trackingUrl: trackingUrl ?? '' };
  return hearCarrier(consignment, { shipmentId, parcel: { ...parcel, status: 'returned' }, now });
}

function find({ parcels }: Consignment, id: string): Shipment {
  const found = parcels.find((one) => one.id === id);
  if (!found) throw new Refusal('NotFound', { field: 'shipmentId' });
  return found;
}

/** Told as if a carrier had said so, but there is nobody to ask afterwards. */
function hear(consignment: Consignment, shipment: Shipment, said: Omit<Leaving, 'shipmentId'> & { status: 'dispatched' | 'delivered' }): Decided {
  const { now, ...standing } = said;
  const decided = hearCarrier(consignment, { shipmentId: shipment.id, parcel: { ...standing, id: ownId(shipment), reference: shipment.id }, now });
  return { ...decided, asks: (decided.asks ?? []).filter(({ kind }) => kind !== 'askCarrier') };
}
