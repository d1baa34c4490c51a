import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
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

export async function dropDatabase(database: string, url: string): Promise<void> {
  await on(at(url, 'postgres'), async (client) => void (await client.query(`drop database if exists "${new URL(database).pathname.slice(1)}" with (force)`)));
}
