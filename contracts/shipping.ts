import { z } from 'zod';
import { Handle, Instant, Sku, Text, Uuid } from './ids.ts';
import { Location } from './inventory.ts';
import { PiecePrice, Price } from './money.ts';
import { Printed } from './paper.ts';
import { ask, command } from './verb.ts';

/** What a delivery method costs in a zone, by weight: the first band that is not too light. */
export const Rate = z.object({
  method: Handle,
  name: Text,
  countries: z.array(z.string().regex(/^[A-Z]{2}$/)).min(1),
  bands: z
    .array(z.object({ upToGrams: z.int().min(1), price: PiecePrice }))
    .min(1)
    .max(20),
  /** from this subtotal the method is free */
  freeFrom: Price.nullable().default(null),
  daysFrom: z.int().min(0),
  daysTo: z.int().min(0),
});
export type Rate = z.infer<typeof Rate>;

/** Pieces of an article in a parcel, and from where they are sent, where that is known. */
export const Piece = z.object({ sku: Sku, quantity: z.int().min(1), location: Location.optional() });
export type Piece = z.infer<typeof Piece>;

/** `opened` waits for goods; `returned` was taken in by nobody and is with us again; `stopped` will never leave. */
export const ShipmentPhase = z.enum(['opened', 'booking', 'booked', 'dispatched', 'delivered', 'returned', 'stopped']);
export type ShipmentPhase = z.infer<typeof ShipmentPhase>;
/** One parcel of an order, as those see it who pack. */
export const Shipment = z.object({
  id: Uuid,
  orderId: Uuid,
  phase: ShipmentPhase,
  /** parcel `no` of `of` */
  no: z.int().min(1).default(1),
  of: z.int().min(1).default(1),
  /** empty where only the order knows what is in it; `waiting` of the pieces are still to come in */
  lines: z.array(Piece.extend({ waiting: z.int().min(0).default(0) })).default([]),
  weightGrams: z.int().min(0).default(0),
  /** why the carrier will not take it as it is */
  failure: z.string().nullable().default(null),
  /** goes with somebody else than the carrier: staff says when it has arrived */
  otherwise: z.boolean().default(false),
  trackingNumber: z.string().nullable(),
  trackingUrl: z.string().nullable(),
  /** where the label can be printed; null until it is booked, and where the carrier keeps none */
  labelUrl: z.string().nullable().default(null),
  openedAt: Instant,
});
export type Shipment = z.infer<typeof Shipment>;

const Taken = z
  .array(z.object({ sku: Sku, quantity: z.int().min(1).max(99) }))
  .min(1, 'say which pieces')
  .max(100)
  .refine((lines) => new Set(lines.map(({ sku }) => sku)).size === lines.length, 'name each article once');

export const shipping = {
  byOrder: ask({ input: z.object({ orderId: Uuid }), output: z.array(Shipment), permission: 'staff:shipping' }),
  /** Some pieces of a parcel that has not left go in one of their own, `newId`; the same id again changes nothing. */
  split: command({
    input: z.object({ orderId: Uuid, shipmentId: Uuid, newId: Uuid, lines: Taken }),
    output: z.array(Shipment),
    permission: 'staff:shipping',
  }),
  /** Sends what is there of an order that waits for goods; the rest goes when it has come in. */
  sendReady: command({ input: z.object({ orderId: Uuid }), output: z.array(Shipment), permission: 'staff:shipping' }),
  /** What the carrier will not take has left in another way: with a forwarder, by a van of our own. The same again changes nothing. */
  sendOtherwise: command({
    input: z.object({
      orderId: Uuid,
      shipmentId: Uuid,
      /** with whom it goes, and what they call it: people read it */
      trackingNumber: z.string().trim().min(1, 'say with whom it goes').max(80),
      /** where it can be followed; empty where it cannot */
      trackingUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(500)]).default(''),
    }),
    output: z.array(Shipment),
    permission: 'staff:shipping',
  }),
  /** What left in another way has arrived. */
  arrivedOtherwise: command({ input: z.object({ orderId: Uuid, shipmentId: Uuid }), output: z.array(Shipment), permission: 'staff:shipping' }),
  /** A parcel that nobody took in is with us again, whether its carrier has said so or not. The same again changes nothing. */
  cameBack: command({ input: z.object({ orderId: Uuid, shipmentId: Uuid }), output: z.array(Shipment), permission: 'staff:shipping' }),
  rates: ask({
    input: z.object({}),
    output: z.array(Rate),
    permission: 'public',
    http: { method: 'GET', path: '/delivery/rates', summary: 'What delivery costs' },
  }),
  /** The label of a return that the carrier gave us to keep, by the link that it was sent with. */
  returnLabel: ask({ input: z.object({ token: z.string().regex(/^[0-9a-f]{32}$/) }), output: Printed, permission: 'public' }),
  setRates: command({ input: z.object({ rates: z.array(Rate).min(1).max(200) }), output: z.object({ version: z.int() }), permission: 'staff:shipping' }),
};

/** State: all rates as one table. */
export const RatesChanged = z.object({ rates: z.array(Rate) });
/** What the carrier told of a parcel: when, what, and where it was; a carrier that speaks one language says the same in both. */
export const ParcelStep = z.object({ at: Instant, what: z.object({ en: z.string().max(300), de: z.string().max(300) }), place: z.string().max(100) });
export type ParcelStep = z.infer<typeof ParcelStep>;
/** The parcel's way so far, oldest first. */
const way = { steps: z.array(ParcelStep).max(100).default([]) };

const about = { orderId: Uuid, shipmentId: Uuid };
const Tracked = { trackingNumber: z.string(), trackingUrl: z.string() };
const contents = {
  /** what is in it; without lines it is all of the order */
  lines: z.array(Piece).optional(),
  /** parcel `no` of `of` */
  no: z.int().min(1).default(1),
  of: z.int().min(1).default(1),
};
/** Pieces that other parcels have still to bring. */
const others = { toCome: z.array(Piece).default([]) };
/** `booking` counts up with each new label. */
export const ShipmentBooked = z.object({ ...about, ...Tracked, ...way, ...contents, booking: z.int().min(0).default(0) });
/** `leftOut` are the pieces that were taken out before, in all. */
export const ShipmentDispatched = z.object({ ...about, ...Tracked, ...way, ...contents, ...others, leftOut: z.array(Piece).default([]) });
/** State: which parcels an order has that goes in several; one without lines is none any more. */
export const ParcelsPlanned = z.object({ orderId: Uuid, parcels: z.array(z.object({ shipmentId: Uuid, lines: z.array(Piece) })) });
const change = { orderId: Uuid, changeId: Uuid };
/** Step: what was asked of the parcels holds; `leftOut` are all pieces that were taken out by now, and where they lie. */
export const ShipmentChanged = z.object({ ...change, leftOut: z.array(Piece).optional() });
/** Step: nothing of it can be changed any more. */
export const ShipmentUnchanged = z.object(change);
export const ShipmentDelivered = z.object({ ...about, ...way, ...contents, ...others });
/** Step: nobody took the parcel in; it is with us again. */
export const ShipmentCameBack = z.object({ ...about, ...way, ...contents });
/** Step: the carrier has told more of a parcel under way. */
export const ParcelMoved = z.object({ ...about, trackingNumber: z.string(), ...way });
/** Step: the carrier will not take the parcel as it is; we look after it. */
export const ShipmentDelayed = z.object({ ...about });
/** Step: all parcels of the order were stopped before they left. */
export const ShipmentStopped = z.object({ orderId: Uuid });
/** Step: a parcel of the order had left already. */
export const ShipmentTooLate = z.object({ orderId: Uuid });
