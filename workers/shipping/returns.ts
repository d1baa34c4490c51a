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
const reached = { booked: 'booked', dispatched: 'dispatched', delivered: 'arrived', returned: 'dispatched', cancelled: 'booking' } as const;

const FIRST_LOOK_MS = 60 * 60 * 1000;
const LONGEST_GAP_MS = 24 * 60 * 60 * 1000;
/** A label that nobody has used for about two months is used no more. */
const MOST_LOOKS = 65;

/** Asks the carrier by itself, after an hour and then with doubling gaps up to a day: a webhook may be lost, and some carriers send none. */
export const lookForReturn = ({ id, orderId }: ReturnParcel, round: number, now: Date): Asked[] =>
  round > MOST_LOOKS
    ? []
    : [
        {
          kind: 'askReturn',
          subject: orderId,
          key: `askReturn:${id}:${round}`,
          payload: { returnId: id, round },
          due: new Date(now.getTime() + Math.min(FIRST_LOOK_MS * 2 ** (round - 1), LONGEST_GAP_MS)),
        },
      ];

/** How the parcel stands at the carrier, in any order and any number of times: the label is told once, and so is the arrival. */
export function hearReturn(back: ReturnParcel, { parcel, now }: { parcel: Parcel; now: Date }): Decided {
  const phase = reached[parcel.status];
  if (way.indexOf(phase) <= way.indexOf(back.phase)) return {};
  const about = { orderId: back.orderId, returnId: back.id };
  const { trackingNumber, trackingUrl, labelUrl = trackingUrl } = parcel;
  const events: NonNullable<Decided['events']> = [];
  if (back.phase === 'booking') events.push({ type: 'ReturnLabelled', subject: back.orderId, data: { ...about, trackingNumber, trackingUrl, labelUrl } });
  if (phase === 'arrived') events.push({ type: 'ReturnArrived', subject: back.orderId, data: about });
  const asks = back.phase === 'booking' && phase !== 'arrived' ? lookForReturn(back, 1, now) : [];
  return { next: { phase, carrierId: parcel.id, failure: null }, events, asks };
}
