import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { log } from './log.ts';
import { PipeliningClient } from './pipelining.ts';
import type { Client, Sql } from './postgres.ts';

const POOL = 10;
const CONNECT_MS = 2_000;
/** A transaction that takes longer has stuck: its connection is closed, and PostgreSQL rolls back. */
const LONGEST_MS = 15_000;

const names = new Map<string, string>();
const KEPT_NAMES = 1_000;

/** A statement's name from its text; the few that we write are hashed once. Under a name PostgreSQL plans it once per connection. */
function nameOf(sql: string): string {
  const known = names.get(sql);
  if (known) return known;
  const name = createHash('sha1').update(sql).digest('base64url');
  if (names.size < KEPT_NAMES) names.set(sql, name);
  return name;
}

/** What Prisma makes of a column, for the one type that pg makes something else of. */
const types: pg.CustomTypesConfig = { getTypeParser: (oid) => (oid === pg.types.builtins.INT8 ? BigInt : pg.types.getTypeParser(oid)) };

type Connection = Pick<pg.ClientBase, 'query'>;

function sqlOn(connection: () => Connection): Sql {
  const run = (text: string, values: unknown[]) => connection().query<pg.QueryResultRow>({ name: nameOf(text), text, values, types });
  return {
    $queryRawUnsafe: async <R>(text: string, ...values: unknown[]) => (await run(text, values)).rows as R,
    $executeRawUnsafe: async (text, ...values) => (await run(text, values)).rowCount ?? 0,
  };
}

const ENDS = new Set(['BEGIN', 'COMMIT', 'ROLLBACK']);
const joining = new AsyncLocalStorage<Connection>();

/** Prisma's adapter on a pool of ours: a transaction that Prisma begins inside one of ours is a part of it, and neither begins nor ends. */
class JoiningAdapter extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const begin = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolationLevel) => {
      const ours = joining.getStore();
      if (!ours) return begin(isolationLevel);
      const lent = {
        query: async (query: pg.QueryConfig) => (ENDS.has(query.text) ? { rowCount: 0 } : ours.query(query)),
        on: () => undefined,
        removeListener: () => undefined,
        release: () => undefined,
      };
      const onOurs = Object.create(adapter, { client: { value: { connect: async () => lent } } }) as typeof adapter;
      return (Object.getPrototypeOf(adapter) as typeof adapter).startTransaction.call(onOurs, isolationLevel);
    };
    return adapter;
  }
}

type Models = Record<string, Record<string, (asked: unknown) => unknown>>;

/** Prisma's models in a transaction of ours, from their first use on: what Prisma does to begin costs as much as several short statements. */
function modelsOn<Tx>(connection: Connection, transact: Client<Tx>['$transaction']) {
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  let began: Promise<Tx> | undefined;
  let ended: Promise<void> | undefined;
  const begin = () =>
    (began ??= new Promise<Tx>((resolve, reject) => {
      const hold = (tx: Tx) => {
        resolve(tx);
        return over;
      };
      ended = joining.run(connection, () => transact(hold, { timeout: LONGEST_MS }));
      ended.catch(reject);
    }));
  return {
    of: (model: string) => new Proxy({}, { get: (_target, method: string) => async (asked: unknown) => ((await begin()) as Models)[model]?.[method]?.(asked) }),
    async end(): Promise<void> {
      end();
      await ended;
    },
  };
}

/**
 * A worker's Prisma client whose raw statements and transactions go to the database as they are: by way of Prisma each costs as much as a
 * short query takes. Its models work as ever, in a transaction too, and whatever is asked is done in the order of asking.
 */
export function openClient<Tx extends Sql, C extends Client<Tx>>(Prisma: new (options: { adapter: PrismaPg }) => C, url: string): C {
  const config: pg.PoolConfig & { pipeline: true } = {
    connectionString: url,
    max: POOL,
    connectionTimeoutMillis: CONNECT_MS,
    pipeline: true,
    Client: PipeliningClient,
  };
  const pool = new pg.Pool(config);
  // A connection that breaks while nobody uses it is gone from the pool, and whoever asks next gets another.
  pool.on('error', (error) => log.warn({ error: error.message }, 'a database connection broke'));
  const client = new Prisma({ adapter: new JoiningAdapter(pool, { statementNameGenerator: ({ sql }) => nameOf(sql) }) });

  async function transaction<R>(work: (tx: Tx) => Promise<R>): Promise<R> {
    const connection = await pool.connect();
    let open = true;
    let broken: Error | undefined;
    const breaks = (error: Error) => {
      broken ??= error;
    };
    // Without a listener a connection that breaks ends the process.
    connection.on('error', breaks);
    const late = setTimeout(() => {
      breaks(new Error(`a transaction was not over after ${LONGEST_MS} ms`));
      void (connection as pg.PoolClient & pg.Client).end().catch(() => undefined);
    }, LONGEST_MS);
    const ours = sqlOn(() => {
      if (open) return connection;
      throw new Error('the transaction is over');
    });
    const models = modelsOn<Tx>(connection, (joined, options) => client.$transaction(joined, options));
    const tx = new Proxy(ours, { get: (target, name) => Reflect.get(target, name) ?? (typeof name === 'string' ? models.of(name) : undefined) }) as Tx;
    try {
      await connection.query('BEGIN');
      const result = await work(tx);
      await models.end();
      const { command } = await connection.query('COMMIT');
      if (command !== 'COMMIT') throw new Error('the transaction had failed before its end');
      return result;
    } catch (error) {
      await models.end().catch(() => undefined);
      await connection.query('ROLLBACK').catch(breaks);
      throw error;
    } finally {
      open = false;
      clearTimeout(late);
      connection.removeListener('error', breaks);
      connection.release(broken);
    }
  }

  const own = {
    ...sqlOn(() => pool),
    $transaction: transaction,
    $disconnect: async () => {
      await client.$disconnect();
      await pool.end();
    },
  };
  return new Proxy(client, { get: (target, name) => (Object.hasOwn(own, name) ? own[name as keyof typeof own] : (Reflect.get(target, name) as unknown)) });
}
