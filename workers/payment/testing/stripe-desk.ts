import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Charge = { id: string; object: 'charge'; status: 'succeeded' | 'failed'; failure_code: string | null; created: number };
type Page = {
  id: string;
  object: 'checkout.session';
  client_reference_id: string;
  url: string;
  status: 'open' | 'complete' | 'expired';
  payment_status: 'paid' | 'unpaid';
  payment_intent: string | null;
  amount_total: number;
  manual: boolean;
  currency: string;
  created: number;
};
type Refund = { id: string; object: 'refund'; status: string; amount: number; metadata: Record<string, string>; payment_intent: string };
type Intent = { status: string; capture_method: 'manual' | 'automatic'; amount_capturable: number; amount_received: number; created: number };
export type Call = { method: string; path: string; form: URLSearchParams; key: string | undefined };

const newId = (prefix: string) => `${prefix}_${randomUUID().replaceAll('-', '')}`;
const refusal = (status: number, type: string, code: string) => ({ status, body: { error: { type, code, message: code } } });

/**
 * The part of Stripe that remembers, for what stripe-mock cannot: pages, tries, refunds, keys. It speaks Stripe's form and JSON on one
 * address; `calls` is what came, `next` an answer to give instead of the next one.
 */
export async function openStripeDesk() {
  const pages = new Map<string, Page>();
  const charges = new Map<string, Charge[]>();
  const intents = new Map<string, Intent>();
  const refunds: Refund[] = [];
  const answers = new Map<string, { form: string; answer: { status: number; body: unknown } }>();
  const calls: Call[] = [];
  const planned: { status: number; body: unknown }[] = [];
  const inParts = { is: true };
  const bank = { declines: false };
  const newRefund = { status: 'succeeded' };

  const shown = (page: Page, expand: boolean) => {
    const tries = charges.get(page.payment_intent ?? '') ?? [];
    const failed = tries.findLast(({ status }) => status === 'failed');
    const intent = {
      id: page.payment_intent,
      object: 'payment_intent',
      ...intents.get(page.payment_intent ?? ''),
      latest_charge: { id: 'ch_1', payment_method_details: { card: { multicapture: { status: inParts.is ? 'available' : 'unavailable' } } } },
      last_payment_error: failed ?? null,
    };
    return { ...page, payment_intent: expand && page.payment_intent ? intent : page.payment_intent };
  };

  function work({ method, path, form }: Call): { status: number; body: unknown } {
    const [, id = '', deed] = /^\/v1\/checkout\/sessions\/([^/]+)(\/expire)?$/.exec(path) ?? [];
    if (method === 'POST' && path === '/v1/checkout/sessions') {
      const page: Page = {
        id: newId('cs_test'),
        object: 'checkout.session',
        client_reference_id: form.get('client_reference_id') ?? '',
        url: 'https://checkout.stripe.com/c/pay/1',
        status: 'open',
        payment_status: 'unpaid',
        payment_intent: null,
        manual: form.get('payment_intent_data[capture_method]') === 'manual',
        amount_total: Number(form.get('line_items[0][price_data][unit_amount]')),
        currency: form.get('line_items[0][price_data][currency]') ?? '',
        created: Math.floor(Date.now() / 1000),
      };
      pages.set(page.id, page);
      return { status: 200, body: shown(page, false) };
    }
    if (path === '/v1/checkout/sessions') {
      const data = [...pages.values()].reverse();
      const from = data.findIndex((page) => page.id === form.get('starting_after')) + 1;
      return { status: 200, body: { object: 'list', data: data.slice(from, from + 1), has_more: from + 1 < data.length, url: path } };
    }
    const page = pages.get(id);
    if (page && deed) {
      if (page.status !== 'open') return refusal(400, 'invalid_request_error', 'resource_not_open');
      page.status = 'expired';
    }
    if (page) return { status: 200, body: shown(page, form.get('expand[0]') === 'payment_intent') };
    const [, intentId = '', act] = /^\/v1\/payment_intents\/([^/]+)\/(capture|cancel)$/.exec(path) ?? [];
    const intent = intents.get(intentId);
    if (intent && act) return onIntent(intentId, intent, act === 'capture' ? form : null);
    if (path === '/v1/charges') return { status: 200, body: { object: 'list', data: charges.get(form.get('payment_intent') ?? '') ?? [], has_more: false } };
    if (path === '/v1/refunds' && method === 'GET')
      return { status: 200, body: { object: 'list', data: refunds.filter((one) => one.payment_intent === form.get('payment_intent')), has_more: false } };
    if (path === '/v1/refunds') {
      const made = { id: newId('re'), object: 'refund' as const, status: newRefund.status, amount: Number(form.get('amount')) };
      refunds.push({ ...made, metadata: { reference: form.get('metadata[reference]') ?? '' }, payment_intent: form.get('payment_intent') ?? '' });
      return { status: 200, body: refunds.at(-1) };
    }
    return refusal(404, 'invalid_request_error', 'resource_missing');
  }

  /** Takes a part, by default all and the last; null lets go of what is set aside. */
  function onIntent(id: string, intent: Intent, form: URLSearchParams | null): { status: number; body: unknown } {
    if (intent.status !== 'requires_capture') return refusal(400, 'invalid_request_error', 'payment_intent_unexpected_state');
    if (form && bank.declines) return { status: 402, body: { error: { type: 'card_error', code: 'card_declined', decline_code: 'insufficient_funds' } } };
    const amount = form ? Number(form.get('amount_to_capture') ?? intent.amount_capturable) : 0;
    if (amount > intent.amount_capturable) return refusal(400, 'invalid_request_error', 'amount_too_large');
    const goesOn = form?.get('final_capture') === 'false' && inParts.is;
    intent.amount_received += amount;
    intent.amount_capturable = goesOn ? intent.amount_capturable - amount : 0;
    intent.status = goesOn ? 'requires_capture' : intent.amount_received > 0 ? 'succeeded' : 'canceled';
    return { status: 200, body: { id, object: 'payment_intent', ...intent } };
  }

  function answer(call: Call): { status: number; body: unknown } {
    const known = call.key ? answers.get(call.key) : undefined;
    if (known && known.form !== String(call.form)) return refusal(400, 'idempotency_error', 'idempotency_error');
    if (known) return known.answer;
    const made = work(call);
    if (call.key) answers.set(call.key, { form: String(call.form), answer: made });
    return made;
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const part of request) text += String(part);
    const { pathname, search } = new URL(request.url ?? '/', 'http://stripe.test');
    const call = { method: request.method ?? '', path: pathname, form: new URLSearchParams(text || search), key: request.headers['idempotency-key'] as string };
    calls.push(call);
    const said = planned.shift() ?? answer(call);
    response.writeHead(said.status, { 'content-type': 'application/json' }).end(JSON.stringify(said.body));
  }
  const server = createServer((request, response) => {
    // Who asks may be gone before all is read.
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    refunds,
    /** The next call gets this answer, whatever it asks. */
    next: (status: number, error: Record<string, string>) => void planned.push({ status, body: { error } }),
    /** As Stripe does after a day. */
    forgetKeys: () => answers.clear(),
    /** Whether the cards of this account take several captures. */
    takesParts: (is: boolean) => Object.assign(inParts, { is }),
    /** Whether the bank declines captures from now on. */
    declinesCaptures: (declines: boolean) => Object.assign(bank, { declines }),
    /** How the refunds that are made from now on stand. */
    refundsAre: (status: string) => Object.assign(newRefund, { status }),
    pageOf: (reference: string): Page => {
      const page = [...pages.values()].find((one) => one.client_reference_id === reference);
      if (!page) throw new Error(`no page for ${reference}`);
      return page;
    },
    /** The shopper tries to pay; gives the page as an event would show it. */
    pay(reference: string, outcome: 'paid' | 'declined' | 'processing' | 'failed-later'): Page {
      const page = this.pageOf(reference);
      page.payment_intent ??= newId('pi');
      const tries = charges.get(page.payment_intent) ?? [];
      const failed = outcome === 'declined' || outcome === 'failed-later';
      const created = Math.floor(Date.now() / 1000) + tries.length;
      charges.set(page.payment_intent, [
        ...tries,
        { id: newId('ch'), object: 'charge', status: failed ? 'failed' : 'succeeded', failure_code: failed ? 'card_declined' : null, created },
      ]);
      const manual = page.manual && outcome === 'paid';
      const status = { paid: 'succeeded', processing: 'processing', declined: 'requires_payment_method', 'failed-later': 'requires_payment_method' }[outcome];
      intents.set(page.payment_intent, {
        status: manual ? 'requires_capture' : status,
        capture_method: page.manual ? 'manual' : 'automatic',
        amount_capturable: manual ? page.amount_total : 0,
        amount_received: outcome === 'paid' && !manual ? page.amount_total : 0,
        created,
      });
      if (outcome !== 'declined') page.status = 'complete';
      if (outcome === 'paid' && !manual) page.payment_status = 'paid';
      return page;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
