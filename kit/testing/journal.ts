import { resolve } from 'node:path';
import type { PrismaPg } from '@prisma/adapter-pg';
import type { Worker } from '@kontor/contracts/events';
import type { Journal } from '../journal.ts';
import { openClient } from '../client.ts';
import { type Client, postgresJournal, type Sql } from '../postgres.ts';

const root = resolve(import.meta.dirname, '../..');

/** A journal on the tables of a worker, as its store.ts has one, but of the test's own: there may be several on one database. */
export async function journalOn(worker: Worker, database: string | undefined): Promise<{ journal: Journal<Sql>; client: Client<Sql> }> {
  if (!database) throw new Error(`${worker} keeps nothing in PostgreSQL`);
  const { PrismaClient } = (await import(resolve(root, 'prisma', worker, 'generated/client.ts'))) as {
    PrismaClient: new (options: { adapter: PrismaPg }) => Client<Sql>;
  };
  const client = openClient<Sql, Client<Sql>>(PrismaClient, database);
  return { journal: postgresJournal(worker, database, client), client };
}
