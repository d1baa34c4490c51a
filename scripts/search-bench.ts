import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { load, percentiles, row } from '../bench/measure.ts';
import { Category } from '../contracts/catalog.ts';
import { SearchInput } from '../contracts/search.ts';
import { searchBody, suggestBody } from '../workers/search/query.ts';
import { NO_RULES } from '../workers/search/rules.ts';
import { treeOf } from '../workers/search/tree.ts';
import { measureGrowth } from './search/growth.ts';
import { queriesIn } from './search/score.ts';

const USAGE = `Measures a faceted search and suggestions through the gateway, beside the same queries sent to OpenSearch itself:

  npm run search:bench -- --gateway URL --opensearch URL [--index NAME] [--queries FILE] [--rounds N] [--at-once N]
  npm run search:bench -- --opensearch URL --growth FILE --map FILE [--queries FILE]

First one after the other, for how long an answer takes; then several at once, for how many there are in a second. --growth sends them to
scratch indices of 1,000, 20,000 and 200,000 products instead, made of a file of products as npm run import reads it.`;
const { values: options } = parseArgs({
  options: {
    gateway: { type: 'string', default: 'http://127.0.0.1:4000' },
    opensearch: { type: 'string', default: 'http://127.0.0.1:9201' },
    index: { type: 'string', default: 'products' },
    queries: { type: 'string', default: 'tests/search/queries.tsv' },
    rounds: { type: 'string', default: '3' },
    'at-once': { type: 'string', default: '4' },
    growth: { type: 'string' },
    map: { type: 'string' },
    help: { type: 'boolean' },
  },
});
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}

async function read(address: URL | string, body?: unknown): Promise<void> {
  const response = await fetch(
    address,
    body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  );
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${String(address)} answers ${response.status}`);
}

/** How long an answer took, read to its end. */
async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const queries = queriesIn(readFileSync(options.queries, 'utf8'));
const knowing = (categories: Category[]) => ({ tree: treeOf(categories), rules: NO_RULES, sold: [], popular: [] });

if (options.growth !== undefined) {
  if (options.map === undefined) throw new Error('say with --map how the lines of the file are to be read');
  await measureGrowth(options.opensearch, options.growth, options.map, queries, knowing([]));
  process.exit(0);
}

const known = knowing(z.array(Category).parse(await (await fetch(new URL('/v1/categories', options.gateway))).json()));
const index = `${options.opensearch}/${options.index}/_search`;
const through = (path: string, query: Record<string, string>) => `${options.gateway}/v1/${path}?${new URLSearchParams(query).toString()}`;
const LOOKED_AT = 20;
const ways = queries.map(({ query, locale }) => {
  const typed = query.slice(0, Math.max(3, Math.ceil(query.length / 2)));
  const bodies = {
    search: searchBody(SearchInput.parse({ q: query, locale }), known, 'strict'),
    suggest: suggestBody(typed, locale, LOOKED_AT, 'strict', known),
  };
  return {
    'search, OpenSearch': () => read(index, bodies.search),
    'search, gateway': () => read(through('search', { q: query, locale })),
    'suggest, OpenSearch': () => read(index, bodies.suggest),
    'suggest, gateway': () => read(through('suggest', { q: typed, locale })),
  };
});
const names = ['search, OpenSearch', 'search, gateway', 'suggest, OpenSearch', 'suggest, gateway'] as const;

// One after the other and by turns, so that all four meet the same machine; the first round warms up.
const times = new Map(names.map((name) => [name, [] as number[]]));
for (let round = 0; round <= Number(options.rounds); round++)
  for (const way of ways)
    for (const name of names) {
      const took = await timed(way[name]);
      if (round > 0) times.get(name)?.push(took);
    }
for (const [name, all] of times) row(`${name} (ms)`, { of: all.length, ...percentiles(all) });

const many = Array.from({ length: Number(options.rounds) }, () => ways).flat();
for (const name of names) {
  const { perSecond, p50, p95 } = await load(many, Number(options['at-once']), (way) => way[name]());
  row(`${name}, ${options['at-once']} at once`, { perSecond, p50, p95 });
}
