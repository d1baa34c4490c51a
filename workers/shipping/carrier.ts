import type { ParcelStep } from '@kontor/contracts/shipping';
import type { Limits } from './planning.ts';

/** Where a parcel goes, as carriers want it. */
export type Recipient = { name: string; street: string; postcode: string; city: string; country: string };
export type Service = 'standard' | 'express';

/** What customs are told of pieces of one kind: value in minor units and weight in grams of one piece; tariff number and origin where they are known. */
export type Declared = { description: string; quantity: number; value: number; weightGrams: number; hsCode?: string | undefined; origin?: string | undefined };
/** `delivery` is what the shopper paid for it, in minor units. */
export type Customs = { currency: string; delivery: number; items: Declared[] };

/** What a carrier takes to book; `reference` is the shipment's id, weights in grams; `customs` for what leaves the union. */
export type Booking = { reference: string; service: Service; recipient: Recipient; parcels: { weightGrams: number }[]; customs?: Customs | undefined };

/** How a shipment stands at the carrier. */
export type Parcel = {
  id: string;
  reference: string;
  /** `returned`: nobody took it in, and whoever sent it has it again */
  status: 'booked' | 'dispatched' | 'delivered' | 'returned' | 'cancelled';
  trackingNumber: string;
  trackingUrl: string;
  /** where the label can be fetched, if the carrier keeps it */
  labelUrl?: string | undefined;
  /** the label itself as a PDF in base64, if the carrier gives it once and keeps it nowhere */
  labelPdf?: string | undefined;
  /** what the carrier tells of its way, oldest first, at most a hundred steps */
  steps?: ParcelStep[] | undefined;
};

/** What a carrier takes for a parcel back to us; `reference` is the return's id. Nothing is declared to customs: from outside the union it is refused. */
export type ReturnBooking = { reference: string; sender: Recipient; recipient: Recipient; weightGrams: number };

/** What a carrier tells by itself, verified; `parcel` is null for what we have no use for. */
export type News = { id: string; type: string; parcel: Parcel | null };

/**
 * A carrier. Calls end within five seconds; they throw `Permanent` when trying again cannot help, and anything else when nobody
 * knows what happened.
 */
export type Carrier = {
  /** What it takes as one parcel. */
  limits: Limits;
  /** The same key again books nothing more. */
  book(booking: Booking, key: string): Promise<Parcel>;
  /** A label for a parcel back to us. The same key again books nothing more. Absent where a carrier has none: then goods come back on their own. */
  bookReturn?(booking: ReturnBooking, key: string): Promise<Parcel>;
  /** Null when nothing was ever booked under this reference; `id` is the carrier's own where it is known, for those who find by nothing else. */
  find(reference: string, id: string | null): Promise<Parcel | null>;
  /** Cancels what has not left. What has stays under way: false. */
  cancel(id: string): Promise<boolean>;
  /** Throws the refusal `BadSignature` for anything the carrier did not sign in the last 300 s. */
  news(body: Buffer, headers: Record<string, unknown>): News;
};
