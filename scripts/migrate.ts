import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { workers, type Worker } from '@kontor/contracts/events';
import { type Broker, openBroker } from '@kontor/kit/broker';
import { environment } from '@kontor/kit/env';
import { brokerUrl } from '@kontor/kit/worker';
import { declareHearer } from '@kontor/kit/topology';
import { prisma } from './prisma.ts';

const root = resolve(import.meta.dirname, '..');
const has = (path: string) => existsSync(resolve(root, path));

/** Applies what is not yet applied to the database of a worker; says only what changed. */
async function migrateDatabase(worker: string): Promise<void> {
  const said = await prisma(worker, ['migrate', 'deploy']);
  const applied = /following migration(?:\(s\) have|s have|.* has) been applied/i.test(said);
  if (applied) console.log(`${worker}: database migrated`);
}

/** The gateway hears too: it makes cached pages old. */
const hearers = [
  ...workers.filter((name) => has(`workers/${name}/events.ts`)).map((name) => ({ name, events: `../workers/${name}/events.ts` })),
  { name: 'gateway', events: '../bff/events.ts' },
];

/** Declares every hearer's queues; only then may anything be published. One connection for each address of the broker. */
async function declareTopology(): Promise<void> {
  const { RABBITMQ_URL } = environment({ RABBITMQ_URL: z.url().optional() });
  // Read before connecting: loading the workers' code would make the broker wait.
  const declared = await Promise.all(
    hearers.map(async ({ name, events }) => ({ name, types: Object.keys(((await import(events)) as { hears: Record<string, unknown> }).hears) })),
  );
  const brokers = new Map<string, Broker>();
  const brokerAt = (url: string) => {
    const broker = brokers.get(url) ?? openBroker(url, 'migrate');
    brokers.set(url, broker);
    return broker;
  };
  try {
    await Promise.all(declared.map(({ name, types }) => declareHearer(brokerAt(RABBITMQ_URL ?? brokerUrl(name)), name, types)));
  } finally {
    await Promise.all([...brokers.values()].map((broker) => broker.close()));
  }
}

/** The databases of all workers, two at a time. */
async function migrateDatabases(named: readonly Worker[] = workers): Promise<void> {
  const waiting = named.filter((name) => has(`prisma/${name}/schema.prisma`));
  const lane = async () => {
    for (let worker = waiting.shift(); worker; worker = waiting.shift()) await migrateDatabase(worker);
  };
  await Promise.all([lane(), lane()]);
}

/** What workers keep elsewhere: validators and indexes of MongoDB, templates and aliases of OpenSearch. */
async function migrateOthers(named: readonly Worker[] = workers): Promise<void> {
  for (const worker of named.filter((name) => has(`workers/${name}/migrate.ts`))) {
    const { migrate } = (await import(`../workers/${worker}/migrate.ts`)) as { migrate: () => Promise<void> };
    await migrate();
  }
}

// Databases, the other stores, then the broker's queues. Safe to repeat and to run twice at once.
if (import.meta.main) {
  if (!process.argv.includes('--but-databases')) await migrateDatabases();
  await migrateOthers();
  await declareTopology();
  console.log('migrated');
  process.exit(0);
}
