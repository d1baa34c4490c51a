import { randomUUID } from 'node:crypto';
import type { Cart, Order, Quote } from '@kontor/contracts/order';
import type { z } from 'zod';
import type { Stack } from './stack.ts';

const ADDRESS = { name: 'Ada Byron', street: 'Unter den Linden 6', postcode: '10117', city: 'Berlin', country: 'DE' };
const WAIT_MS = 60_000;

/** Looks again and again until `look` gives something. */
export async function until<R>(look: () => Promise<R | false | null | undefined> | R | false | null | undefined, what: string, within = WAIT_MS): Promise<R> {
  for (const deadline = Date.now() + within; ; ) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`it did not come to this: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Pays on the provider's page; gives where the provider sends the shopper to. Throws where no answer comes. */
export async function payAt(url: string, card: 'accepted' | 'declined' = 'accepted', send: Send = fetch): Promise<string> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await send(url, { method: 'POST', headers, body: `card=${card}`, redirect: 'manual' });
  return answer.headers.get('location') ?? '';
}

type Heard = { ok: boolean; status: number; headers: { get(name: string): string | null }; text(): Promise<string> };
type Send = (url: string, options: { method: string; headers: Record<string, string>; body?: string; redirect?: 'manual' }) => Promise<Heard>;

/** A guest who shops through the public API, as an app would; `send` is how the requests go out. */
export async function shopperOf(stack: Stack, email = `${randomUUID()}@example.com`, send: Send = fetch) {
  const api = `${stack.values['BFF_URL']}/v1`;
  let token = '';
  /** Sends a request and gives its answer, whatever its status. */
  const raw = (method: string, path: string, body?: unknown): Promise<Heard> =>
    send(`${api}${path}`, {
      method,
      headers: { ...(token && { authorization: `Bearer ${token}` }), 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  async function call<R>(method: string, path: string, body?: unknown): Promise<R> {
    const answer = await raw(method, path, body);
    const text = await answer.text();
    if (!answer.ok) throw Object.assign(new Error(`${method} ${path} ${answer.status} ${text}`), { status: answer.status });
    return JSON.parse(text) as R;
  }
  token = (await call<{ accessToken: string }>('POST', '/session/guest', {})).accessToken;
  /** Calls a procedure by its name, as the web does; gives the code of its refusal, or null. */
  async function refusalOf(name: string, kind: 'query' | 'mutation', input: unknown): Promise<string | null> {
    const address = `${stack.values['BFF_URL']}/trpc/${name}`;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const body = JSON.stringify(input);
    const answer =
      kind === 'query'
        ? await send(`${address}?input=${encodeURIComponent(body)}`, { method: 'GET', headers })
        : await send(address, { method: 'POST', headers, body });
    const said = JSON.parse(await answer.text()) as { error?: { data: { refusal?: { code: string } } } };
    return said.error ? (said.error.data.refusal?.code ?? `${answer.status}`) : null;
  }

  /** As an app does: asks again while payment has not heard of the order yet. */
  async function startPaying(orderId: string, triesLeft = 3): Promise<{ attemptId: string; url: string }> {
    try {
      return await call('POST', `/orders/${orderId}/payment`, { locale: 'en' });
    } catch (error) {
      if (triesLeft === 0 || !String(error).includes('StillRunning')) throw error;
      return startPaying(orderId, triesLeft - 1);
    }
  }

  const orderFor = (total: number, idempotencyKey: string = randomUUID(), method: string | null = 'standard') => ({
    email,
    locale: 'en',
    address: ADDRESS,
    method,
    total,
    idempotencyKey,
  });

  return {
    email,
    raw,
    call,
    refusalOf,
    /** Opens an account, and is its customer from now on. */
    async register(): Promise<void> {
      token = (await call<{ accessToken: string }>('POST', '/accounts', { email, password: randomUUID(), name: ADDRESS.name, locale: 'en' })).accessToken;
    },
    /** Presses the binding button at a total that is known; gives the answer, whatever its status. */
    press: (total: number, idempotencyKey: string) => raw('POST', '/orders', orderFor(total, idempotencyKey)),
    add: (sku: string, quantity = 1) => call<z.output<typeof Cart>>('POST', '/cart/lines', { sku, quantity }),
    cart: () => call<z.output<typeof Cart>>('GET', '/cart'),
    order: (id: string) => call<z.output<typeof Order>>('GET', `/orders/${id}`),
    /** Places what lies in the cart at the price just quoted. */
    async place(idempotencyKey: string = randomUUID()): Promise<z.output<typeof Order>> {
      const quote = await call<z.output<typeof Quote>>('GET', `/checkout/quote?country=DE`);
      return call('POST', '/orders', orderFor(quote.receipt.total, idempotencyKey, quote.method));
    },
    /** Places at a total that is known already: the button's own call and nothing else. */
    placeFor: (total: number, idempotencyKey: string = randomUUID()) => call<z.output<typeof Order>>('POST', '/orders', orderFor(total, idempotencyKey)),
    cancel: (id: string) => call<z.output<typeof Order>>('POST', `/orders/${id}/cancel`, {}),
    /** Opens the provider's page and says where it is and which attempt it is for. */
    start: (orderId: string) => startPaying(orderId),
    /** Opens the provider's page and pays there with a card; gives where the provider sends the shopper back to. */
    async pay(orderId: string, card: 'accepted' | 'declined' = 'accepted'): Promise<string> {
      const { url } = await startPaying(orderId);
      return payAt(url, card, send);
    },
    phase: (id: string, wanted: string, within?: number) =>
      until(async () => (await call<{ phase: string }>('GET', `/orders/${id}`).catch(() => null))?.phase === wanted, `order ${id} is ${wanted}`, within),
  };
}

/** The mails that lie in the mailbox of `to`, newest first. */
export async function mailsTo(stack: Stack, to: string): Promise<{ subject: string; messageId: string; text: string }[]> {
  const answer = (await (await fetch(`${stack.values['MAILBOX_URL']}/api/messages?to=${encodeURIComponent(to)}`)).json()) as unknown;
  return Array.isArray(answer) ? answer : ((answer as { messages: [] }).messages ?? []);
}
