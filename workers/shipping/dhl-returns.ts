import { Permanent } from '@kontor/kit/asks';
import { z } from 'zod';
import type { Parcel, Recipient, ReturnBooking } from './carrier.ts';
import { detailOf, inLines, trackingPage } from './dhl-texts.ts';

/** Of a parcel back to us: its number stands in no order of ours, so nothing but tracking knows it. */
const BACK = 'back:';
const MOST_GRAMS = 31_500;
export const numberOfReturn = (id: string): string | null => (id.startsWith(BACK) ? id.slice(BACK.length) : null);

const Label = z.object({ b64: z.base64() });
const Confirmation = z.object({ shipmentNo: z.string().min(1), label: Label });

/** The last word with a digit, and what may follow it: 12, 12a, 12-14, 7 B. A street without one has none. */
const NUMBERED = /^(?<street>.*\S)\s+(?<house>\d+\s?[A-Za-z]?(?:\s?[-/]\s?\d+\s?[A-Za-z]?)?)$/;
const NO_NUMBER = '-';

/** The Returns API wants street and house apart, and names at most three lines: what stands behind a comma goes there. */
function shipperOf({ name, street, postcode, city }: Recipient) {
  const [first = '', ...more] = street.split(',').map((part) => part.trim());
  const { street: road = first, house = NO_NUMBER } = NUMBERED.exec(first)?.groups ?? {};
  const [name1 = '', name2, name3] = [...inLines(name, 50, 3), ...inLines(more.join(', '), 50, 1)];
  return {
    name1,
    ...(name2 && { name2 }),
    ...(name3 && { name3 }),
    addressStreet: road.slice(0, 50),
    addressHouse: house.slice(0, 10),
    postalCode: postcode,
    city: city.slice(0, 40),
  };
}

type Ask = (path: string, body: unknown) => Promise<{ status: number; body: unknown }>;

/**
 * A label of DHL Parcel DE Returns v1, from one of the countries that have a receiver in the contract. It is given once, as a PDF, and is
 * billed only when a parcel bears it: so an answer that was lost costs nothing.
 */
export async function bookReturn(ask: Ask, receivers: ReadonlyMap<string, string>, { reference, sender, weightGrams }: ReturnBooking): Promise<Parcel> {
  const receiverId = receivers.get(sender.country);
  if (!receiverId) throw new Permanent(`the carrier refuses: there is no receiver for returns from ${sender.country} (DHL_RETURN_RECEIVERS)`);
  const { status, body } = await ask('/parcel/de/shipping/returns/v1/orders?labelType=SHIPMENT_LABEL', {
    receiverId,
    customerReference: reference,
    shipper: shipperOf(sender),
    itemWeight: { uom: 'g', value: Math.min(Math.max(weightGrams, 1), MOST_GRAMS) },
  });
  const made = Confirmation.safeParse(body);
  if (status === 201 && made.success) {
    const { shipmentNo, label } = made.data;
    return { id: BACK + shipmentNo, reference, status: 'booked', trackingNumber: shipmentNo, trackingUrl: trackingPage([shipmentNo]), labelPdf: label.b64 };
  }
  throw new Permanent(`the carrier refuses: ${detailOf(body)}`);
}
