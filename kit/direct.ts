import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Sql } from './postgres.ts';
import pg from 'pg';

const names = new Map<string, string>();
const KEPT_NAMES = 1_000;

/** A statement's name from its text; the few that we write are hashed once. Under a name PostgreSQL plans it once per connection. */
export function nameOf(sql: string): string {
  const known = names.get(sql);
  if (known) return known;
  const name = createHash('sha1').update(sql).digest('base64url');
  if (names.size < KEPT_NAMES) names.set(sql, name);
  return name;
}

/** The connection of a transaction from its begin until its end is sent. */
type Begun = { connection?: Pick<pg.ClientBase, 'query'> | undefined };
const beginning = new AsyncLocalStorage<Begun>();

/** Prisma's adapter, which also says to whoever began a transaction which connection it runs on. */
export class TellingAdapter extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolationLevel) => {
      const transaction = await start(isolationLevel);
      const begun = beginning.getStore();
      if (!begun) return transaction;
      begun.connection = (transaction as unknown as { client: pg.ClientBase }).client;
      const execute = transaction.executeRaw.bind(transaction);
      transaction.executeRaw = (query) => {
        // Prisma ends it, also when its time is up while we are still at work: from then on the connection is somebody else's.
        if (query.sql === 'COMMIT' || query.sql === 'ROLLBACK') begun.connection = undefined;
        return execute(query);
      };
      return transaction;
    };
    return adapter;
  }
}

/** What Prisma makes of a column, for the one type that pg makes something else of. */
const types: pg.CustomTypesConfig = { getTypeParser: (oid) => (oid === pg.types.builtins.INT8 ? BigInt : pg.types.getTypeParser(oid)) };

/**
 * Runs `work` in a transaction of Prisma's in which our own statements go to the connection as they are: by way of Prisma each costs as
 * much as a short query takes. Its models work as ever, and whatever is asked is done in the order of asking.
 */
export function transactDirectly<Tx extends Sql, R>(transact: (work: (tx: Tx) => Promise<R>) => Promise<R>, work: (tx: Tx) => Promise<R>): Promise<R> {
  const begun: Begun = {};
  return beginning.run(begun, () => transact((tx) => work(begun.connection ? direct(tx, begun) : tx)));
}

function direct<Tx extends Sql>(tx: Tx, begun: Begun): Tx {
  const run = async (sql: string, values: unknown[]): Promise<pg.QueryResult> => {
    if (!begun.connection) throw new Error('the transaction is over');
    return begun.connection.query<pg.QueryResultRow>({ name: nameOf(sql), text: sql, values, types });
  };
  const own = {
    $queryRawUnsafe: async (sql: string, ...values: unknown[]) => (await run(sql, values)).rows,
    $executeRawUnsafe: async (sql: string, ...values: unknown[]) => (await run(sql, values)).rowCount ?? 0,
  };
  return new Proxy(tx, { get: (target, name) => (Object.hasOwn(own, name) ? own[name as keyof typeof own] : (Reflect.get(target, name) as unknown)) });
}
