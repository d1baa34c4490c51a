import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Faults } from './faults.ts';
import { read } from './refusal.ts';
import { sign } from './signature.ts';

const event = z.object({ id: z.string(), type: z.string(), createdAt: z.string(), data: z.record(z.string(), z.unknown()) });

export const eventEntry = z.object({
  kind: z.literal('event'),
  at: z.string(),
  event,
  url: z.string(),
  reference: z.string(),
  copies: z.int(),
  dueAt: z.string(),
  forged: z.boolean().optional(),
});

export const deliveryEntry = z.object({
  kind: z.literal('delivery'),
  at: z.string(),
  eventId: z.string(),
  copy: z.int(),
  attempt: z.int(),
  tookMs: z.int(),
  status: z.int().optional(),
  error: z.string().optional(),
});

type EventEntry = z.infer<typeof eventEntry>;
type DeliveryEntry = z.infer<typeof deliveryEntry>;
export type WebhookEntry = EventEntry | DeliveryEntry;
type News = { type: string; data: Record<string, unknown>; url: string; reference: string };
export type Sent = EventEntry & { attempts: number; arrived: number; deliveries: DeliveryEntry[] };

export type Webhooks = {
  apply(entry: WebhookEntry): void;
  /** Stores an event and sends it in the background until it is answered with 2xx. */
  tell(news: News): void;
  /** Sends one event with a false signature, when such a fault is planned for `operation`. */
  maybeForge(operation: string, news: News): void;
  /** Sends what was told of a reference once more, dropped news too: the same event, signed anew, however old it is. Gives how many. */
  resend(reference: string): number;
  list(reference?: string): Sent[];
  /** Goes on with everything that a former process left undelivered. */
  resume(): void;
  stop(): Promise<void>;
};

type Settings = {
  header: string;
  secret: string;
  faults: Faults;
  write: (entry: WebhookEntry) => void;
  now: () => Date;
  /** Wait before the second try; it doubles up to 30 s. */
  retryAfterMs?: number | undefined;
};

const parallel = 32;
const keepTryingMs = 3 * 86_400_000;
const shownDeliveries = 50;
const patienceMs = 10_000;

type Parcel = { sent: Sent; copy: number; attempt: number };

/** `POST /webhooks/resend {reference}`: the news of a reference once more, as a provider sends it days later. */
export function serveResend(app: FastifyInstance, webhooks: Webhooks): void {
  app.post('/webhooks/resend', (request) => ({ sent: webhooks.resend(read(z.object({ reference: z.string().min(1) }), request.body).reference) }));
}

const agents = { 'http:': new Agent({ keepAlive: true }), 'https:': new TlsAgent({ keepAlive: true }) };

/** Posts and gives the status of the answer, whose body nobody reads. Rejects without one within 10 s, or when `signal` says stop. */
function postTo(url: string, headers: Record<string, string>, body: string, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const secure = url.startsWith('https:');
    const length = String(Buffer.byteLength(body));
    const options = {
      method: 'POST',
      agent: agents[secure ? 'https:' : 'http:'],
      headers: { ...headers, 'content-length': length },
      timeout: patienceMs,
      signal,
    };
    const asked = (secure ? tlsRequest : request)(url, options, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on('timeout', () => asked.destroy(new Error(`no answer within ${patienceMs} ms`)));
    asked.on('error', reject);
    asked.end(body);
  });
}

/** The webhook sender of a simulator: signed anew each time, at most 32 at once, retried for three days. */
export function openWebhooks({ header, secret, faults, write, now, retryAfterMs = 500 }: Settings): Webhooks {
  const all = new Map<string, Sent>();
  const arrivedCopies = new Map<string, Set<number>>();
  const ready: Parcel[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();
  let held: Sent[] = [];

  function after(ms: number, work: () => void): void {
    if (stopping.signal.aborted) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timers.add(timer);
  }

  function enqueue(parcel: Parcel, waitMs: number): void {
    const put = () => {
      ready.push(parcel);
      pump();
    };
    if (waitMs > 0) after(waitMs, put);
    else put();
  }

  function pump(): void {
    while (underWay.size < parallel && !stopping.signal.aborted) {
      const parcel = ready.shift();
      if (!parcel) return;
      const job = deliver(parcel).finally(() => {
        underWay.delete(job);
        pump();
      });
      underWay.add(job);
    }
  }

  async function deliver({ sent, copy, attempt }: Parcel): Promise<void> {
    const outcome = await post(sent);
    if (stopping.signal.aborted) return;
    write({ kind: 'delivery', at: now().toISOString(), eventId: sent.event.id, copy, attempt, ...outcome });
    const arrived = outcome.status !== undefined && outcome.status >= 200 && outcome.status < 300;
    if (arrived || sent.forged || now().getTime() - Date.parse(sent.at) > keepTryingMs) return;
    enqueue({ sent, copy, attempt: attempt + 1 }, Math.min(30_000, retryAfterMs * 2 ** Math.min(attempt - 1, 20)));
  }

  async function post(sent: Sent): Promise<{ tookMs: number; status?: number; error?: string }> {
    const body = JSON.stringify(sent.event);
    const signature = sign(sent.forged ? `not ${secret}` : secret, body, now());
    const started = performance.now();
    const tookMs = () => Math.round(performance.now() - started);
    try {
      const status = await postTo(sent.url, { 'content-type': 'application/json', [header]: signature }, body, stopping.signal);
      return { tookMs: tookMs(), status };
    } catch (error) {
      return { tookMs: tookMs(), error: error instanceof Error ? error.message || error.name : String(error) };
    }
  }

  function record(news: News, how: { copies: number; lateMs: number; forged?: boolean }): Sent {
    const at = now();
    const told = { id: `evt_${randomUUID().replaceAll('-', '')}`, type: news.type, createdAt: at.toISOString(), data: news.data };
    const dueAt = new Date(at.getTime() + how.lateMs).toISOString();
    const { url, reference } = news;
    write({ kind: 'event', at: at.toISOString(), event: told, url, reference, copies: how.copies, dueAt, forged: how.forged });
    const sent = all.get(told.id);
    if (!sent) throw new Error(`The event ${told.id} was written but not applied.`);
    return sent;
  }

  function send(sent: Sent): void {
    const waitMs = Date.parse(sent.dueAt) - now().getTime();
    const arrived = arrivedCopies.get(sent.event.id);
    for (let copy = 1; copy <= sent.copies; copy++) {
      if (!arrived?.has(copy)) enqueue({ sent, copy, attempt: sent.attempts + 1 }, waitMs);
    }
  }

  function maybeForge(operation: string, news: News): void {
    if (faults.take('forge_webhook', operation, news.reference)) send(record(news, { copies: 1, lateMs: 0, forged: true }));
  }

  function releaseHeld(): void {
    const batch = held.reverse();
    held = [];
    // One after the other, so that the reversed order is what really arrives.
    const job = batch
      .reduce((before, sent) => before.then(() => deliver({ sent, copy: 1, attempt: 1 })), Promise.resolve())
      .finally(() => underWay.delete(job));
    underWay.add(job);
  }

  return {
    apply(entry) {
      if (entry.kind === 'event') {
        all.set(entry.event.id, { ...entry, attempts: 0, arrived: 0, deliveries: [] });
        return;
      }
      const sent = all.get(entry.eventId);
      if (!sent) return;
      sent.attempts = Math.max(sent.attempts, entry.attempt);
      sent.deliveries = [...sent.deliveries.slice(1 - shownDeliveries), entry];
      if (entry.status === undefined || entry.status < 200 || entry.status > 299) return;
      const copies = arrivedCopies.get(entry.eventId) ?? new Set();
      arrivedCopies.set(entry.eventId, copies.add(entry.copy));
      sent.arrived = copies.size;
    },
    tell(news) {
      maybeForge(news.type, news);
      if (faults.take('drop_webhook', news.type, news.reference)) {
        record(news, { copies: 0, lateMs: 0 });
        return;
      }
      const reorder = faults.take('reorder_webhooks', news.type, news.reference);
      if (reorder) {
        held.push(record(news, { copies: 1, lateMs: 0 }));
        if (reorder.left === 0) releaseHeld();
        else if (held.length === 1) after(reorder.ms ?? 5000, releaseHeld);
        return;
      }
      const late = faults.take('late_webhook', news.type, news.reference);
      const copies = faults.take('duplicate_webhook', news.type, news.reference) ? 20 : 1;
      send(record(news, { copies, lateMs: late ? (late.ms ?? 10_000) : 0 }));
    },
    maybeForge,
    resend(reference) {
      const genuine = [...all.values()].filter((sent) => sent.reference === reference && !sent.forged);
      for (const sent of genuine) enqueue({ sent, copy: sent.copies + 1, attempt: sent.attempts + 1 }, 0);
      return genuine.length;
    },
    list: (reference) => [...all.values()].filter((sent) => reference === undefined || sent.reference === reference),
    resume() {
      const oldest = now().getTime() - keepTryingMs;
      for (const sent of all.values()) {
        const given = sent.forged && sent.attempts > 0;
        if (!given && Math.max(Date.parse(sent.at), Date.parse(sent.dueAt)) > oldest) send(sent);
      }
    },
    async stop() {
      stopping.abort();
      for (const timer of timers) clearTimeout(timer);
      await Promise.allSettled(underWay);
    },
  };
}
