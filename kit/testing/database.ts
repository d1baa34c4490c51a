import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';
import { namespace } from './env.ts';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
const at = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href;

async function on<R>(url: string, work: (client: pg.Client) => Promise<R>): Promise<R> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function migrationsHash(worker: string): string {
  const folder = resolve(root, 'prisma', worker, 'migrations');
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true }).map(String).sort())
    if (name.endsWith('.sql')) hash.update(name).update(readFileSync(resolve(folder, name)));
  return hash.digest('hex').slice(0, 12);
}

/** A fresh database for one test file: copied from a template that is migrated once per set of migrations. Gives its address. */
export async function databaseFor(worker: string, url: string): Promise<string> {
  const template = `${worker}_template_${migrationsHash(worker)}`;
  const name = `${worker}_${namespace}`;
  await on(at(url, 'postgres'), async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [template]);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (!rowCount) {
      const making = `${template}_making`;
      await client.query(`drop database if exists "${making}" with (force)`);
      await run(process.execPath, [resolve(root, 'scripts/migrate-one.ts'), worker, at(url, making)], { cwd: root });
      await client.query(`alter database "${making}" rename to "${template}"`);
    }
    await client.query(`create database "${name}" template "${template}"`);
  });
  return at(url, name);
}

const LOOK_MS = 20;
const WAIT_MS = 15_000;
const WAITING = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;

/** Begins `works` one after the other while a transaction that ran `taken` holds up each of them; then commits it and gives what came of them. */
export const heldUp = <R>(database: string, taken: readonly (readonly [sql: string, ...values: unknown[]])[], works: readonly (() => Promise<R>)[]) =>
  on(database, (holder) =>
    on(database, async (watcher): Promise<PromiseSettledResult<R>[]> => {
      await holder.query('begin');
      for (const [sql, ...values] of taken) await holder.query(sql, values);
      const begun: Promise<PromiseSettledResult<R>[]>[] = [];
      for (const work of works) {
        begun.push(Promise.allSettled([work()]));
        const deadline = Date.now() + WAIT_MS;
        while (((await watcher.query(WAITING)).rowCount ?? 0) < begun.length) {
          if (Date.now() > deadline) throw new Error(`only ${begun.length - 1} were held up`);
          await pause(LOOK_MS);
        }
      }
      await holder.query('commit');
      return (await Promise.all(begun)).flat();
    }),
  );

const NOT_OURS = '42501';

/** Ends who is connected and drops the database. A worker of the server's own that vacuums it just then is nobody we may end: it is waited for. */
export async function dropDatabase(database: string, url: string): Promise<void> {
  const drop = `drop database if exists "${new URL(database).pathname.slice(1)}" with (force)`;
  await on(at(url, 'postgres'), async (client) => {
    for (const deadline = Date.now() + WAIT_MS; ; await pause(LOOK_MS)) {
      try {
        return void (await client.query(drop));
      } catch (error) {
        if ((error as { code?: string }).code !== NOT_OURS || Date.now() > deadline) throw error;
      }
    }
  });
}
