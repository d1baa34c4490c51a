import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { Product } from '../../contracts/catalog.ts';
import { SearchInput } from '../../contracts/search.ts';
import { percentiles, row } from '../../bench/measure.ts';
import { documentOf, type SearchDocument } from '../../workers/search/document.ts';
import type { Known } from '../../workers/search/known.ts';
import { searchBody, suggestBody } from '../../workers/search/query.ts';
import { definition } from '../../workers/search/store/mapping.ts';
import { ImportMap, mapper } from '../import/map.ts';
import { entriesOf } from '../import/read.ts';
import type { Judged } from './score.ts';

const SIZES = [1_000, 20_000, 200_000];
const BATCH = 400;
const INDEX = 'search-bench-growth';

async function ask(address: string, method: string, body?: string): Promise<unknown> {
  const response = await fetch(address, { method, ...(body !== undefined && { body, headers: { 'content-type': 'application/x-ndjson' } }) });
  const answer: unknown = await response.json();
  if (!response.ok && method !== 'DELETE') throw new Error(`${address} answers ${response.status}: ${JSON.stringify(answer).slice(0, 500)}`);
  return answer;
}

/** The documents of a file of products, as the search worker would make them. */
async function documentsIn(file: string, map: string): Promise<{ id: string; document: SearchDocument }[]> {
  const bytes = createReadStream(file);
  const mapped = mapper(ImportMap.parse(JSON.parse(await readFile(map, 'utf8'))));
  const documents: { id: string; document: SearchDocument }[] = [];
  for await (const entry of entriesOf(file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes, mapped)) {
    if (!('value' in entry) || entry.value.type !== 'product') continue;
    const { variants, ...rest } = entry.value;
    const product = Product.parse({
      ...rest,
      variants: variants.map((one) => ({ ...one, availability: 'in' })),
      version: 1,
      changedAt: '2026-01-01T00:00:00Z',
    });
    documents.push({ id: product.id, document: documentOf(product) });
  }
  return documents;
}

/**
 * The same searches in scratch indices of more and more products, sent to OpenSearch itself: what the catalogue's size costs. Beyond the
 * file's own products each comes again with a number behind its id.
 */
export async function measureGrowth(opensearch: string, file: string, map: string, queries: readonly Judged[], known: Known): Promise<void> {
  const documents = await documentsIn(file, map);
  const index = `${opensearch}/${INDEX}`;
  await ask(index, 'DELETE');
  await ask(index, 'PUT', JSON.stringify({ ...definition, settings: { ...definition.settings, refresh_interval: '-1' } }));
  try {
    let written = 0;
    for (const size of SIZES) {
      while (written < size) {
        const lines = Array.from({ length: Math.min(BATCH, size - written) }, (_one, offset) => {
          const at = written + offset;
          const { id, document } = documents[at % documents.length] ?? { id: '', document: {} };
          const round = Math.floor(at / documents.length);
          return `${JSON.stringify({ index: { _id: round === 0 ? id : `${id}-${round}` } })}\n${JSON.stringify(document)}\n`;
        });
        await ask(`${index}/_bulk`, 'POST', lines.join(''));
        written += lines.length;
      }
      await ask(`${index}/_refresh`, 'POST');
      const times: Record<'search' | 'suggest', number[]> = { search: [], suggest: [] };
      for (const warm of [true, false]) {
        for (const { query, locale } of queries) {
          const typed = query.slice(0, Math.max(3, Math.ceil(query.length / 2)));
          const bodies = {
            search: searchBody(SearchInput.parse({ q: query, locale }), known, 'strict'),
            suggest: suggestBody(typed, locale, 20, 'strict', known),
          };
          for (const name of ['search', 'suggest'] as const) {
            const began = performance.now();
            await ask(`${index}/_search`, 'POST', JSON.stringify(bodies[name]));
            if (!warm) times[name].push(performance.now() - began);
          }
        }
      }
      for (const [name, all] of Object.entries(times))
        row(`${name}, OpenSearch, ${size.toLocaleString('en')} products (ms)`, { of: all.length, ...percentiles(all) });
    }
  } finally {
    await ask(index, 'DELETE');
  }
}
