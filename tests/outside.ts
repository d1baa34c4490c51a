import assert from 'node:assert/strict';
import { workers } from '@kontor/contracts/events';
import { z } from 'zod';
import type { Stack } from './stack.ts';

type Simulator = 'psp' | 'carrier' | 'mailbox';
export type PlannedFault = { kind: string; on?: string; count?: number; ms?: number; reference?: string; amount?: number; currency?: string };

const addressOf = (stack: Stack, simulator: Simulator): string => stack.values[`${simulator.toUpperCase()}_URL`] ?? '';

async function post(address: string, body: unknown, headers: Record<string, string> = {}): Promise<unknown> {
  const answer = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  assert.ok(answer.ok, `${address} answers ${answer.status}`);
  return answer.json();
}

/** Lets a simulator go wrong at its next call or event that fits. */
export const plan = (stack: Stack, simulator: Simulator, fault: PlannedFault): Promise<unknown> => post(`${addressOf(stack, simulator)}/faults`, fault);

export async function clearFaults(stack: Stack): Promise<void> {
  for (const simulator of ['psp', 'carrier', 'mailbox'] as const) await fetch(`${addressOf(stack, simulator)}/faults`, { method: 'DELETE' });
}

/** What was told of a reference comes once more, signed anew. */
export const resend = (stack: Stack, simulator: Simulator, reference: string): Promise<unknown> =>
  post(`${addressOf(stack, simulator)}/webhooks/resend`, { reference });

const Books = z.object({ sums: z.object({ captured: z.int(), refunded: z.int() }), sessions: z.array(z.unknown()), refunds: z.array(z.unknown()) });
/** What the provider knows of one attempt. */
export const booksOf = async (stack: Stack, reference: string): Promise<z.infer<typeof Books>> =>
  Books.parse(await (await fetch(`${addressOf(stack, 'psp')}/ledger?reference=${reference}`)).json());

/** A shopper's bank lets go of what was set aside, long before it has to; what was not is left as it is. */
export async function lapse(stack: Stack, attemptId: string): Promise<void> {
  const { sessions } = z.object({ sessions: z.array(z.object({ id: z.string() })) }).parse(await booksOf(stack, attemptId));
  await post(`${addressOf(stack, 'psp')}/v1/sessions/${sessions[0]?.id}/lapse`, {}, { authorization: `Bearer ${stack.values['PSP_SECRET_KEY']}` });
}

/** A shopper's bank takes the money of a payment back; gives the dispute's id. */
export async function dispute(stack: Stack, attemptId: string): Promise<string> {
  const { sessions } = z.object({ sessions: z.array(z.object({ id: z.string() })) }).parse(await booksOf(stack, attemptId));
  const headers = { authorization: `Bearer ${stack.values['PSP_SECRET_KEY']}` };
  return z.object({ id: z.string() }).parse(await post(`${addressOf(stack, 'psp')}/v1/disputes`, { sessionId: sessions[0]?.id }, headers)).id;
}

/** The bank decides. */
export const decide = (stack: Stack, disputeId: string, outcome: 'won' | 'lost'): Promise<unknown> =>
  post(`${addressOf(stack, 'psp')}/v1/disputes/${disputeId}/decide`, { outcome }, { authorization: `Bearer ${stack.values['PSP_SECRET_KEY']}` });

const Parcels = z.object({ shipments: z.array(z.object({ id: z.string(), reference: z.string(), status: z.string(), trackingNumber: z.string() })) });
/** The carrier's parcels; of one shipment when given. */
export const parcelsOf = async (stack: Stack, shipmentId?: string): Promise<z.infer<typeof Parcels>['shipments']> =>
  Parcels.parse(await (await fetch(`${addressOf(stack, 'carrier')}/ledger${shipmentId ? `?reference=${shipmentId}` : ''}`)).json()).shipments;

/** A parcel goes one step further at the carrier. */
export const advance = (stack: Stack, parcelId: string): Promise<unknown> =>
  post(`${addressOf(stack, 'carrier')}/v1/shipments/${parcelId}/advance`, {}, { authorization: `Bearer ${stack.values['CARRIER_API_KEY']}` });

/** Sets business time so far ahead of the system's clock, for every worker. */
export async function moveClock(stack: Stack, offsetMs: number): Promise<void> {
  await Promise.all(workers.map((worker) => post(`${stack.values[`${worker.toUpperCase()}_URL`]}/clock`, { offsetMs })));
}
