import { Refusal } from '@kontor/contracts/refusals';
import { Permanent } from '@kontor/kit/asks';
import Stripe from 'stripe';
import { type Hold, type Provider, type Session, StillOpening } from './provider.ts';
import { newsOf } from './stripe-news.ts';

const TOTAL_MS = 5_000;
const TOLERANCE_S = 300;
/** Stripe takes no page that ends within half an hour. The shop closes it itself once the time to pay is over; this is for a shop that is away. */
const LONGER_S = 31 * 60;
/** A page that is looked for without its id was opened around the moment of its attempt; the two clocks need not agree. */
const BEFORE_S = 10 * 60;
const AFTER_S = 60 * 60;

export type StripeSettings = { key: string; secrets: readonly string[]; methods?: string | undefined; live: boolean; url?: string | undefined };

/** The adapter of Stripe with its hosted page: the shop sees no card. Tries again nothing by itself: that is for the worker's asks. */
export function stripe({ key, secrets, methods, live, url }: StripeSettings): Provider {
  const at = url ? new URL(url) : undefined;
  const client = new Stripe(key, {
    maxNetworkRetries: 0,
    timeout: TOTAL_MS,
    telemetry: false,
    appInfo: { name: 'Kontor' },
    ...(at && { host: at.hostname, port: at.port, protocol: at.protocol === 'http:' ? ('http' as const) : ('https' as const) }),
  });

  async function standing(sessionId: string): Promise<Session> {
    const session = await heard(client.checkout.sessions.retrieve(sessionId, { expand: ['payment_intent', 'payment_intent.latest_charge'] }));
    const intent = typeof session.payment_intent === 'string' ? null : session.payment_intent;
    if (!intent?.last_payment_error) return sessionOf(session, []);
    const { data } = await heard(client.charges.list({ payment_intent: intent.id, limit: 100 }));
    return sessionOf(session, data);
  }

  async function intentOf(sessionId: string): Promise<Stripe.PaymentIntent> {
    const { payment_intent: intent } = await heard(client.checkout.sessions.retrieve(sessionId, { expand: ['payment_intent'] }));
    if (!intent || typeof intent === 'string') throw new Permanent('the provider has taken no money there');
    return intent;
  }

  const find: Provider['find'] = async ({ reference, sessionId, openedAt }) => {
    if (sessionId) return standing(sessionId);
    const opened = Math.floor(new Date(openedAt).getTime() / 1000);
    const created = { gte: opened - BEFORE_S, lte: opened + AFTER_S };
    // Listing knows at once what was opened; searching by metadata may lag behind by a minute.
    for await (const session of client.checkout.sessions.list({ created, limit: 100 }))
      if (session.client_reference_id === reference) return standing(session.id);
    return null;
  };

  return {
    find: (of) => heard(find(of)),

    async open({ reference, amount, currency, description, locale, returnUrl, cancelUrl, openedAt, expiresAt, capture, customer }, withinMs) {
      const asked: Stripe.Checkout.SessionCreateParams = {
        mode: 'payment',
        client_reference_id: reference,
        metadata: { reference },
        payment_intent_data: { metadata: { reference }, description, ...(capture === 'later' && { capture_method: 'manual' as const }) },
        ...(capture === 'later' && { payment_method_options: { card: { request_multicapture: 'if_available' as const } } }),
        line_items: [{ quantity: 1, price_data: { currency: currency.toLowerCase(), unit_amount: amount, product_data: { name: description } } }],
        ...(customer && { customer, saved_payment_method_options: { payment_method_save: 'enabled' as const } }),
        ...(methods && { payment_method_configuration: methods }),
        locale,
        success_url: returnUrl,
        cancel_url: cancelUrl,
        expires_at: Math.floor(new Date(expiresAt).getTime() / 1000) + LONGER_S,
      };
      try {
        return sessionOf(await heard(client.checkout.sessions.create(asked, { idempotencyKey: reference, timeout: Math.min(withinMs, TOTAL_MS) })), []);
      } catch (error) {
        if (!(error instanceof KeyMismatch)) throw error;
        // Our own settings have changed since the first call; what it opened still holds.
        const opened = await heard(find({ reference, sessionId: null, openedAt }));
        if (!opened) throw new Permanent('the provider refuses to open: the key was used for something else');
        return opened;
      }
    },

    async close(sessionId) {
      // What is paid or over already cannot be ended: then the standing says which.
      await heard(client.checkout.sessions.expire(sessionId)).catch((error: unknown) => {
        if (!(error instanceof Permanent)) throw error;
      });
      return standing(sessionId);
    },

    async capture({ sessionId, amount, upTo, last, reference }) {
      const intent = await intentOf(sessionId);
      // Keys are forgotten after a day, and an ask may be older: what was taken before is looked at first.
      if (intent.amount_received >= upTo) return;
      if (intent.status === 'canceled') throw new Permanent('nothing is set aside there any more');
      const asked = { amount_to_capture: amount, ...(!last && { final_capture: false }) };
      await heard(client.paymentIntents.capture(intent.id, asked, { idempotencyKey: `capture-${reference}` }));
    },

    async release(sessionId) {
      const { id } = await intentOf(sessionId);
      // What was taken or let go of before cannot be let go of once more.
      await heard(client.paymentIntents.cancel(id)).catch((error: unknown) => {
        if (!(error instanceof Permanent)) throw error;
      });
    },

    async refund({ sessionId, amount, reference }) {
      const { payment_intent: payment } = await heard(client.checkout.sessions.retrieve(sessionId));
      const paymentId = typeof payment === 'string' ? payment : payment?.id;
      if (!paymentId) throw new Permanent('the provider has taken no money there');
      // Keys are forgotten after a day, and an ask may be older: what was made before is looked for first.
      const made = await heard(client.refunds.list({ payment_intent: paymentId, limit: 100 }));
      const before = made.data.find(({ metadata }) => metadata?.['reference'] === reference);
      const refund =
        before ??
        (await heard(client.refunds.create({ payment_intent: paymentId, amount, metadata: { reference } }, { idempotencyKey: `refund-${reference}` })));
      if (refund.status === 'failed' || refund.status === 'canceled')
        throw new Permanent(`the provider could not pay back: ${refund.failure_reason ?? refund.status}`);
      if (refund.status !== 'succeeded') throw new Error(`the refund is ${refund.status}`);
    },

    customer: async (owner) => (await heard(client.customers.create({ metadata: { owner } }, { idempotencyKey: `customer-${owner}` }))).id,

    async methodsOf(customer) {
      const { data } = await heard(client.customers.listPaymentMethods(customer, { limit: 100 }));
      return data.map(({ id, type, card, sepa_debit: account }) => ({
        id,
        brand: card?.brand ?? type,
        last4: card?.last4 ?? account?.last4 ?? '',
        expires: card ? `${String(card.exp_month).padStart(2, '0')}/${String(card.exp_year).slice(-2)}` : null,
      }));
    },

    async forgetMethod(customer, id) {
      try {
        await heard(client.customers.retrievePaymentMethod(customer, id));
        await heard(client.paymentMethods.detach(id));
        return true;
      } catch (error) {
        if (error instanceof Permanent) return false;
        throw error;
      }
    },

    forgetCustomer: async (customer) =>
      heard(client.customers.del(customer)).then(
        () => undefined,
        (error: unknown) => {
          if (!(error instanceof Permanent)) throw error;
        },
      ),

    news(body, headers) {
      const event = signed(body, headers['stripe-signature']);
      if (event.livemode !== live) throw new Refusal('InvalidInput', { field: 'livemode', reason: `this shop takes ${live ? 'live' : 'test'} payments only` });
      return newsOf(event);
    },
  };

  function signed(body: Buffer, header: unknown): Stripe.Event {
    const text = typeof header === 'string' ? header : '';
    // The library looks for signatures that are too old; one of tomorrow is no better.
    if (Number(/^t=(\d+),/.exec(text)?.[1]) > Date.now() / 1000 + TOLERANCE_S) throw new Refusal('BadSignature');
    for (const secret of secrets) {
      try {
        return client.webhooks.constructEvent(body, text, secret, TOLERANCE_S);
      } catch (error) {
        if (error instanceof SyntaxError) throw new Refusal('InvalidInput', { field: '', reason: 'the body is not an event of the provider' });
        if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
      }
    }
    throw new Refusal('BadSignature');
  }
}

class KeyMismatch extends Error {}

/** Stripe's refusals in the port's words; what nobody knows the end of goes on as it is. */
async function heard<R>(call: PromiseLike<R>): Promise<R> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    if (error.statusCode === 409 || error.code === 'idempotency_key_in_use') throw new StillOpening('the same call is under way');
    if (error instanceof Stripe.errors.StripeIdempotencyError) throw new KeyMismatch(error.message);
    if (error instanceof Stripe.errors.StripeCardError) throw new Permanent(`the bank declines: ${error.decline_code ?? error.code}`);
    if (error instanceof Stripe.errors.StripeInvalidRequestError) throw new Permanent(`the provider refuses: ${error.message}`);
    throw new Error(`the provider answers ${error.statusCode ?? 'nothing'} ${error.code ?? error.type}`, { cause: error });
  }
}

/** A page as it stands. One that was finished but not paid yet is open while money may still come: some ways to pay take days. */
function sessionOf(session: Stripe.Checkout.Session, charges: readonly Stripe.Charge[]): Session {
  const failed = charges.filter(({ status }) => status === 'failed').sort((a, b) => a.created - b.created);
  const intent = session.payment_intent;
  const manual = typeof intent === 'object' && intent?.capture_method === 'manual' ? intent : null;
  const hold = manual && holdOf(manual);
  const captured = manual ? manual.amount_received : session.payment_status === 'paid' ? (session.amount_total ?? 0) : 0;
  const paid = session.payment_status === 'paid' || hold !== null || captured > 0;
  const nothingComes = typeof intent === 'object' && (intent?.status === 'requires_payment_method' || intent?.status === 'canceled');
  const over = session.status === 'expired' || (session.status === 'complete' && nothingComes);
  return {
    id: session.id,
    payment: typeof intent === 'string' ? intent : (intent?.id ?? null),
    reference: session.client_reference_id ?? '',
    url: session.url ?? '',
    status: paid ? 'succeeded' : over ? 'closed' : 'open',
    captured,
    hold,
    currency: (session.currency ?? '').toUpperCase(),
    declines: failed.length,
    lastFailure: failed.at(-1)?.failure_code ?? null,
  };
}

/** Most banks keep money aside for a week; those that do not say so on the charge. */
const USUAL_HOLD_S = 7 * 86_400;

/** What a payment has set aside; in one part where Stripe does not say that the card takes several. */
function holdOf({ status, amount_capturable: amount, latest_charge: charge, created }: Stripe.PaymentIntent): Hold | null {
  if (status !== 'requires_capture' || amount <= 0) return null;
  const card = typeof charge === 'object' ? charge?.payment_method_details?.card : undefined;
  const until = new Date((card?.capture_before ?? created + USUAL_HOLD_S) * 1000).toISOString();
  return { amount, until, inParts: card?.multicapture?.status === 'available' };
}
