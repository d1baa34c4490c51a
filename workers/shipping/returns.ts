import type { EventData } from '@kontor/contracts/events';
import type { Address } from '@kontor/contracts/order';
import { seller } from '@kontor/contracts/seller';
import type { Decision } from '@kontor/kit/change';
import type { Asked } from '@kontor/kit/journal';
import type { Parcel } from './carrier.ts';

/** A parcel back to us; `failure` when the carrier gives no label for good. */
export type ReturnParcel = {
  id: string;
  orderId: string;
  phase: 'booking' | 'booked' | 'dispatched' | 'arrived';
  weightGrams: number;
  carrierId: string | null;
  failure: string | null;
  version: number;
};
type Decided = Decision<ReturnParcel>;
type Wanted = EventData<'ReturnAsked'>;

/** Where goods are sent back to. */
export const warehouse: Address = { ...seller, company: '', addition: 'Retouren', region: '', phone: '' };

export const newReturn = ({ returnId: id, orderId, weightGrams }: Wanted): ReturnParcel => ({
  id,
  orderId,
  phase: 'booking',
  weightGrams,
  carrierId: null,
  failure: null,
  version: 1,
});

export const askLabel = ({ returnId, orderId }: Wanted): Asked => ({
  kind: 'bookReturn',
  subject: orderId,
  key: `bookReturn:${returnId}`,
  payload: { returnId },
});

export const noLabel = ({ phase }: ReturnParcel, { reason }: { reason: string }): Decided => (phase === 'booking' ? { next: { failure: reason } } : {});

const way = ['booking', 'booked', 'dispatched', 'arrived'] as const;
const reached = { booked: 'booked', dispatched: 'dispatched', delivered: 'arrived', cancelled: 'booking' } as const;

/** How the parcel stands at the carrier, in any order and any number of times: the label is told once, and so is the arrival. */
export function hearReturn(back: ReturnParcel, { parcel }: { parcel: Parcel }): Decided {
  const phase = reached[parcel.status];
  if (way.indexOf(phase) <= way.indexOf(back.phase)) return {};
  const about = { orderId: back.orderId, returnId: back.id };
  const { trackingNumber, trackingUrl, labelUrl = trackingUrl } = parcel;
  const events: NonNullable<Decided['events']> = [];
  if (back.phase === 'booking') events.push({ type: 'ReturnLabelled', subject: back.orderId, data: { ...about, trackingNumber, trackingUrl, labelUrl } });
  if (phase === 'arrived') events.push({ type: 'ReturnArrived', subject: back.orderId, data: about });
  return { next: { phase, carrierId: parcel.id, failure: null }, events };
}
