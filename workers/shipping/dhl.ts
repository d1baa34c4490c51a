import { Refusal } from '@kontor/contracts/refusals';
import type { ParcelStep } from '@kontor/contracts/shipping';
import { Permanent } from '@kontor/kit/asks';
import { z } from 'zod';
import type { Booking, Carrier, Parcel, Recipient, ReturnBooking } from './carrier.ts';
import { alpha3 } from './alpha3.ts';
import { type CustomsDefaults, customsOf } from './dhl-customs.ts';
import { bookReturn, numberOfReturn } from './dhl-returns.ts';
import { detailOf, inLines, trackingPage } from './dhl-texts.ts';

const TOTAL_MS = 5_000;

export type DhlSettings = {
  /** DHL's production, its sandbox, or a simulator. */
  url: string;
  apiKey: string;
  user: string;
  password: string;
  profile: string;
  /** EKP, procedure and participation: one number for parcels inside Germany, one for those that leave it. */
  billing: { inland: string; abroad: string | undefined };
  sender: Recipient;
  /** Who takes returns in, by the country they come from (two letters), as the contract names them; none where there is no contract for returns. */
  returnReceivers?: ReadonlyMap<string, string>;
  customs?: CustomsDefaults;
};

const Item = z.object({
  shipmentNo: z.string().optional(),
  sstatus: z.object({ statusCode: z.int() }),
  label: z.object({ url: z.url().optional() }).optional(),
  validationMessages: z.array(z.object({ property: z.string().optional(), validationMessage: z.string() })).default([]),
});
const Orders = z.object({ items: z.array(Item).default([]) });
const Said = z.object({
  timestamp: z.string(),
  location: z.object({ address: z.object({ addressLocality: z.string().optional() }).optional() }).optional(),
  status: z.string().optional(),
  description: z.string().optional(),
});
/** `returnFlag`: the parcel goes back to its sender; delivered, it is there. */
const Tracked = z.object({
  shipments: z.array(z.object({ status: z.object({ statusCode: z.string() }), returnFlag: z.boolean().nullish(), events: z.array(Said).default([]) })).min(1),
});

/** DHL's word of a parcel; one without a time that can be read is left out. Times without a zone are read in that of the machine. */
function stepOf({ timestamp, location, status, description }: z.output<typeof Said>): ParcelStep[] {
  const at = new Date(timestamp);
  const what = (description ?? status ?? '').slice(0, 300);
  if (Number.isNaN(at.getTime()) || what === '') return [];
  return [{ at: at.toISOString(), what: { en: what, de: what }, place: (location?.address?.addressLocality ?? '').slice(0, 100) }];
}

function addressOf({ name, street, postcode, city, country }: Recipient) {
  const code = alpha3(country);
  if (!code) throw new Permanent(`the carrier refuses: the country ${country} has no code here; add it to workers/shipping/alpha3.ts`);
  const [name1 = '', name2, name3] = inLines(name, 50, 3);
  const [addressStreet = '', additionalAddressInformation1] = inLines(street, 50, 2);
  return {
    name1,
    ...(name2 && { name2 }),
    ...(name3 && { name3 }),
    addressStreet,
    ...(additionalAddressInformation1 && { additionalAddressInformation1 }),
    ...(postcode && { postalCode: postcode }),
    city: city.slice(0, 40),
    country: code,
  };
}

/** A reference has at most 35 signs there. */
const refNo = (reference: string): string => reference.replaceAll('-', '').slice(0, 35);
const numbersOf = (id: string): string[] => id.split(' ').filter(Boolean);

/**
 * The adapter of DHL Parcel DE (Shipping v2, Shipment Tracking – Unified). DHL knows no idempotency keys and finds nothing by a
 * reference: an answer that was lost may leave a number that nobody uses. It is billed only when it is handed over, and never is.
 * A shipment of several parcels has several numbers; its id here is all of them, with blanks between.
 */
export function dhl({ url, apiKey, user, password, profile, billing, sender, returnReceivers = new Map(), customs = {} }: DhlSettings): Carrier {
  const basic = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

  async function call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { 'dhl-api-key': apiKey, accept: 'application/json', authorization: basic, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TOTAL_MS),
    });
    const answer: unknown = await response.json();
    if (response.ok || [400, 404, 422].includes(response.status)) return { status: response.status, body: answer };
    throw new Error(`the carrier answers ${response.status} ${detailOf(answer)}`);
  }

  const orders = async (method: 'GET' | 'DELETE', numbers: readonly string[]) => {
    const query = new URLSearchParams(method === 'DELETE' ? { profile } : {});
    for (const number of numbers) query.append('shipment', number);
    return call(method, `/parcel/de/shipping/v2/orders?${query}`);
  };

  async function standOf(number: string): Promise<{ status: Parcel['status']; steps: ParcelStep[] }> {
    const { status, body } = await call('GET', `/track/shipments?trackingNumber=${encodeURIComponent(number)}`);
    if (status === 404) return { status: 'booked', steps: [] };
    if (status !== 200) throw new Error(`the carrier does not say where ${number} is: ${detailOf(body)}`);
    const [shipment] = Tracked.parse(body).shipments;
    const code = shipment?.status.statusCode;
    const phase = code === 'delivered' ? (shipment?.returnFlag ? 'returned' : 'delivered') : code === 'transit' || code === 'failure' ? 'dispatched' : 'booked';
    // DHL tells the newest first: of two at the same moment the later one stays the later.
    return { status: phase, steps: (shipment?.events ?? []).flatMap(stepOf).reverse() };
  }

  const parcelOf = (numbers: readonly string[], reference: string, status: Parcel['status'], more: Pick<Parcel, 'labelUrl' | 'steps'> = {}): Parcel => ({
    id: numbers.join(' '),
    reference,
    status,
    trackingNumber: numbers[0] ?? '',
    trackingUrl: trackingPage(numbers),
    ...more,
  });

  const find: Carrier['find'] = async (reference, id) => {
    const back = numberOfReturn(id ?? '');
    if (back !== null) {
      const { status, steps } = await standOf(back);
      // Whichever way DHL calls it back: it is at our door.
      return { ...parcelOf([back], reference, status === 'returned' ? 'delivered' : status, { steps }), id: id ?? '' };
    }
    const numbers = numbersOf(id ?? '');
    if (numbers.length === 0) return null;
    const stands = await Promise.all(numbers.map(standOf));
    const all = stands.map(({ status }) => status);
    const steps = stands
      .flatMap((stand) => stand.steps)
      .sort((a, b) => a.at.localeCompare(b.at))
      .slice(-100);
    // Not announced any more and nowhere on its way: deleted, by us or at DHL's own pages.
    if (all.every((status) => status === 'booked') && (await orders('GET', numbers)).status === 404) return parcelOf(numbers, reference, 'cancelled');
    const [first = 'booked'] = all;
    const status = all.every((one) => one === first) ? first : 'dispatched';
    return parcelOf(numbers, reference, status, { steps });
  };

  return {
    // DHL Paket: 31.5 kg, 120 × 60 × 60 cm.
    limits: { grams: 31_500, mm: [1_200, 600, 600] },
    find,

    async book(booking: Booking) {
      const { reference, recipient, parcels } = booking;
      const inland = recipient.country === 'DE';
      const billingNumber = inland ? billing.inland : billing.abroad;
      if (!billingNumber) throw new Permanent('the carrier refuses: there is no billing number for parcels that leave Germany (DHL_BILLING_NUMBER_ABROAD)');
      const declared = customsOf(booking, customs);
      const common = {
        product: inland ? 'V01PAK' : 'V53WPAK',
        billingNumber,
        refNo: refNo(reference),
        shipper: addressOf(sender),
        consignee: addressOf(recipient),
        ...(declared && { customs: declared }),
      };
      const shipments = parcels.map(({ weightGrams }) => ({ ...common, details: { weight: { uom: 'g', value: weightGrams } } }));
      const { status, body } = await call('POST', '/parcel/de/shipping/v2/orders?includeDocs=URL&docFormat=PDF', { profile, shipments });
      const { items } = Orders.parse(status === 400 && !Orders.safeParse(body).success ? { items: [] } : body);
      const made = items.flatMap(({ shipmentNo }) => shipmentNo ?? []);
      const labelUrl = items[0]?.label?.url;
      if (made.length === shipments.length) return parcelOf(made, reference, 'booked', { labelUrl });
      // All of a shipment goes, or none of it.
      if (made.length > 0) await orders('DELETE', made);
      const said = items
        .flatMap(({ validationMessages }) => validationMessages)
        .map(({ property, validationMessage }) => [property, validationMessage].filter(Boolean).join(': '));
      throw new Permanent(`the carrier refuses: ${said.length > 0 ? [...new Set(said)].join('; ') : detailOf(body)}`);
    },

    ...(returnReceivers.size > 0 && {
      bookReturn: (booking: ReturnBooking) => bookReturn((path, body) => call('POST', path, body), returnReceivers, booking),
    }),

    async cancel(id) {
      const numbers = numbersOf(id);
      const { body } = await orders('DELETE', numbers);
      const items = Orders.safeParse(body).data?.items ?? [];
      if (items.length > 0 && items.every(({ sstatus }) => sstatus.statusCode === 200)) return true;
      // Refused: what is not there any more was deleted before, what is there has been handed over.
      return (await find('', id))?.status === 'cancelled';
    },

    news() {
      throw new Refusal('BadSignature');
    },
  };
}
