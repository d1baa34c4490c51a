import { addressOf, gatewayKey, namespace, setEnvironment } from './testing/env.ts';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { z } from 'zod';
import { events, type EventData, type EventType, type Message, type Worker } from '@kontor/contracts/events';
import type { Contract, Verb } from '@kontor/contracts/verb';
import { openBroker } from './broker.ts';
import { type Actor, signer } from './identity.ts';
import { envelope, messagesOf } from './messages.ts';
import { stopAll } from './process.ts';
import { callWorker } from './rpc.ts';
import { databaseFor, dropDatabase, heldUp } from './testing/database.ts';
import { forgetHearers } from './testing/queues.ts';
import { EXCHANGE } from './topology.ts';
import { brokerUrl, listening } from './worker.ts';

const WAIT_MS = 15_000;
const root = resolve(import.meta.dirname, '..');

type Client<C extends Contract> = { [N in keyof C]: C[N] extends Verb<infer _K, infer I, infer O> ? (input: z.input<I>) => Promise<z.output<O>> : never };

/**
 * A world for one worker on the real stores: a database of its own from the worker's migrations, a broker namespace of its own, and
 * an ear that hears every event. Import this module before any other of kit.
 */
export async function testWorld(worker: Worker, environment: Record<string, string> = {}) {
  setEnvironment(environment);
  const variable = `${worker.toUpperCase()}_DATABASE_URL`;
  const hasDatabase = existsSync(resolve(root, 'prisma', worker, 'schema.prisma'));
  const database = hasDatabase ? await databaseFor(worker, addressOf(variable)) : undefined;
  if (database) setEnvironment({ [variable]: database });
  if (worker === 'catalog') {
    const mongo = new URL(addressOf('MONGO_URL'));
    mongo.pathname = `/${namespace}`;
    setEnvironment({ MONGO_URL: mongo.href });
  }

  const broker = openBroker(brokerUrl(worker), `${worker} test`);
  const ear = `${namespace}.ear`;
  const all: Message[] = [];
  const hearers = new Set<() => void>();
  await broker.withChannel(async (channel) => {
    await channel.assertExchange(EXCHANGE, 'topic', { durable: true });
    await channel.assertQueue(ear, { durable: false, autoDelete: true });
    await channel.bindQueue(ear, EXCHANGE, '#');
  });
  broker.consume(ear, 1000, (delivery) => {
    all.push(...messagesOf(delivery.body));
    delivery.ack();
    for (const hearer of hearers) hearer();
  });
  const gateway = await signer(gatewayKey, 'gateway');

  return {
    namespace,
    database,
    broker,
    /** Everything told so far, in order. */
    told: all,

    /** Starts the worker in this process; stores beyond PostgreSQL are migrated first. */
    async start(): Promise<void> {
      const own = resolve(root, 'workers', worker, 'migrate.ts');
      if (existsSync(own)) await ((await import(own)) as { migrate: () => Promise<void> }).migrate();
      await import(resolve(root, 'workers', worker, 'main.ts'));
    },

    /** Tells an event as its owner would. The same `id` again is a redelivery. */
    async tell<T extends EventType>(
      type: T,
      subject: string,
      version: number,
      data: z.input<(typeof events)[T]['schema']>,
      id: string = randomUUID(),
    ): Promise<string> {
      const body = envelope(events[type].owner, {
        id,
        type,
        subject,
        version,
        data: data as EventData<T>,
        trace: '',
        lane: 'now',
        at: new Date().toISOString(),
      });
      await broker.publish([{ exchange: EXCHANGE, key: type, id, body }]);
      return id;
    },

    /** Waits for an event of that type, past ones included. */
    heard<T extends EventType>(type: T, holds: (message: Message<T>) => boolean = () => true): Promise<Message<T>> {
      return new Promise((resolve_, reject) => {
        const look = () => {
          const found = all.find((message) => message.type === type && holds(message as Message<T>));
          if (!found) return;
          clearTimeout(timer);
          hearers.delete(look);
          resolve_(found as Message<T>);
        };
        const timer = setTimeout(() => {
          hearers.delete(look);
          reject(new Error(`no ${type} within ${WAIT_MS} ms; heard: ${all.map((message) => message.type).join(', ') || 'nothing'}`));
        }, WAIT_MS);
        hearers.add(look);
        look();
      });
    },

    /** The worker's own procedures, or those below `prefix`, called over HTTP with a gateway's token for `actor`; null is nobody. */
    call<C extends Contract>(contract: C, actor: Actor | null, prefix = ''): Client<C> {
      const call = callWorker(worker, listening(worker), async () =>
        actor ? gateway.sign({ sub: actor.id, kind: actor.kind, roles: actor.roles }, worker, 60) : undefined,
      );
      return Object.fromEntries(
        Object.entries(contract).map(([name, verb]) => [
          name,
          async (input: unknown) => verb.output.parse(await call(verb, prefix + name, input, { actor, client: 'test' })),
        ]),
      ) as Client<C>;
    },

    /** What came of `works`, which begin one after the other, each held up by what a transaction has `taken` that ends only when all of them wait. */
    heldUp<R>(taken: Parameters<typeof heldUp>[1], ...works: (() => Promise<R>)[]): Promise<PromiseSettledResult<R>[]> {
      if (!database) throw new Error(`${worker} keeps nothing in PostgreSQL`);
      return heldUp(database, taken, works);
    },

    async stop(): Promise<void> {
      await stopAll();
      await forgetHearers(broker, [worker]);
      await broker.close();
      if (database) await dropDatabase(database, addressOf(variable));
    },
  };
}

/** Looks until `look` gives something; for what no event tells. */
export async function until<R>(look: () => Promise<R | undefined | null | false>, what: string): Promise<R> {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`it did not come to this: ${what}`);
    await new Promise((resolve_) => setTimeout(resolve_, 20));
  }
}
