import type { AnyTRPCRouter } from '@trpc/server';
import { z } from 'zod';
import type { Worker } from '@kontor/contracts/events';
import { accept } from './answers.ts';
import { type Askings, runAsks } from './asks.ts';
import { openBroker } from './broker.ts';
import { base, environment, portOf } from './env.ts';
import { serveRouter } from './door.ts';
import { bytesOf, openServer, takeBytes } from './http.ts';
import { bearerOf, verifier } from './identity.ts';
import { hear, type Hears } from './inbox.ts';
import type { Journal, Told } from './journal.ts';
import { log } from './log.ts';
import { relay } from './outbox.ts';
import { atStop, guardProcess } from './process.ts';
import { type AboutOrder, journalApi } from './records/api.ts';
import { permit, t } from './rpc.ts';
import { tellAllTo } from './telling.ts';
import { declareHearer } from './topology.ts';

export type WorkerParts<Tx> = {
  name: Worker;
  /** the worker's own address; its port is the one it listens on */
  url: string;
  journal: Journal<Tx>;
  api?: AnyTRPCRouter;
  hears?: Hears<Tx>;
  asks?: Askings<Tx>;
  /** The current state as events, for a hearer that starts new or a projection that is built again. */
  retell?: () => AsyncIterable<Told & { version: number }>;
  /** What a provider sends us: the bytes as they came and the headers. Answers 200 once stored; a `Refusal` says why not. */
  webhook?: (body: Buffer, headers: Record<string, unknown>) => Promise<void>;
  /** What this worker adds to what its outbox and asks say about an order. */
  about?: AboutOrder;
  /** Anything else this worker needs to be ready. */
  checks?: Record<string, () => Promise<unknown>>;
  /** Public keys this worker signs with, served at /jwks. */
  jwks?: () => Promise<unknown>;
  bodyLimit?: number;
  /** How long the first message of a batch waits for others; for a worker whose hearing nobody waits for. */
  gatherMs?: number;
  close?: () => Promise<void>;
};

const Retelling = z.object({ queue: z.string().min(1).max(100) });

/** Runs one worker until the process is told to stop: its door, its ears, its relay and its asks. */
export async function run<Tx>(parts: WorkerParts<Tx>): Promise<{ stop(): Promise<void>; address: string }> {
  const { name, journal, hears = {}, asks = {} } = parts;
  const broker = openBroker(brokerUrl(name), name);
  const app = openServer(name, { store: journal.ping, broker: broker.ping, ...parts.checks }, parts.bodyLimit);
  const actorOf = gatewayTokens(name);

  const past = t.router({ journal: journalApi(name, journal, broker, asks, parts.about) });
  await serveRouter(app, parts.api ? t.mergeRouters(parts.api, past) : past, async ({ headers }) => ({
    actor: await actorOf(bearerOf(headers.authorization)),
    client: String(headers['x-kontor-client'] ?? ''),
  }));
  if (parts.jwks) app.get('/jwks', parts.jwks);
  const { webhook, retell } = parts;
  if (webhook) {
    await app.register(async (scope) => {
      takeBytes(scope);
      scope.post('/webhook', async (request) => {
        await webhook(bytesOf(request), request.headers);
        return { received: true };
      });
    });
  }
  if (retell) {
    app.post('/retell', async (request) => {
      permit('staff:operations', await actorOf(bearerOf(request.headers.authorization)));
      const { queue } = accept(Retelling, request.body);
      return { told: await tellAllTo(broker, name, queue, retell()) };
    });
  }

  await declareHearer(broker, name, Object.keys(hears));
  const stops = [relay(name, journal, broker), hear(name, journal, broker, hears, parts.gatherMs), runAsks(name, journal, asks)];
  const address = await app.listen({ port: portOf(parts.url), host: base.HOSTNAME });
  addresses.set(name, address);
  log.info({ name, address }, 'ready');

  let stopping: Promise<void> | undefined;
  const stop = () =>
    (stopping ??= (async () => {
      await app.close();
      await Promise.all(stops.map((one) => one()));
      await broker.close();
      await parts.close?.();
      await journal.close();
    })());
  atStop(name, stop);
  guardOnce();
  return { stop, address };
}

const addresses = new Map<string, string>();
/** Where a worker of this process listens. */
export function listening(name: string): string {
  const address = addresses.get(name);
  if (!address) throw new Error(`${name} does not run in this process`);
  return address;
}

/** The broker's address: a worker's own, so that each can have a user of its own, else the common one. */
export function brokerUrl(name: string): string {
  const own = `${name.toUpperCase()}_RABBITMQ_URL`;
  const read = environment({ [own]: z.url().optional(), RABBITMQ_URL: z.url().optional() });
  const url = read[own] ?? read['RABBITMQ_URL'];
  if (typeof url !== 'string') throw new Error(`The environment is not complete: RABBITMQ_URL. Set it, or bind a service of that name.`);
  return url;
}

/** Verifies the gateway's tokens for one worker; a worker believes nobody else. */
export const gatewayTokens = (name: string) => verifier({ jwks: base.GATEWAY_JWKS ?? new URL(`${base.BFF_URL}/jwks`), issuer: 'gateway', audience: name });

let guarded = false;
function guardOnce(): void {
  if (guarded) return;
  guarded = true;
  guardProcess();
}
