import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { workers, type Worker } from '@kontor/contracts/events';
import { openBroker } from '@kontor/kit/broker';
import { brokerUrl } from '@kontor/kit/worker';
import { declareHearer } from '@kontor/kit/topology';
import { prisma } from './prisma.ts';

const root = resolve(import.meta.dirname, '..');
const has = (path: string) => existsSync(resolve(root, path));

/** Applies what is not yet applied to the database of a worker; says only what changed. */
export async function migrateDatabase(worker: string): Promise<void> {
  const said = await prisma(worker, ['migrate', 'deploy']);
  const applied = /following migration(?:\(s\) have|s have|.* has) been applied/i.test(said);
  if (applied) console.log(`${worker}: database migrated`);
}

/** Declares every hearer's queues; only then may anything be published. */
export async function declareTopology(): Promise<void> {
  for (const worker of workers) {
    if (!has(`workers/${worker}/events.ts`)) continue;
    const { hears } = (await import(`../workers/${worker}/events.ts`)) as { hears: Record<string, unknown> };
    const broker = openBroker(brokerUrl(worker), 'migrate');
    await declareHearer(broker, worker, Object.keys(hears));
    await broker.close();
  }
}

/** Databases, then what workers keep elsewhere (MongoDB, OpenSearch), then the broker's queues. Safe to repeat and to run twice at once. */
export async function migrate(named: readonly Worker[] = workers): Promise<void> {
  for (const worker of named.filter((name) => has(`prisma/${name}/schema.prisma`))) await migrateDatabase(worker);
  for (const worker of named.filter((name) => has(`workers/${name}/migrate.ts`))) {
    const { migrate: own } = (await import(`../workers/${worker}/migrate.ts`)) as { migrate: () => Promise<void> };
    await own();
  }
}

if (import.meta.main) {
  await migrate();
  await declareTopology();
  console.log('migrated');
  process.exit(0);
}
