import type { Category } from '@kontor/contracts/catalog';
import { openClient } from '@kontor/kit/client';
import { Text } from '@kontor/contracts/ids';
import { postgresJournal, rows } from '@kontor/kit/postgres';
import { PrismaClient, type Prisma } from '../../../prisma/search/generated/client.ts';
import { env } from '../env.ts';
import type { Branch } from '../tree.ts';

export type Tx = Prisma.TransactionClient;
export const client = openClient<Tx, PrismaClient>(PrismaClient, env.SEARCH_DATABASE_URL);
export const journal = postgresJournal<Tx>('search', env.SEARCH_DATABASE_URL, client);

export type IndexState = 'live' | 'building' | 'old' | 'dropped';
export type IndexVersion = { number: number; name: string; state: IndexState; createdAt: Date };

const KEEP_CATEGORIES = `insert into category (id, parent, name, position, version)
  select id, parent, name, position, version from jsonb_to_recordset($1::jsonb) as x(id text, parent text, name jsonb, position int, version int)
  on conflict (id) do update set parent = excluded.parent, name = excluded.name, position = excluded.position, version = excluded.version
  where category.version < excluded.version`;

/** Keeps the newest of each; older ones and those we have are passed over. */
export async function keepCategories(tx: Tx, categories: readonly Category[]): Promise<void> {
  const newest = new Map<string, Category>();
  for (const category of categories) if ((newest.get(category.id)?.version ?? 0) < category.version) newest.set(category.id, category);
  await tx.$executeRawUnsafe(KEEP_CATEGORIES, rows([...newest.values()].sort((a, b) => a.id.localeCompare(b.id))));
}

export async function branches(): Promise<Branch[]> {
  const kept = await client.category.findMany({ select: { id: true, parent: true, name: true, position: true } });
  return kept.map((row) => ({ ...row, name: Text.parse(row.name) }));
}

const versionOf = ({ state, ...row }: { number: number; name: string; state: string; createdAt: Date }): IndexVersion => ({
  ...row,
  state: state as IndexState,
});

/** Changes of index versions happen one after the other, in every process. */
export const lockVersions = (tx: Tx) => tx.$executeRawUnsafe(`select pg_advisory_xact_lock(hashtext('index_version'))`);
export const versions = async (tx: Tx | typeof client = client): Promise<IndexVersion[]> =>
  (await tx.indexVersion.findMany({ orderBy: { number: 'desc' } })).map(versionOf);
export const addVersion = (tx: Tx, number: number, name: string, state: IndexState) => tx.indexVersion.create({ data: { number, name, state } });
export const setState = (tx: Tx, name: string, state: IndexState) => tx.indexVersion.update({ where: { name }, data: { state } });

/** The indices that every change goes to: the live one, and the one that is being built. */
export async function indicesToWrite(tx: Tx): Promise<string[]> {
  const written = await tx.indexVersion.findMany({ where: { state: { in: ['live', 'building'] } }, select: { name: true } });
  return written.map(({ name }) => name);
}
