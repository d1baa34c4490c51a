import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { EventType, Message } from '@kontor/contracts/events';
import type { Broker, Delivery, Headers, Outgoing } from './broker.ts';
import { mayDie } from './faults.ts';
import type { Journal } from './journal.ts';
import { log } from './log.ts';
import { envelopesIn, messageFrom, runsOf } from './messages.ts';
import { traced } from './telemetry.ts';
import { bulkOf, deadOf, MOST_ATTEMPTS, queueOf, RETRY_MS, retryOf } from './topology.ts';

export type Hearing<Tx, T extends EventType> = (messages: Message<T>[], tx: Tx) => Promise<void>;
/** What a worker hears: the keys are its queue's bindings. */
export type Hears<Tx> = { [T in EventType]?: Hearing<Tx, T> };

/** Thrown by a hearing when a step event came before the one it builds on: it is taken again later, without counting. */
export class TooEarly extends Error {}

const BATCH = 50;
/** What nobody waits for is gathered for a moment, and more of it is taken at once: all bulk, and all that a hearer without haste hears. */
const GATHERED_BATCH = 200;
const BULK_GATHER_MS = 50;
/** So many messages are fetched ahead for each place in a batch; a message may hold many events. */
const AHEAD = 2;
const PATIENCE_MS = 60 * 60 * 1000;
const GIVE_BACK_MS = 500;
const AWAY_MS = 500;

export type Taken = { delivery: Delivery; message: Message };

/**
 * Hears a worker's queues: up to 50 messages (where they are gathered, 200) share one transaction with their inbox rows; a batch that
 * fails is taken again one by one; one that fails alone waits in a back-off queue and ends, after eight attempts, as a dead letter with its reason.
 */
export function hear<Tx>(worker: string, journal: Journal<Tx>, broker: Broker, hears: Hears<Tx>, gatherMs = 0): () => Promise<void> {
  async function handle(taken: Taken[]): Promise<void> {
    await traced(taken[0]?.message.trace, () =>
      journal.transaction(async (tx) => {
        const fresh = await journal.fresh(
          tx,
          taken.map(({ message }) => message.id),
        );
        const news = taken.map(({ message }) => message).filter((message) => fresh.delete(message.id));
        for (const run of runsOf(news)) {
          const type = run[0]?.type;
          const hearing = type && (hears[type] as Hearing<Tx, EventType> | undefined);
          if (hearing) await hearing(run, tx);
        }
        mayDie(worker, 'before-commit');
      }),
    );
    mayDie(worker, 'before-acknowledge');
    for (const { delivery } of taken) delivery.ack();
  }

  const queues = [
    { queue: queueOf(worker), most: gatherMs > 0 ? GATHERED_BATCH : BATCH, gatherMs },
    { queue: bulkOf(worker), most: GATHERED_BATCH, gatherMs: Math.max(gatherMs, BULK_GATHER_MS) },
  ];
  const stops = queues.map(({ queue, ...pace }) => consumeInBatches(broker, queue, deadOf(worker), handle, { ready: journal.ping, ...pace }));
  return async () => void (await Promise.all(stops.map((stop) => stop())));
}

const Identified = z.object({ id: z.string() });

/** A delivery for each event of a message: the message is acknowledged when all are, and given back when one is. */
function partsOf(delivery: Delivery, envelopes: readonly unknown[]): Delivery[] {
  if (envelopes.length === 1 && !delivery.body.startsWith('[')) return [delivery];
  let open = envelopes.length;
  let back = false;
  const settle = (giveBack: boolean) => {
    back ||= giveBack;
    if (--open === 0) (back ? delivery.giveBack : delivery.ack)();
  };
  return envelopes.map((said) => ({
    ...delivery,
    id: Identified.safeParse(said).data?.id ?? randomUUID(),
    get body() {
      return JSON.stringify(said);
    },
    ack: () => settle(false),
    giveBack: () => settle(true),
  }));
}

/**
 * Consumes `queue` batch by batch, one batch under way at a time; failures as described at `hear`. While the store, asked by `ready`,
 * is away, no message is to blame: they wait for it, and nothing is counted. With `gatherMs` the first message of a batch waits so
 * long for others: fewer transactions for a hearer that nobody waits for.
 */
export function consumeInBatches(
  broker: Broker,
  queue: string,
  dead: string,
  handle: (taken: Taken[]) => Promise<void>,
  { ready = async () => undefined, gatherMs = 0, most = BATCH }: { ready?: () => Promise<unknown>; gatherMs?: number; most?: number } = {},
): () => Promise<void> {
  const waiting: Taken[] = [];
  let stopped = false;
  let busy: Promise<void> | undefined;

  /** What becomes of a delivery is safe with the broker before it is acknowledged; it is given back when that cannot be. */
  const handOver = (delivery: Delivery, messages: Outgoing[]) =>
    broker
      .publish(messages)
      .then(() => delivery.ack())
      .catch(async (error: unknown) => {
        log.error({ queue, to: messages[0]?.key, error: String(error) }, 'a message could not be passed on and is given back');
        await pause(GIVE_BACK_MS);
        delivery.giveBack();
      });
  const copyOf = ({ id, body, headers }: Delivery, to: string, more: Headers = {}): Outgoing => ({
    exchange: '',
    key: to,
    id,
    body,
    headers: { ...headers, ...more },
  });
  const pass = (delivery: Delivery, to: string, headers: Headers) => handOver(delivery, [copyOf(delivery, to, headers)]);

  const bury = (delivery: Delivery, reason: string, attempts: number) => {
    log.error({ queue, message: delivery.id, type: delivery.key, reason, attempts }, 'a dead letter');
    return pass(delivery, dead, { reason: reason.slice(0, 500), attempts, queue, died: new Date().toISOString() });
  };

  async function putOff({ delivery, message }: Taken, error: unknown): Promise<void> {
    const since = Number(delivery.headers['since'] ?? Date.now());
    if (error instanceof TooEarly && Date.now() - since < PATIENCE_MS) return pass(delivery, retryOf(queue, RETRY_MS[0]), { since });
    const attempts = Number(delivery.headers['attempts'] ?? 0) + 1;
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    if (attempts >= MOST_ATTEMPTS) return bury(delivery, reason, attempts);
    log.warn({ queue, message: message.id, type: message.type, attempts, reason }, 'a message failed and is put off');
    return pass(delivery, retryOf(queue, RETRY_MS[Math.min(attempts - 1, RETRY_MS.length - 1)] ?? RETRY_MS[0]), { attempts, since });
  }

  async function takeBatch(batch: Taken[]): Promise<void> {
    try {
      await handle(batch);
    } catch (error) {
      if (!(error instanceof TooEarly) && (await wasAway(error))) return stopped ? undefined : takeBatch(batch);
      if (batch.length === 1 && batch[0]) return putOff(batch[0], error);
      for (const one of batch) await takeBatch([one]);
    }
  }

  /** Whether the store was away: then it is back, or nothing more is to be taken. */
  async function wasAway(error: unknown): Promise<boolean> {
    for (let away = false; ; away = true) {
      const isReady = await ready().then(
        () => true,
        () => false,
      );
      if (isReady || stopped) return away || !isReady;
      if (!away) log.warn({ queue, error: String(error) }, 'messages wait for the store');
      await pause(AWAY_MS);
    }
  }

  let gathering: NodeJS.Timeout | undefined;
  const pump = () => {
    gathering = undefined;
    if (busy || waiting.length === 0) return;
    busy = takeBatch(waiting.splice(0, most)).finally(() => {
      busy = undefined;
      if (waiting.length > 0) soon();
    });
  };

  const soon = () => {
    if (gatherMs === 0 || waiting.length >= most) setImmediate(pump);
    else gathering ??= setTimeout(pump, gatherMs);
  };

  const unreadable = (delivery: Delivery, error: unknown) => void bury(delivery, `not readable: ${error instanceof Error ? error.message : String(error)}`, 1);

  const stop = broker.consume(queue, most * AHEAD, (delivery) => {
    let envelopes: unknown[];
    try {
      envelopes = envelopesIn(delivery.body);
    } catch (error) {
      return unreadable(delivery, error);
    }
    const parts = partsOf(delivery, envelopes);
    // A batch that comes again is taken apart: each of its events comes alone, and one that kills whoever takes it is counted alone.
    if (delivery.again && parts.length > 1)
      return void handOver(
        delivery,
        parts.map((part) => copyOf(part, queue)),
      );
    for (const [index, part] of parts.entries()) {
      try {
        waiting.push({ delivery: part, message: messageFrom(envelopes[index]) });
      } catch (error) {
        unreadable(part, error);
      }
    }
    if (waiting.length > 0) soon();
  });
  return async () => {
    stopped = true;
    await stop();
    clearTimeout(gathering);
    waiting.length = 0;
    await busy;
  };
}
