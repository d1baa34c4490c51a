import { Refusal } from '@kontor/contracts/refusals';
import { ParcelStep } from '@kontor/contracts/shipping';
import { Permanent } from '@kontor/kit/asks';
import { callHttp } from '@kontor/kit/call';
import { z } from 'zod';
import type { Booking, Carrier, Parcel, Recipient } from './carrier.ts';
import { parcelsOf } from './domain.ts';
import { isSigned } from '@kontor/kit/signature';

const TOTAL_MS = 5_000;

const Shown = z
  .object({
    id: z.string(),
    reference: z.string(),
    status: z.enum(['booked', 'dispatched', 'delivered', 'returned', 'cancelled']),
    trackingNumber: z.string(),
    trackingUrl: z.url(),
    labelUrl: z.url().optional(),
    history: z.array(z.object({ at: z.iso.datetime(), text: ParcelStep.shape.what, place: ParcelStep.shape.place })).default([]),
  })
  .transform(({ history, ...parcel }): Parcel => ({ ...parcel, steps: history.slice(0, 100).map(({ at, text: what, place }) => ({ at, what, place })) }));
const Event = z.object({ id: z.string().min(1).max(200), type: z.string().max(100), data: z.object({ shipment: z.unknown() }) });
const CarrierError = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

type Settings = { url: string; key: string; secrets: readonly string[]; webhookUrl: string };

/** The adapter of the parcel carrier. */
export function parcels({ url, key, secrets, webhookUrl }: Settings): Carrier {
  async function call(method: 'GET' | 'POST', path: string, body?: unknown, idempotencyKey?: string): Promise<{ status: number; code: string; body: unknown }> {
    const request = {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    const response = await callHttp(`${url}/v1${path}`, request, TOTAL_MS);
    const answer = await response.json();
    const error = CarrierError.safeParse(answer).data?.error;
    if (response.status === 422) throw new Permanent(`the carrier refuses: ${error?.message ?? 'no reason given'}`);
    if (!response.ok && response.status !== 409) throw new Error(`the carrier answers ${response.status} ${error?.code ?? ''}`);
    return { status: response.status, code: error?.code ?? '', body: answer };
  }

  const find: Carrier['find'] = async (reference) => {
    const { body } = await call('GET', `/shipments?reference=${encodeURIComponent(reference)}`);
    const found = z.object({ shipments: z.array(Shown) }).parse(body).shipments;
    return found.find(({ status }) => status !== 'cancelled') ?? found[0] ?? null;
  };

  async function book(booking: Booking & { sender?: Recipient }, idempotencyKey: string): Promise<Parcel> {
    const { status, code, body } = await call('POST', '/shipments', { ...booking, webhookUrl }, idempotencyKey);
    if (status !== 409) return Shown.parse(body);
    if (code === 'idempotency_in_progress') throw new Error('the same booking is under way');
    // Our own settings have changed since the first call; what it booked still holds.
    const booked = await find(booking.reference, null);
    if (!booked) throw new Permanent(`the carrier refuses to book: ${code}`);
    return booked;
  }

  return {
    limits: { grams: 31_500, mm: [1_200, 600, 600] },
    find,
    book,
    bookReturn: ({ weightGrams, ...booking }, key) => book({ ...booking, service: 'standard', parcels: parcelsOf(weightGrams) }, key),

    async cancel(id) {
      const { status } = await call('POST', `/shipments/${encodeURIComponent(id)}/cancel`);
      return status !== 409;
    },

    news(body, headers) {
      if (!isSigned(secrets, body, headers['carrier-signature'])) throw new Refusal('BadSignature');
      try {
        const { id, type, data } = Event.parse(JSON.parse(body.toString()));
        return { id, type, parcel: type.startsWith('shipment.') ? Shown.parse(data.shipment) : null };
      } catch {
        throw new Refusal('InvalidInput', { field: '', reason: 'the body is not an event of the carrier' });
      }
    },
  };
}
