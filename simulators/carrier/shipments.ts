import { randomInt, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { notFound, Refusal } from '../refusal.ts';

const place = z.strictObject({
  name: z.string().min(1).max(200),
  street: z.string().min(1).max(200),
  houseNumber: z.string().max(20).optional(),
  postcode: z.string().min(2).max(12),
  city: z.string().min(1).max(120),
  country: z.string().regex(/^[A-Z]{2}$/, 'two capital letters, such as DE'),
});

export const newShipment = z.strictObject({
  reference: z.string().min(1).max(200),
  service: z.enum(['standard', 'express']),
  recipient: place,
  /** who sends a parcel back to a merchant */
  sender: place.optional(),
  parcels: z
    .array(z.strictObject({ weightGrams: z.int().positive().max(31_500) }))
    .min(1)
    .max(50),
  webhookUrl: z.url({ protocol: /^https?$/ }),
});

const stored = newShipment.extend({ id: z.string(), trackingNumber: z.string(), createdAt: z.string() });
/** `returned`: nobody took it in, and whoever sent it has it again. */
const step = z.enum(['dispatched', 'delivered', 'returned', 'cancelled']);

export const shipmentEntries = [
  z.object({ kind: z.literal('shipment'), at: z.string(), shipment: stored }),
  z.object({ kind: z.literal('step'), at: z.string(), shipmentId: z.string(), step }),
] as const;

const shipmentEntry = z.discriminatedUnion('kind', shipmentEntries);
export type ShipmentEntry = z.infer<typeof shipmentEntry>;
export type Status = 'booked' | z.infer<typeof step>;
export type Shipment = z.infer<typeof stored> & { status: Status; history: { status: Status; at: string }[] };
export type Shipments = ReturnType<typeof openShipments>;

type Settings = {
  write: (entry: ShipmentEntry) => void;
  now: () => Date;
  /** Milliseconds from a step to the next one; undefined leaves it to a person. */
  dispatchAfterMs: number | undefined;
  deliverAfterMs: number | undefined;
  told: (type: 'shipment.dispatched' | 'shipment.delivered' | 'shipment.returned', shipment: Shipment) => void;
};

const following = { booked: 'dispatched', dispatched: 'delivered' } as const;
const weights = [8, 6, 4, 2, 3, 5, 9, 7];

/** A tracking number of the postal form S10: two letters, eight digits, a check digit, the country. */
export function newTrackingNumber(): string {
  const digits = Array.from({ length: 8 }, () => randomInt(10));
  const rest = 11 - (digits.reduce((sum, digit, index) => sum + digit * (weights[index] ?? 0), 0) % 11);
  const check = rest === 10 ? 0 : rest === 11 ? 5 : rest;
  return `KP${digits.join('')}${check}DE`;
}

/** Throws a 422 Refusal for a place that no parcel finds. */
function refuseUnknown(who: 'recipient' | 'sender', { postcode, country }: z.infer<typeof place>): void {
  if (!/^0+$/.test(postcode) && (country !== 'DE' || /^\d{5}$/.test(postcode))) return;
  throw new Refusal(422, 'address_unknown', `${who}.postcode: the carrier knows no place with the postcode ${postcode}`, `${who}.postcode`);
}

/** The carrier's books: shipments and their way. Every step is one ledger entry. */
export function openShipments({ write, now, dispatchAfterMs, deliverAfterMs, told }: Settings) {
  const shipments = new Map<string, Shipment>();
  const byReference = new Map<string, Shipment[]>();
  const byTracking = new Map<string, Shipment>();
  const moving = new Set<Shipment>();
  const stamp = () => now().toISOString();

  function find(id: string): Shipment {
    const shipment = shipments.get(id);
    if (!shipment) throw notFound('shipment');
    return shipment;
  }

  function advance(id: string): Shipment {
    const shipment = find(id);
    if (shipment.status !== 'booked' && shipment.status !== 'dispatched') {
      throw new Refusal(409, 'no_next_step', `This shipment is ${shipment.status}; there is no next step.`);
    }
    return move(shipment, following[shipment.status]);
  }

  function move(shipment: Shipment, next: 'dispatched' | 'delivered' | 'returned'): Shipment {
    write({ kind: 'step', at: stamp(), shipmentId: shipment.id, step: next });
    told(`shipment.${next}`, shipment);
    return shipment;
  }

  return {
    find,
    advance,

    apply(entry: ShipmentEntry): void {
      if (entry.kind === 'shipment') {
        const { shipment } = entry;
        const booked: Shipment = { ...shipment, status: 'booked', history: [{ status: 'booked', at: entry.at }] };
        shipments.set(booked.id, booked);
        byReference.set(booked.reference, [...(byReference.get(booked.reference) ?? []), booked]);
        byTracking.set(booked.trackingNumber, booked);
        moving.add(booked);
        return;
      }
      const shipment = find(entry.shipmentId);
      shipment.status = entry.step;
      shipment.history.push({ status: entry.step, at: entry.at });
      if (entry.step !== 'dispatched') moving.delete(shipment);
    },

    book(input: z.infer<typeof newShipment>): Shipment {
      refuseUnknown('recipient', input.recipient);
      if (input.sender) refuseUnknown('sender', input.sender);
      const shipment = { ...input, id: `shp_${randomUUID().replaceAll('-', '')}`, trackingNumber: newTrackingNumber(), createdAt: stamp() };
      write({ kind: 'shipment', at: shipment.createdAt, shipment });
      return find(shipment.id);
    },

    /** Cancels before dispatch; throws a 409 Refusal when the parcel is already on its way. */
    cancel(id: string): Shipment {
      const shipment = find(id);
      if (shipment.status === 'cancelled') return shipment;
      if (shipment.status !== 'booked') throw new Refusal(409, 'too_late', `This shipment is ${shipment.status} and cannot be cancelled.`);
      write({ kind: 'step', at: stamp(), shipmentId: id, step: 'cancelled' });
      return shipment;
    },

    /** Nobody takes it in: back to its sender. Throws a 409 Refusal unless it is on its way to somebody. */
    bringBack(id: string): Shipment {
      const shipment = find(id);
      if (shipment.status === 'returned') return shipment;
      if (shipment.status !== 'dispatched' || shipment.sender)
        throw new Refusal(409, 'not_on_its_way', `This shipment is ${shipment.status} and cannot come back.`);
      return move(shipment, 'returned');
    },

    /** Moves every shipment on whose time has come. */
    advanceDue(): void {
      for (const shipment of moving) {
        const afterMs = shipment.status === 'booked' ? dispatchAfterMs : deliverAfterMs;
        const since = shipment.history.at(-1)?.at ?? shipment.createdAt;
        if (afterMs !== undefined && now().getTime() - Date.parse(since) >= afterMs) advance(shipment.id);
      }
    },

    byTracking: (trackingNumber: string): Shipment | undefined => byTracking.get(trackingNumber),

    /** Newest first; of one reference when given. */
    list: (reference?: string): Shipment[] => [...(reference === undefined ? shipments.values() : (byReference.get(reference) ?? []))].reverse(),
  };
}
