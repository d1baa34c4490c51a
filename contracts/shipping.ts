import { z } from 'zod';
import { Handle, Instant, Sku, Text, Uuid } from './ids.ts';
import { Price } from './money.ts';
import { Printed } from './paper.ts';
import { ask, command } from './verb.ts';

/** What a delivery method costs in a zone, by weight: the first band that is not too light. */
export const Rate = z.object({
  method: Handle,
  name: Text,
  countries: z.array(z.string().regex(/^[A-Z]{2}$/)).min(1),
  bands: z
    .array(z.object({ upToGrams: z.int().min(1), price: Price }))
    .min(1)
    .max(20),
  /** from this subtotal the method is free */
  freeFrom: Price.nullable().default(null),
  daysFrom: z.int().min(0),
  daysTo: z.int().min(0),
});
export type Rate = z.infer<typeof Rate>;

export const ShipmentPhase = z.enum(['opened', 'booking', 'booked', 'dispatched', 'delivered', 'stopped']);
export const Shipment = z.object({
  id: Uuid,
  orderId: Uuid,
  phase: ShipmentPhase,
  trackingNumber: z.string().nullable(),
  trackingUrl: z.string().nullable(),
  /** where the label can be printed; null until it is booked, and where the carrier keeps none */
  labelUrl: z.string().nullable().default(null),
  openedAt: Instant,
});
export type Shipment = z.infer<typeof Shipment>;

export const shipping = {
  byOrder: ask({ input: z.object({ orderId: Uuid }), output: z.array(Shipment), permission: 'staff:shipping' }),
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
export const ShipmentBooked = z.object({ ...about, ...Tracked, ...way });
/** `leftOut` are the pieces that were taken out before, in all. */
export const ShipmentDispatched = z.object({ ...about, ...Tracked, ...way, leftOut: z.array(z.object({ sku: Sku, quantity: z.int().min(1) })).default([]) });
const change = { orderId: Uuid, changeId: Uuid };
/** Step: what was asked of the shipment holds. */
export const ShipmentChanged = z.object(change);
/** Step: it cannot be changed any more. */
export const ShipmentUnchanged = z.object(change);
export const ShipmentDelivered = z.object({ ...about, ...way });
/** Step: the carrier has told more of a parcel under way. */
export const ParcelMoved = z.object({ ...about, trackingNumber: z.string(), ...way });
/** Step: the carrier will not take the parcel as it is; we look after it. */
export const ShipmentDelayed = z.object({ ...about });
/** Step: the parcel was stopped before it left. */
export const ShipmentStopped = z.object({ orderId: Uuid });
/** Step: the parcel had left already. */
export const ShipmentTooLate = z.object({ orderId: Uuid });
