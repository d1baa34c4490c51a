import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';

const CHAR = 18;
const TEXT = 25;

// PostgreSQL's error codes, and Prisma's for the same.
const prismaCodes = { '3D000': 'P1003', '28P01': 'P1000', 28000: 'P1000', '42P04': 'P1009' };

/** Connects to, makes or drops the database of an address, as the command line's `cli` commands ask. Throws with Prisma's code. */
export async function manageDatabase(command, address) {
  if (!address) throw new Error('No database address was given. Set datasource.url in prisma.config.ts.');
  const url = new URL(address);
  const name = pg.escapeIdentifier(decodeURIComponent(url.pathname.slice(1)));
  const statements = {
    'can-connect-to-database': 'SELECT 1',
    'create-database': `CREATE DATABASE ${name}`,
    'drop-database': `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`,
  };
  const statement = statements[command];
  if (!statement) throw new Error(`The offline schema engine has no command ${command}.`);
  if (command !== 'can-connect-to-database') url.pathname = '/postgres';
  try {
    await run(connection(url), [statement]);
  } catch (error) {
    throw Object.assign(error, { prismaCode: prismaCodes[error.code] ?? 'P1001' });
  }
}

/** What the engine reaches the database with. Without an address (generate, validate) it connects to nothing until asked to. */
export async function openAdapter(address) {
  readCharAsText();
  const url = new URL(address ?? 'postgresql://localhost/none');
  const schema = url.searchParams.get('schema') ?? 'public';
  const config = connection(url);
  if (schema !== 'public') config.options = `-c search_path=${pg.escapeIdentifier(schema)}`;
  const ensureSchema = `CREATE SCHEMA IF NOT EXISTS ${pg.escapeIdentifier(schema)}`;
  if (address && schema !== 'public') await run(config, [ensureSchema]);

  class Factory extends PrismaPg {
    // The adapter's own shadow database is dropped while its connections are still open, which PostgreSQL refuses.
    async connectToShadowDb() {
      const database = `prisma_shadow_${randomUUID()}`;
      await run(config, [`CREATE DATABASE "${database}"`]);
      await run({ ...config, database }, [ensureSchema]);
      const shadow = await new PrismaPg({ ...config, database }, { schema }).connect();
      const close = shadow.dispose.bind(shadow);
      shadow.dispose = async () => {
        await close();
        await run(config, [`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`]);
      };
      return shadow;
    }
  }
  return bindMigrationAwareSqlAdapterFactory(new Factory(config, { schema }));
}

/**
 * Parts of an address, never the address whole: the adapter names the shadow database beside it, pg lets the address
 * win, and what was meant for the shadow would happen to the real database.
 */
function connection(url) {
  const mode = url.searchParams.get('sslmode');
  return {
    host: url.searchParams.get('host') ?? url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    ssl: mode === 'verify-full' || (mode === 'require' && { rejectUnauthorized: false }),
  };
}

async function run(config, statements) {
  const client = new pg.Client(config);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The adapter does not know the one-byte type "char" of PostgreSQL's own tables, which the engine reads: it is text to us. */
function readCharAsText() {
  const addFields = pg.Result.prototype.addFields;
  pg.Result.prototype.addFields = function (fields) {
    for (const field of fields) if (field.dataTypeID === CHAR) field.dataTypeID = TEXT;
    return addFields.call(this, fields);
  };
}
