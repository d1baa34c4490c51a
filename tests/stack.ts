import { addressOf, gatewayKey, namespace, setEnvironment } from '@kontor/kit/testing/env';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { type Server, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Redis } from 'ioredis';
import { MongoClient } from 'mongodb';
import { type EventType, type Message, type Worker, workers } from '@kontor/contracts/events';
import { openBroker } from '@kontor/kit/broker';
import { messagesOf } from '@kontor/kit/messages';
import { databaseFor, dropDatabase } from '@kontor/kit/testing/database';
import { forgetHearers } from '@kontor/kit/testing/queues';
import { EXCHANGE } from '@kontor/kit/topology';
import { packedWeb } from '../deploy/local/web.mjs';
import { bare, forget, inherited } from '../scripts/child/env.ts';

const root = resolve(import.meta.dirname, '..');
const node = process.execPath;
const READY_MS = 120_000;

const children = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});
/** What still runs when this process ends, however that comes about, ends with it. */
function ours<Child extends ChildProcess>(child: Child): Child {
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** A process of the shop that a test can kill and start again. */
export type Part = {
  name: string;
  start(environment?: Record<string, string>): Promise<void>;
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** Stops it as a hung machine does, without a word, until `wake`. */
  pause(): void;
  wake(): void;
  died(): Promise<void>;
  output(): string;
};

const BLOCK = 32;

/**
 * Ports for the processes of one stack, from below the range that the system gives to outgoing connections and to `listen(0)`: a port
 * from there could be somebody else's by the time our process listens. The first port of the block stays open as the claim on it.
 */
async function ownPorts(count: number): Promise<number[]> {
  if (count >= BLOCK) throw new Error(`a block has ${BLOCK - 1} ports, ${count} were asked for`);
  const blocks = Array.from({ length: (32_768 - 16_384) / BLOCK }, (_, index) => 16_384 + index * BLOCK);
  for (let first = process.pid % blocks.length, tried = 0; tried < blocks.length; first = (first + 1) % blocks.length, tried += 1) {
    const [claim = 0, ...ports] = Array.from({ length: count + 1 }, (_, index) => (blocks[first] ?? 0) + index);
    const claimed = await opened(claim);
    if (!claimed) continue;
    const others = await Promise.all(ports.map(opened));
    await Promise.all(others.map((server) => server && new Promise((done) => server.close(done))));
    if (others.every((server) => server !== null)) {
      claimed.unref();
      return ports;
    }
    claimed.close();
  }
  throw new Error('no block of free ports is left');
}

function opened(port: number): Promise<Server | null> {
  const server = createServer();
  return new Promise((done) => {
    server.once('error', () => done(null));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => done(server));
  });
}

async function ready(address: string, running: () => boolean, name: string): Promise<void> {
  for (const deadline = Date.now() + READY_MS; Date.now() < deadline; ) {
    if (!running()) throw new Error(`${name} ended before it was ready`);
    const answer = await fetch(address, { signal: AbortSignal.timeout(3_000) }).catch(() => null);
    await answer?.body?.cancel();
    if (answer && answer.status < 500) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${name} was not ready within ${READY_MS / 1000} s`);
}

/** Runs a command to its end; its output is shown when it fails. */
export async function runToEnd(args: readonly string[], environment: Record<string, string>): Promise<string> {
  const child = spawn(node, args, { cwd: root, env: inherited(environment), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part.toString()));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}\n${output}`);
  return output;
}

/**
 * The whole shop as separate processes, on databases, queues, indices and ports of its own: nothing of a shop that runs beside it
 * is touched. With `split` each worker has a process of its own that can be killed; with `web` the built web is started too.
 */
export async function startStack({
  split = false,
  web = false,
  environment = {},
  reroute = (_variable, address) => address,
}: {
  split?: boolean;
  web?: boolean;
  environment?: Record<string, string>;
  /** Leads the way to a store elsewhere: over a wire, or to a server of the test's own. */
  reroute?: (variable: string, address: string) => string;
} = {}) {
  const logs = resolve(root, '.kontor/test/logs', namespace);
  mkdirSync(logs, { recursive: true });
  const [gateway = 0, shop = 0, ...ports] = await ownPorts(BLOCK - 1);
  const spare = ports.slice(workers.length);
  const databases: string[] = [];
  const values: Record<string, string> = {
    BFF_URL: `http://127.0.0.1:${gateway}`,
    SHOP_URL: `http://localhost:${shop}`,
    NEXTAUTH_URL: `http://localhost:${shop}`,
    NEXTAUTH_SECRET: 'a-secret-for-tests-only-0123456789',
    WEB_GATEWAY_SECRET: 'a-secret-for-tests-only-0123456789',
    ORDER_LINK_SECRET: 'a-secret-for-tests-only-0123456789',
    PSP_SECRET_KEY: 'psp-key-for-tests-only',
    PSP_WEBHOOK_SECRET: 'psp-webhook-secret-for-tests-only',
    CARRIER_API_KEY: 'carrier-key-for-tests-only',
    CARRIER_WEBHOOK_SECRET: 'carrier-webhook-secret-for-tests-only',
    CARRIER_DISPATCH_AFTER_MS: '300',
    CARRIER_DELIVER_AFTER_MS: '600',
    DEMO_PASSWORD: 'correct-horse-battery',
    REQUESTS_PER_MINUTE: '1000000',
    LOG_LEVEL: 'info',
    ...environment,
  };
  for (const [index, name] of workers.entries()) {
    const variable = `${name.toUpperCase()}_DATABASE_URL`;
    values[`${name.toUpperCase()}_URL`] = `http://127.0.0.1:${ports[index]}`;
    if (name === 'catalog') continue;
    const own = await databaseFor(name, addressOf(variable));
    databases.push(own);
    values[variable] = reroute(variable, own);
  }
  const databaseOf = (variable: string, name: string) => reroute(variable, Object.assign(new URL(addressOf(variable)), { pathname: `/${name}` }).href);
  values['MONGO_URL'] = databaseOf('MONGO_URL', namespace);
  values['REDIS_CACHE_URL'] = databaseOf('REDIS_CACHE_URL', String((process.pid % 15) + 1));
  const cache = new Redis(values['REDIS_CACHE_URL']);
  await cache.flushdb();
  cache.disconnect();
  setEnvironment(values);
  // Each process learns the gateway's keys from the gateway itself, as in production.
  forget(['GATEWAY_JWKS']);

  function part(name: string, args: readonly string[], readiness: () => string, surroundings = () => inherited(values)): Part {
    let child: ChildProcess | undefined;
    const file = resolve(logs, `${name}.log`);
    const running = () => child !== undefined && child.exitCode === null && child.signalCode === null;
    const gone = async () => {
      if (child && running()) await once(child, 'exit');
    };
    return {
      name,
      async start(more = {}) {
        // Straight into the file: what a process said is there even if it was killed in the middle of it.
        const log = openSync(file, 'a');
        child = ours(spawn(node, args, { cwd: root, env: { ...surroundings(), ...more }, stdio: ['ignore', log, log] }));
        closeSync(log);
        await ready(readiness(), running, name).catch((error: Error) => {
          throw new Error(`${error.message}\n${readFileSync(file, 'utf8').slice(-2000)}`);
        });
      },
      async kill() {
        child?.kill('SIGKILL');
        await gone();
      },
      async stop() {
        child?.kill('SIGTERM');
        await gone();
      },
      pause: () => void child?.kill('SIGSTOP'),
      wake: () => void child?.kill('SIGCONT'),
      died: gone,
      output: () => readFileSync(file, 'utf8'),
    };
  }

  const simulators = await startSimulatorProcess(logs, values);
  Object.assign(values, simulators.addresses);
  setEnvironment(values);

  // The databases were copied from templates that are migrated already.
  await runToEnd(['scripts/migrate.ts', '--but-databases'], values);
  const parts = new Map<string, Part>();
  if (split)
    for (const name of workers)
      parts.set(
        name,
        part(name, [`workers/${name}/main.ts`], () => `${values[`${name.toUpperCase()}_URL`]}/readyz`),
      );
  else
    parts.set(
      'workers',
      part('workers', ['scripts/workers.ts'], () => `${values['NOTIFICATION_URL']}/readyz`),
    );
  parts.set(
    'gateway',
    part('gateway', ['bff/main.ts'], () => `${values['BFF_URL']}/readyz`),
  );
  // As it is pushed: from a folder that holds nothing else, with nothing but what its space gives it.
  const pushed = mkdtempSync(join(tmpdir(), 'web-'));
  if (web) cpSync(packedWeb, pushed, { recursive: true });
  if (web)
    parts.set(
      'web',
      part(
        'web',
        [join(pushed, 'web/server.js')],
        () => `http://127.0.0.1:${shop}/readyz`,
        () => spaceOf(shop, values),
      ),
    );

  const broker = openBroker(addressOf('RABBITMQ_URL'), 'stack');
  const told: Message[] = [];
  const lags: number[] = [];
  const ear = `${namespace}.ear`;
  await broker.withChannel(async (channel) => {
    await channel.assertExchange(EXCHANGE, 'topic', { durable: true });
    await channel.assertQueue(ear, { durable: false, autoDelete: true });
    await channel.bindQueue(ear, EXCHANGE, '#');
  });
  broker.consume(ear, 1000, (delivery) => {
    delivery.ack();
    try {
      for (const message of messagesOf(delivery.body)) {
        told.push(message);
        lags.push(Date.now() - Date.parse(message.time));
      }
    } catch {
      // A test may publish what nobody can read; that is for the hearers to deal with.
    }
  });

  await Promise.all([...parts.values()].map((one) => one.start())).catch(async (error: unknown) => {
    // What did start would outlive a test that never got its stack.
    await Promise.all([...[...parts.values()].map((one) => one.kill()), simulators.stop(), broker.close()]);
    throw error;
  });

  return {
    namespace,
    values,
    told,
    /** Of each event told, in the same order: milliseconds from its row in the outbox to a hearer. */
    lags,
    databases,
    /** A process by its name: a worker's (split), `workers`, `gateway` or `web`. */
    part(name: Worker | 'workers' | 'gateway' | 'web'): Part {
      const found = parts.get(name);
      if (!found) throw new Error(`this stack has no process ${name}`);
      return found;
    },
    /** One more process of a worker or the gateway beside its first, with an address of its own: it shares queues, relay and asks with it. */
    second(name: Worker | 'gateway'): Part & { address: string } {
      const address = `http://127.0.0.1:${spare.shift() ?? 0}`;
      const [file, variable] = name === 'gateway' ? ['bff/main.ts', 'BFF_URL'] : [`workers/${name}/main.ts`, `${name.toUpperCase()}_URL`];
      const one = part(
        `${name}-second`,
        [file],
        () => `${address}/readyz`,
        () => inherited({ ...values, [variable]: address }),
      );
      parts.set(`${one.name} ${address}`, one);
      return { ...one, address };
    },
    /** One more instance of the web on the same gateway and cache, as a space has several. */
    secondWeb(): { instance: Part; address: string } {
      const port = spare.shift() ?? 0;
      const address = `http://127.0.0.1:${port}`;
      const instance = part(
        'web-second',
        [join(pushed, 'web/server.js')],
        () => `${address}/readyz`,
        () => spaceOf(port, values),
      );
      parts.set(instance.name, instance);
      return { instance, address };
    },
    /** Events about one subject, in the order they were told. */
    toldOf: (subject: string): EventType[] => told.filter((message) => message.subject === subject).map(({ type }) => type),
    import: (file: string) => runToEnd(['scripts/import.ts', file], values),
    /** The demo shopper and the demo member of staff. */
    openAccounts: () => runToEnd(['scripts/demo-accounts.ts'], values),
    gatewayKey,
    async stop(): Promise<void> {
      await Promise.all([...parts.values()].reverse().map((one) => one.stop()));
      await simulators.stop();
      rmSync(pushed, { recursive: true });
      await forgetHearers(broker, [...workers, 'gateway']);
      await broker.close();
      for (const database of databases) await dropDatabase(database, database);
      // A second stack of the same file would find its goods there already, and nobody would be told of them.
      const mongo = await MongoClient.connect(values['MONGO_URL'] ?? '');
      await mongo.db().dropDatabase();
      await mongo.close();
    },
  };
}
export type Stack = Awaited<ReturnType<typeof startStack>>;

/** All that a Cloud Foundry space gives the web: an address and its bound services. */
function spaceOf(port: number, values: Record<string, string>): NodeJS.ProcessEnv {
  const cache = new URL(values['REDIS_CACHE_URL'] ?? '');
  const own = ['BFF_URL', 'SHOP_URL', 'NEXTAUTH_SECRET', 'WEB_GATEWAY_SECRET'].map((name) => [name, values[name]] as const);
  const services = {
    'a-redis': [
      {
        name: 'shop-redis-cache',
        binding_name: 'redis-cache',
        credentials: { host: cache.hostname, port: cache.port, username: cache.username, password: cache.password, database: cache.pathname.slice(1) },
      },
    ],
    'user-provided': [{ name: 'web', credentials: Object.fromEntries(own) }],
  };
  return bare({ PORT: String(port), HOSTNAME: '0.0.0.0', VCAP_SERVICES: JSON.stringify(services) });
}

async function startSimulatorProcess(logs: string, values: Record<string, string>) {
  const environment = inherited({
    ...values,
    PSP_PORT: '0',
    CARRIER_PORT: '0',
    MAILBOX_PORT: '0',
    SMTP_PORT: '0',
    VIES_PORT: '0',
    SIMULATOR_DATA: resolve(logs, 'simulators'),
  });
  const child = ours(spawn(node, ['simulators/main.ts'], { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'inherit'] }));
  const line = await new Promise<string>((done, failed) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const end = text.indexOf('\n');
      if (end >= 0) done(text.slice(0, end));
    });
    child.once('exit', () => failed(new Error('the simulators ended at once')));
  });
  const { psp, carrier, mailbox, smtp, vies } = JSON.parse(line) as Record<'psp' | 'carrier' | 'mailbox' | 'smtp' | 'vies', string>;
  return {
    addresses: { PSP_URL: psp, CARRIER_URL: carrier, MAILBOX_URL: mailbox, SMTP_URL: smtp, VIES_URL: vies },
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
