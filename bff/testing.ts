import { gatewayKey, setEnvironment } from '@kontor/kit/testing/env';
import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { type EventData, type EventType, type Worker, workers } from '@kontor/contracts/events';
import type { Contract } from '@kontor/contracts/verb';
import { openBroker } from '@kontor/kit/broker';
import { serveRouter } from '@kontor/kit/door';
import { openServer } from '@kontor/kit/http';
import { bearerOf, signer } from '@kontor/kit/identity';
import { envelope } from '@kontor/kit/messages';
import { type Context, type Handlers, serve } from '@kontor/kit/rpc';
import { until } from '@kontor/kit/testing';
import { forgetHearers } from '@kontor/kit/testing/queues';
import { EXCHANGE } from '@kontor/kit/topology';
import { brokerUrl, gatewayTokens } from '@kontor/kit/worker';

const SECRET = 'a-secret-for-tests-only-0123456789';
const privateKey = () => JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }));

/** Signs as the user worker does, and as somebody else would. */
export const userSigner = await signer(privateKey(), 'user');
export const strangerSigner = await signer(privateKey(), 'user');

export type Asked = { context: Context; token: string };
/** A small worker in the place of a real one: a few procedures of its contract, and a list of who asked. */
export async function standIn<C extends Contract>(name: Worker, contract: C, handlers: Handlers<C>, more: (app: FastifyInstance) => void = () => {}) {
  const asked: Asked[] = [];
  const app = openServer(name, {});
  const actorOf = gatewayTokens(name);
  more(app);
  await serveRouter(app, serve(contract, handlers), async ({ headers }) => {
    const token = bearerOf(headers.authorization);
    const context = { actor: await actorOf(token), client: String(headers['x-kontor-client']) };
    asked.push({ context, token: token ?? '' });
    return context;
  });
  return { name, address: await app.listen({ port: 0, host: '127.0.0.1' }), asked, close: () => app.close() };
}

/** The gateway as a process of its own in front of stand-ins; workers without one are away. */
export async function startGateway(standIns: { name: Worker; address: string; close(): Promise<unknown> }[], environment: Record<string, string> = {}) {
  const away = Object.fromEntries(workers.map((name) => [`${name.toUpperCase()}_URL`, 'http://127.0.0.1:9']));
  const here = Object.fromEntries(standIns.map(({ name, address }) => [`${name.toUpperCase()}_URL`, address]));
  setEnvironment({ ...away, ...here, WEB_GATEWAY_SECRET: SECRET, GATEWAY_SIGNING_KEY: gatewayKey, LOG_LEVEL: 'info', CLOCK_MOVABLE: '', ...environment });
  const child: ChildProcess = spawn(process.execPath, ['--trace-deprecation', resolve(import.meta.dirname, 'main.ts')], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => (output += part.toString()));
  const exit = once(child, 'exit') as Promise<[number | null, string | null]>;
  const address = await until(
    async () => /"address":"([^"]+)"/.exec(output)?.[1] ?? (child.exitCode === null ? null : Promise.reject(new Error(output))),
    'the gateway is ready',
  );
  const broker = openBroker(brokerUrl('gateway'), 'gateway test');

  return {
    address,
    exit,
    output: () => output,
    terminate: () => child.kill('SIGTERM'),
    /** Asks the gateway; `client` is the person's address as the web signs it. */
    fetch: (
      path: string,
      { client = randomUUID() as string, headers = {}, ...options }: RequestInit & { client?: string; headers?: Record<string, string> } = {},
    ) => fetch(`${address}${path}`, { ...options, headers: { 'x-kontor-client': signedClient(client), ...headers } }),
    /** Tells an event as its owner would. */
    tell<T extends EventType>(type: T, subject: string, data: EventData<T>, key: string = type): Promise<void> {
      const id = randomUUID();
      return broker.publish([
        {
          exchange: EXCHANGE,
          key,
          id,
          mandatory: false,
          body: envelope('test', { id, type, subject, version: 1, data, trace: '', lane: 'now', at: new Date().toISOString() }),
        },
      ]);
    },
    async stop(): Promise<void> {
      if (child.exitCode === null) child.kill('SIGTERM');
      await exit;
      await forgetHearers(broker, ['gateway']);
      await broker.close();
      await Promise.all(standIns.map((one) => one.close()));
    },
  };
}

const signedClient = (address: string): string => `${address};${createHmac('sha256', SECRET).update(address).digest('hex')}`;
