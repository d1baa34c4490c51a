import { Refusal } from '@kontor/contracts/refusals';
import { Permanent } from '@kontor/kit/asks';
import { callHttp } from '@kontor/kit/call';
import { z } from 'zod';
import { type News, type Provider, type Session, StillOpening } from './provider.ts';
import { isSigned } from '@kontor/kit/signature';

const TOTAL_MS = 5_000;

const PspSession = z
  .object({
    id: z.string(),
    reference: z.string(),
    url: z.url(),
    status: z.enum(['open', 'succeeded', 'closed']),
    capturedAmount: z.int().min(0),
    authorisedAmount: z.int().min(0).default(0),
    authorisedUntil: z.iso.datetime().optional(),
    currency: z.string(),
    tries: z.array(z.object({ outcome: z.string(), reason: z.string().optional() })).default([]),
  })
  .transform(({ id, reference, url, status, capturedAmount, authorisedAmount, authorisedUntil, currency, tries }): Session => {
    const declined = tries.filter(({ outcome }) => outcome === 'declined');
    return {
      id,
      payment: id,
      reference,
      url,
      status,
      captured: capturedAmount,
      hold: authorisedAmount > 0 ? { amount: authorisedAmount, until: authorisedUntil ?? '', inParts: true } : null,
      currency,
      declines: declined.length,
      lastFailure: declined.at(-1)?.reason ?? null,
    };
  });
const PspEvent = z.object({ id: z.string().min(1).max(200), type: z.string().max(100), data: z.record(z.string(), z.unknown()) });
const PspRefund = z.object({ reference: z.string() });
const PspCapture = z.object({ reference: z.string() });
const PspMethod = z.object({ id: z.string(), brand: z.string(), last4: z.string(), expires: z.string().nullable() });
const PspDispute = z
  .object({
    id: z.string(),
    sessionReference: z.string(),
    amount: z.int().min(0),
    currency: z.string(),
    reason: z.string().max(60),
    status: z.enum(['open', 'won', 'lost']),
    answerBy: z.iso.datetime(),
  })
  .transform(({ sessionReference: reference, status: phase, ...dispute }) => ({ ...dispute, of: { reference }, phase }));
const PspError = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

type Settings = { url: string; key: string; secrets: readonly string[]; webhookUrl: string };
type Call = { method: 'GET' | 'POST'; path: string; body?: unknown; key?: string; withinMs?: number };

/** The adapter of the provider with a hosted payment page. */
export function psp({ url, key, secrets, webhookUrl }: Settings): Provider {
  async function call({ method, path, body, key: idempotencyKey, withinMs = TOTAL_MS }: Call): Promise<{ status: number; code: string; body: unknown }> {
    const request = {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...(idempotencyKey && { 'idempotency-key': idempotencyKey }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    const response = await callHttp(`${url}/v1${path}`, request, Math.min(withinMs, TOTAL_MS));
    const answer = await response.json();
    const error = PspError.safeParse(answer).data?.error;
    if (response.status === 422) throw new Permanent(`the provider refuses: ${error?.message ?? 'no reason given'}`);
    if (!response.ok && response.status !== 404 && response.status !== 409) throw new Error(`the provider answers ${response.status} ${error?.code ?? ''}`);
    return { status: response.status, code: error?.code ?? '', body: answer };
  }

  const find: Provider['find'] = async ({ reference }) => {
    const { body } = await call({ method: 'GET', path: `/sessions?reference=${encodeURIComponent(reference)}` });
    return z.object({ sessions: z.array(PspSession) }).parse(body).sessions[0] ?? null;
  };

  return {
    find,

    async open({ openedAt, customer, ...opening }, withinMs) {
      const { status, code, body } = await call({
        method: 'POST',
        path: '/sessions',
        body: { ...opening, webhookUrl, ...(customer && { customer }) },
        key: opening.reference,
        withinMs,
      });
      if (status !== 409) return PspSession.parse(body);
      if (code === 'idempotency_in_progress') throw new StillOpening();
      // Our own settings have changed since the first call; what it opened still holds.
      const opened = await find({ reference: opening.reference, sessionId: null, openedAt });
      if (!opened) throw new Permanent(`the provider refuses to open: ${code}`);
      return opened;
    },

    async close(sessionId) {
      const { body } = await call({ method: 'POST', path: `/sessions/${encodeURIComponent(sessionId)}/close` });
      return PspSession.parse(body);
    },

    async capture({ sessionId, amount, last, reference }) {
      const { status, code } = await call({ method: 'POST', path: '/captures', body: { sessionId, amount, last, reference }, key: `capture-${reference}` });
      if (status === 409)
        throw code === 'idempotency_in_progress' ? new Error('the same capture is under way') : new Permanent(`the provider refuses: ${code}`);
    },

    release: async (sessionId) => void (await call({ method: 'POST', path: `/sessions/${encodeURIComponent(sessionId)}/release` })),

    async refund({ sessionId, amount, reference }) {
      // The provider keeps one list of keys for all its calls, and a refund may bear its attempt's id.
      const { status, code } = await call({ method: 'POST', path: '/refunds', body: { sessionId, amount, reference }, key: `refund-${reference}` });
      if (status !== 409) return;
      if (code === 'idempotency_in_progress') throw new Error('the same refund is under way');
      throw new Permanent(`the provider refuses to refund: ${code}`);
    },

    customer: async (owner) => owner,

    async methodsOf(customer) {
      const { body } = await call({ method: 'GET', path: `/methods?customer=${encodeURIComponent(customer)}` });
      return z.object({ methods: z.array(PspMethod) }).parse(body).methods;
    },

    async forgetMethod(customer, id) {
      const { status } = await call({ method: 'POST', path: `/methods/${encodeURIComponent(id)}/forget`, body: { customer } });
      return status !== 404;
    },

    forgetCustomer: async (customer) => void (await call({ method: 'POST', path: '/customers/forget', body: { customer } })),

    news(body, headers) {
      if (!isSigned(secrets, body, headers['psp-signature'])) throw new Refusal('BadSignature');
      try {
        return newsOf(JSON.parse(body.toString()));
      } catch {
        throw new Refusal('InvalidInput', { field: '', reason: 'the body is not an event of the provider' });
      }
    },
  };
}

function newsOf(body: unknown): News {
  const { id, type, data } = PspEvent.parse(body);
  if (type.startsWith('session.')) return { id, type, body, about: { session: PspSession.parse(data['session']) } };
  if (type === 'capture.succeeded') return { id, type, body, about: { captured: PspCapture.parse(data['capture']).reference } };
  if (type === 'refund.succeeded') return { id, type, body, about: { refunded: PspRefund.parse(data['refund']).reference } };
  if (type.startsWith('dispute.')) return { id, type, body, about: { disputed: PspDispute.parse(data['dispute']) } };
  return { id, type, body, about: null };
}
