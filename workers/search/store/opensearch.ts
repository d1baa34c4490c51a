import { Client, errors } from '@opensearch-project/opensearch';
import { z } from 'zod';
import { base } from '@kontor/kit/env';
import { env } from '../env.ts';
import { definition, madeFrom } from './mapping.ts';

const TOTAL_MS = 5_000;
/** For a batch of documents, which nobody waits for. */
const BULK_MS = 30_000;
const BAD = 400;
const GONE = 404;
const CONFLICT = 409;

const client = new Client({ node: env.OPENSEARCH_URL, requestTimeout: TOTAL_MS, maxRetries: 0 });

/** The name that searches use; the index behind it may change at any time. */
export const ALIAS = `${base.NAMESPACE ? `${base.NAMESPACE}-` : ''}products`;
export const indexNamed = (number: number): string => `${ALIAS}-${String(number).padStart(6, '0')}`;

/** The index cannot be reached, or has no room for more work now. */
export class IndexAway extends Error {}

const isAway = (error: unknown): boolean =>
  error instanceof errors.ConnectionError ||
  error instanceof errors.TimeoutError ||
  error instanceof errors.NoLivingConnectionsError ||
  (error instanceof errors.ResponseError && [429, 502, 503].includes(error.statusCode ?? 0));

/** Any request, its answer parsed; answers with one of `ignore` are as good as done. */
async function ask<S extends z.ZodType>(
  answer: S,
  method: string,
  path: string,
  body?: unknown,
  ignore: number[] = [],
  requestTimeout = TOTAL_MS,
): Promise<z.output<S>> {
  try {
    const response = await client.transport.request(
      { method, path, ...(body !== undefined && { body: body as Record<string, unknown> }) },
      { ignore, requestTimeout },
    );
    return answer.parse(response.body);
  } catch (error) {
    throw isAway(error) ? new IndexAway(`the search index is away: ${(error as Error).message}`) : error;
  }
}

export const ping = () => ask(z.unknown(), 'GET', '/');
export const createIndex = (index: string, alias = false) =>
  ask(z.unknown(), 'PUT', `/${index}`, { ...definition, ...(alias && { aliases: { [ALIAS]: {} } }) });
/** Lets an index of another release take the fields that are new in this one; what cannot be added stays for a rebuild. */
export const addFields = (index: string) => ask(z.unknown(), 'PUT', `/${index}/_mapping`, { properties: definition.mappings.properties }, [BAD]);
export const dropIndex = (index: string) => ask(z.unknown(), 'DELETE', `/${index}`, undefined, [GONE]);
export const refresh = (index: string) => ask(z.unknown(), 'POST', `/${index}/_refresh`);
export const countIn = async (index: string): Promise<number> => (await ask(z.object({ count: z.int() }), 'GET', `/${index}/_count`)).count;
export const indexExists = async (index: string): Promise<boolean> => (await client.indices.exists({ index })).statusCode !== GONE;
const Mapping = z.record(z.string(), z.object({ mappings: z.object({ _meta: z.object({ madeFrom: z.string() }).optional() }) }));
/** Whether an index has the fields and analysis of this release. */
export const isOfThisRelease = async (index: string): Promise<boolean> =>
  Object.values(await ask(Mapping, 'GET', `/${index}/_mapping`)).every(({ mappings }) => mappings._meta?.madeFrom === madeFrom);
export const search = <S extends z.ZodType>(answer: S, body: unknown) => ask(answer, 'POST', `/${ALIAS}/_search`, body);

const Ids = z.object({ hits: z.object({ hits: z.array(z.object({ _id: z.string() })) }) });
/** Which of these products the shop shows. */
export async function idsThere(ids: readonly string[]): Promise<Set<string>> {
  const found = ids.length === 0 ? null : await search(Ids, { size: ids.length, _source: false, query: { ids: { values: ids } } });
  return new Set(found?.hits.hits.map(({ _id }) => _id));
}

/** Lets the alias name one index alone, in one step: no search falls between. */
export const pointAliasAt = (index: string) =>
  ask(z.unknown(), 'POST', '/_aliases', { actions: [{ remove: { index: `${ALIAS}-*`, alias: ALIAS, must_exist: false } }, { add: { index, alias: ALIAS } }] });

export type Write = { id: string; version: number; document: unknown };
const Outcome = z.object({ status: z.int(), error: z.object({ type: z.string(), reason: z.string() }).optional() });
const Bulk = z.object({ items: z.array(z.record(z.string(), Outcome)) });

/** Writes documents (null deletes) to every index given, each only if its version is newer than what lies there. */
export async function write(indices: readonly string[], writes: readonly Write[]): Promise<void> {
  if (indices.length === 0 || writes.length === 0) return;
  const lines = indices.flatMap((_index) =>
    writes.flatMap(({ id, version, document }) => {
      const action = { [document === null ? 'delete' : 'index']: { _index, _id: id, version, version_type: 'external' } };
      return document === null ? [action] : [action, document];
    }),
  );
  const body = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
  const { items } = await ask(Bulk, 'POST', '/_bulk', body, [], BULK_MS);
  for (const item of items) {
    const [{ status, error } = { status: 500, error: undefined }] = Object.values(item);
    const fine = status < 300 || status === CONFLICT || (status === GONE && !error);
    if (status === 429) throw new IndexAway('the search index has no room for more work now');
    if (!fine) throw new Error(`the index refused a document: ${error?.type ?? status} ${error?.reason ?? ''}`);
  }
}

export const close = () => client.close();
