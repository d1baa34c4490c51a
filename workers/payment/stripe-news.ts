import { Refusal } from '@kontor/contracts/refusals';
import type Stripe from 'stripe';
import { z } from 'zod';
import type { About, News } from './provider.ts';

const currency = z.string().transform((code) => code.toUpperCase());
const id = z.union([z.string(), z.object({ id: z.string() }).transform((expanded) => expanded.id)]);
const mine = z.object({ reference: z.string().optional() }).nullish();

const Page = z.object({
  id: z.string(),
  client_reference_id: z.string().nullish(),
  payment_intent: id.nullish(),
  payment_status: z.string(),
  amount_total: z.int().nullish(),
  currency: currency.nullish(),
  url: z.string().nullish(),
});
const Marked = z.object({ metadata: mine });
const Refund = Marked.extend({ status: z.string().nullish(), failure_reason: z.string().nullish() });
const Dispute = z.object({
  id: z.string(),
  payment_intent: id.nullish(),
  amount: z.int().min(0),
  currency,
  reason: z.string(),
  status: z.string(),
  evidence_details: z.object({ due_by: z.int().nullish() }).nullish(),
});

/** What is kept of an event: what moved, and nothing about the person who paid. */
const Kept = z.object({
  id: z.string(),
  object: z.string().optional(),
  status: z.string().nullish(),
  payment_status: z.string().optional(),
  amount: z.int().optional(),
  amount_total: z.int().nullish(),
  currency: z.string().nullish(),
  client_reference_id: z.string().nullish(),
  payment_intent: id.nullish(),
  reason: z.string().nullish(),
  failure_reason: z.string().nullish(),
});

/** What changes a payment without saying all of it: Stripe is asked how it stands. */
const LOOK_AT = ['payment_intent.payment_failed', 'payment_intent.amount_capturable_updated', 'payment_intent.canceled'];

/** Stripe's events in the port's words. Only money that came is believed as it stands in the event; for the rest Stripe is asked. */
export function newsOf({ id: eventId, type, created, data }: Stripe.Event): News {
  const kept = Kept.safeParse(data.object).data ?? {};
  const about = read(type, data.object);
  return { id: eventId, type, body: { id: eventId, type, created, object: kept }, about };
}

function read(type: string, object: unknown): About | null {
  try {
    if (type.startsWith('checkout.session.')) return ofPage(type, Page.parse(object));
    if (LOOK_AT.includes(type)) return lookAt(Marked.parse(object).metadata?.reference);
    if (type.startsWith('refund.')) return ofRefund(Refund.parse(object));
    if (type.startsWith('charge.dispute.')) return ofDispute(Dispute.parse(object));
    return null;
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new Refusal('InvalidInput', { field: 'data.object', reason: `the event ${type} is not as the provider describes it` });
  }
}

const lookAt = (reference: string | null | undefined): About | null => (reference ? { look: reference } : null);

function ofPage(type: string, page: z.output<typeof Page>): About | null {
  const paid = page.payment_status === 'paid';
  const over = type === 'checkout.session.expired';
  if (!page.client_reference_id || (!paid && !over)) return lookAt(page.client_reference_id);
  const captured = paid ? (page.amount_total ?? 0) : 0;
  const session = { id: page.id, payment: page.payment_intent ?? null, reference: page.client_reference_id, url: page.url ?? '', captured };
  return { session: { ...session, status: paid ? 'succeeded' : 'closed', hold: null, currency: page.currency ?? '', declines: 0, lastFailure: null } };
}

function ofRefund({ metadata, status, failure_reason: reason }: z.output<typeof Refund>): About | null {
  const reference = metadata?.reference;
  if (!reference) return null;
  if (status === 'succeeded') return { refunded: reference };
  return status === 'failed' || status === 'canceled' ? { refundReturned: reference, reason: (reason ?? status).replaceAll('_', ' ').slice(0, 60) } : null;
}

function ofDispute({
  id: disputeId,
  payment_intent: payment,
  amount,
  currency: code,
  reason,
  status,
  evidence_details: evidence,
}: z.output<typeof Dispute>): About | null {
  if (!payment) return null;
  const phase = status === 'lost' ? 'lost' : ['won', 'warning_closed', 'prevented'].includes(status) ? 'won' : 'open';
  const answerBy = evidence?.due_by ? new Date(evidence.due_by * 1000).toISOString() : null;
  return { disputed: { id: disputeId, of: { payment }, amount, currency: code, reason: reason.slice(0, 60), phase, answerBy } };
}
