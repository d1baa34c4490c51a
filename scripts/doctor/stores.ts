import { MongoClient } from 'mongodb';
import pg from 'pg';
import { z } from 'zod';
import type { Product } from '@kontor/contracts/catalog';
import type { OfferChanged } from '@kontor/contracts/catalog';
import type { Worker } from '@kontor/contracts/events';
import type { AuditEntry } from '@kontor/contracts/journal';
import { openBroker } from '@kontor/kit/broker';
import { base } from '@kontor/kit/env';
import { pages } from './streams.ts';

/** The variables that say where everything lies; see env.ts. */
export type Addresses = Readonly<Record<string, string | undefined>>;
export type SqlWorker = Exclude<Worker, 'catalog'>;
export const sqlWorkers = ['user', 'order', 'payment', 'shipping', 'inventory', 'notification', 'search'] as const satisfies readonly SqlWorker[];

/** Rows a page; an answer of a ledger has as many at most. */
const PAGE = 1_000;
const NIL = '00000000-0000-0000-0000-000000000000';

export type MongoOutboxRow = { _id: string; type: string; subject: string; version: number; data: unknown; trace: string; at: Date; waiting?: true };
export type MongoOffer = { _id: string; version: number; offer: OfferChanged | null; stock: { available: number; version: number } | null };
export type MongoProduct = { _id: string; published: boolean; product: Product };

const references = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object({ references: z.array(z.object({ reference: z.string(), ...shape })), next: z.string().nullable() });
const ProviderPage = references({
  authorised: z.int().default(0),
  captured: z.int(),
  refunded: z.int(),
  disputed: z.int().default(0),
  currency: z.string(),
  open: z.int(),
});
const CarrierPage = references({ states: z.array(z.string()) });
export type ProviderSum = z.infer<typeof ProviderPage>['references'][number];
export type CarrierStates = z.infer<typeof CarrierPage>['references'][number];

/** Nobody waits for the doctor: on a machine that is busy he comes late rather than not at all. */
const CONNECT_MS = 10_000;

/** Every store of the shop, and the books of those outside. Reads go page by page; nothing is changed but by repairs. */
export async function openStores(addresses: Addresses) {
  const at = (variable: string): string => {
    const address = addresses[variable];
    if (!address) throw new Error(`${variable} is not set: say where it lies`);
    return address;
  };
  const databases = new Map(
    sqlWorkers.map((worker) => [
      worker,
      new pg.Pool({ connectionString: at(`${worker.toUpperCase()}_DATABASE_URL`), max: 3, connectionTimeoutMillis: CONNECT_MS }),
    ]),
  );
  for (const database of databases.values()) database.on('error', () => undefined);
  const mongo = new MongoClient(at('MONGO_URL'), { serverSelectionTimeoutMS: 5_000 });
  const db = mongo.db();
  const broker = openBroker(at('RABBITMQ_URL'), 'doctor');

  function pool(worker: SqlWorker): pg.Pool {
    const found = databases.get(worker);
    if (!found) throw new Error(`${worker} keeps nothing in PostgreSQL`);
    return found;
  }
  const sql = async <Row>(worker: SqlWorker, text: string, values: unknown[] = []): Promise<Row[]> => (await pool(worker).query(text, values)).rows as Row[];

  /** The books at `variable`, or null where nobody keeps such books. */
  async function ledger<S extends z.ZodType<{ references: { reference: string }[] }>>(variable: string, page: S) {
    const address = addresses[variable];
    if (!address) return null;
    type Row = z.output<S>['references'][number];
    const read = async (after: string): Promise<Row[]> => {
      const response = await fetch(`${address}/ledger/references?limit=${PAGE}&after=${encodeURIComponent(after)}`, { signal: AbortSignal.timeout(5_000) });
      if (!response.ok) throw new Error(`${variable} answers ${response.status}: its books cannot be read`);
      return page.parse(await response.json()).references;
    };
    return pages<Row>(read, ({ reference }) => reference);
  }

  return {
    sql,
    /** Runs `work` in one transaction on a worker's database. */
    async inTransaction<R>(worker: SqlWorker, work: (client: pg.PoolClient) => Promise<R>): Promise<R> {
      const client = await pool(worker).connect();
      try {
        await client.query('begin');
        const result = await work(client);
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch(() => undefined);
        throw error;
      } finally {
        client.release();
      }
    },
    /** Rows in the order of `key`, a uuid column; `text` has `$1` for the key to go on after and `$2` for how many. */
    byUuid: <Row extends { key: string }>(worker: SqlWorker, text: string): AsyncGenerator<Row> =>
      pages(
        (after) => sql<Row>(worker, text, [after, PAGE]),
        ({ key }) => key,
        NIL,
      ),
    /** The same for a text column, ordered `collate "C"`. */
    byText: <Row extends { key: string }>(worker: SqlWorker, text: string): AsyncGenerator<Row> =>
      pages(
        (after) => sql<Row>(worker, text, [after, PAGE]),
        ({ key }) => key,
      ),
    catalog: {
      outbox: db.collection<MongoOutboxRow>('outbox'),
      inbox: db.collection<{ _id: string }>('inbox'),
      audit: db.collection<Omit<AuditEntry, 'no'> & { _id: number }>('audit'),
      offers: db.collection<MongoOffer>('offers'),
      products: db.collection<MongoProduct>('products'),
    },
    broker,
    providerBooks: () => ledger('PSP_URL', ProviderPage),
    carrierBooks: () => ledger('CARRIER_URL', CarrierPage),
    /** The search index that answers now; null when there is none. */
    async index<S extends z.ZodType>(answer: S, method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<z.output<S> | null> {
      const alias = `${base.NAMESPACE ? `${base.NAMESPACE}-` : ''}products`;
      const response = await fetch(`${at('OPENSEARCH_URL').replace(/\/$/, '')}${path.replace('{index}', alias)}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(20_000),
      });
      if (response.status === 404) return null;
      if (!response.ok) throw new Error(`the search index answers ${response.status} to ${method} ${path}: ${(await response.text()).slice(0, 300)}`);
      return answer.parse(await response.json());
    },
    async close(): Promise<void> {
      await Promise.all([...databases.values()].map((database) => database.end()));
      await mongo.close();
      await broker.close();
    },
  };
}
export type Stores = Awaited<ReturnType<typeof openStores>>;
