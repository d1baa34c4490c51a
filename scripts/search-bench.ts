import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { percentiles, row } from '../bench/measure.ts';
import { Category } from '../contracts/catalog.ts';
import { SearchInput } from '../contracts/search.ts';
import { searchBody, suggestBody } from '../workers/search/query.ts';
import { NO_RULES } from '../workers/search/rules.ts';
import { treeOf } from '../workers/search/tree.ts';
import { queriesIn } from './search/score.ts';

const USAGE = `Measures a faceted search and suggestions through the gateway, beside the same queries sent to OpenSearch itself:

  npm run search:bench -- --gateway URL --opensearch URL [--queries FILE] [--rounds N]`;
const { values: options } = parseArgs({
  options: {
    gateway: { type: 'string', default: 'http://127.0.0.1:4000' },
    opensearch: { type: 'string', default: 'http://127.0.0.1:9201' },
    queries: { type: 'string', default: 'tests/search/queries.tsv' },
    rounds: { type: 'string', default: '3' },
    help: { type: 'boolean' },
  },
});
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}

/** How long an answer took, read to its end. */
async function timed(address: URL | string, body?: unknown): Promise<number> {
  const began = performance.now();
  const response = await fetch(
    address,
    body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  );
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${String(address)} answers ${response.status}`);
  return performance.now() - began;
}

const tree = treeOf(z.array(Category).parse(await (await fetch(new URL('/v1/categories', options.gateway))).json()));
const what = { tree, rules: NO_RULES, sold: [], popular: [] };
const queries = queriesIn(readFileSync(options.queries, 'utf8'));
const index = `${options.opensearch}/products/_search`;
const through = (path: string, query: Record<string, string>) => `${options.gateway}/v1/${path}?${new URLSearchParams(query).toString()}`;
const times: Record<string, number[]> = { 'search, OpenSearch': [], 'search, gateway': [], 'suggest, OpenSearch': [], 'suggest, gateway': [] };

// One after the other and by turns, so that all four meet the same machine; the first round warms up.
for (let round = 0; round <= Number(options.rounds); round++) {
  for (const { query, locale } of queries) {
    const typed = query.slice(0, Math.max(3, Math.ceil(query.length / 2)));
    const taken = {
      'search, OpenSearch': await timed(index, searchBody(SearchInput.parse({ q: query, locale }), what, 'strict')),
      'search, gateway': await timed(through('search', { q: query, locale })),
      'suggest, OpenSearch': await timed(index, suggestBody(typed, locale, 6, 'strict', what)),
      'suggest, gateway': await timed(through('suggest', { q: typed, locale })),
    };
    if (round > 0) for (const [name, value] of Object.entries(taken)) times[name]?.push(value);
  }
}
for (const [name, all] of Object.entries(times)) row(`${name} (ms)`, { of: all.length, ...percentiles(all) });
