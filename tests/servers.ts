import { namespace, setEnvironment } from '@kontor/kit/testing/env';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openFolders } from '../deploy/local/folders.mjs';
import { command } from '../deploy/local/mongo-wire.mjs';
import { mongodb } from '../deploy/local/mongodb.mjs';
import { postgres } from '../deploy/local/postgres.mjs';
import { stopProcess } from '../deploy/local/processes.mjs';
import { startServices } from '../deploy/local/services.mjs';
import { forget } from '../scripts/child/env.ts';

// Servers of a test's own, for what must not happen to those that all tests share. Call these before the stack is started.

/** A PostgreSQL whose addresses the environment has from now on; `crash` ends it without a goodbye, `restart` lets it come back. */
export async function ownPostgres() {
  const folders = openFolders(resolve('.kontor/test/own', namespace));
  forget(postgres.variables);
  const running = await startServices({ dataDir: folders.data, only: ['postgres'] });
  const started = running.env as Record<string, string>;
  setEnvironment(Object.fromEntries(postgres.variables.map((variable: string) => [variable, started[variable] ?? ''])));
  const end = (signal: string) => stopProcess(folders, 'postgres', { signal, grace: 20_000 });
  return {
    shutDown: () => end('SIGINT'),
    crash: () => end('SIGQUIT'),
    restart: () => running.watched[0]?.restart(),
    async stop(): Promise<void> {
      await running.stop();
      rmSync(folders.data, { recursive: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

/** A MongoDB, a replica set of one, whose address the environment has from now on. */
export async function ownMongo() {
  const data = mkdtempSync(join(tmpdir(), 'mongo-'));
  const port = await freePort();
  const found = mongodb.find(openFolders());
  if (!found) throw new Error('there is no mongod on this machine: npm start fetches one');
  const args = ['--dbpath', data, '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket', '--wiredTigerCacheSizeGB', '0.25', '--replSet', 'rs0'];
  const child: ChildProcess = spawn(found.server, [...args, '--quiet'], { stdio: 'ignore' });
  const ask = (asked: object): Promise<Record<string, unknown>> => command(port, asked);
  const isPrimary = async () => (await ask({ hello: 1 }).catch(() => null))?.['isWritablePrimary'] === true;
  const writable = async () => {
    while (!(await isPrimary())) await pause(100);
  };
  while (!(await ask({ hello: 1 }).catch(() => null))) await pause(100);
  await ask({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: `127.0.0.1:${port}` }] } });
  await writable();
  setEnvironment({ MONGO_URL: `mongodb://127.0.0.1:${port}/catalog?replicaSet=rs0` });
  return {
    /** Takes no writes for so many seconds, then asks to be elected again. */
    stepDown: async (seconds: number) => void (await ask({ replSetStepDown: seconds, secondaryCatchUpPeriodSecs: 0, force: true })),
    writable,
    async stop(): Promise<void> {
      child.kill('SIGKILL');
      await once(child, 'exit');
      rmSync(data, { recursive: true });
    },
  };
}
