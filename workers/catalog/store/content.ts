import type { ContentKind } from '@kontor/contracts/content';
import { declareCollection } from '@kontor/kit/mongo';
import type { Written } from '../content/rules.ts';
import { journal, type Tx } from './catalogue.ts';

type Row<W> = { _id: string; published: boolean; value: W };

const names = { collection: 'collections', page: 'pages', article: 'articles' } as const satisfies Record<ContentKind, string>;
const rowsOf = <K extends ContentKind>(kind: K) => journal.db.collection<Row<Written[K]>>(names[kind]);

/** Collections and indexes. Safe to repeat and in parallel. */
export async function declareContent(): Promise<void> {
  for (const name of Object.values(names))
    await declareCollection(journal.db, name, {
      $jsonSchema: { bsonType: 'object', required: ['published', 'value'], properties: { published: { bsonType: 'bool' } } },
    });
  for (const kind of ['collection', 'page'] as const) await rowsOf(kind).createIndex({ published: 1, 'value.position': 1, _id: 1 }, { name: 'position' });
  await rowsOf('article').createIndex({ published: 1, 'value.publishedAt': -1, _id: -1 }, { name: 'newest' });
}

export async function contentFor<K extends ContentKind>({ session }: Tx, kind: K, handles: readonly string[]): Promise<Map<string, Written[K]>> {
  const rows = await rowsOf(kind)
    .find({ _id: { $in: [...handles] } } as never, { session })
    .toArray();
  return new Map(rows.map((row) => [row._id as string, row.value as Written[K]]));
}

export async function keepContent<K extends ContentKind>({ session }: Tx, kind: K, changed: readonly Written[K][]): Promise<void> {
  if (changed.length === 0) return;
  await rowsOf(kind).bulkWrite(
    changed.map((value) => ({ replaceOne: { filter: { _id: value.handle }, replacement: { published: value.published, value }, upsert: true } })) as never,
    { session },
  );
}

export async function publishedContent<K extends ContentKind>(kind: K, handle: string): Promise<Written[K] | null> {
  const row = await rowsOf(kind).findOne({ _id: handle, published: true } as never);
  return (row?.value as Written[K] | undefined) ?? null;
}

/** By position, then handle; `after` is the two of the one before. */
export async function contentByPosition<K extends 'collection' | 'page'>(kind: K, after: [number, string] | null, limit: number): Promise<Written[K][]> {
  const beyond = after ? { $or: [{ 'value.position': { $gt: after[0] } }, { 'value.position': after[0], _id: { $gt: after[1] } }] } : {};
  const rows = await rowsOf(kind)
    .find({ published: true, ...beyond } as never)
    .sort({ 'value.position': 1, _id: 1 })
    .limit(limit)
    .project<Row<Written[K]>>(kind === 'page' ? { 'value.blocks': 0 } : {})
    .toArray();
  return rows.map(({ value }) => value);
}

/** What is out by `until`, newest first; `after` is instant and handle of the one before. */
export async function articlesNewestFirst(until: string, after: [string, string] | null, limit: number): Promise<Omit<Written['article'], 'blocks'>[]> {
  const beyond = after ? { $or: [{ 'value.publishedAt': { $lt: after[0] } }, { 'value.publishedAt': after[0], _id: { $lt: after[1] } }] } : {};
  const rows = await rowsOf('article')
    .find({ $and: [{ published: true, 'value.publishedAt': { $lte: until } }, beyond] } as never)
    .sort({ 'value.publishedAt': -1, _id: -1 })
    .limit(limit)
    .project<Row<Omit<Written['article'], 'blocks'>>>({ 'value.blocks': 0 })
    .toArray();
  return rows.map(({ value }) => value);
}
