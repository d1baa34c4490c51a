import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { interval, type Judged, labelsIn, queriesIn, type Run, type Score, score } from './search/score.ts';

const USAGE = `Scores the search of a running shop against judged queries:

  npm run search:eval -- --queries FILE --labels FILE [--url URL] [--against URL] [--worst N] [--min-ndcg N]

FILEs are tab-separated with a head: query_id, split, query and, if there is one, locale; query_id, product_id, grade (0 to 3).
URL is the shop's address, http://localhost:3000 without it. --against scores a second shop and says by how much the first is better,
query by query in pairs. --worst lists the queries with the lowest scores. The exit code is 1 below --min-ndcg.`;

const { values: options } = parseArgs({
  options: {
    queries: { type: 'string', default: 'tests/search/queries.tsv' },
    labels: { type: 'string', default: 'tests/search/labels.tsv' },
    url: { type: 'string', default: 'http://localhost:3000' },
    against: { type: 'string' },
    worst: { type: 'string', default: '0' },
    'min-ndcg': { type: 'string' },
    help: { type: 'boolean' },
  },
});
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}

const FIRST = 50;
const Found = z.object({ items: z.array(z.object({ id: z.string() })) });

async function searchAt(shop: string, { query, locale }: Judged): Promise<string[]> {
  const address = new URL('/api/v1/search', shop);
  address.search = new URLSearchParams({ q: query, locale, pageSize: String(FIRST) }).toString();
  const response = await fetch(address, { signal: AbortSignal.timeout(20_000) });
  if (!response.ok) throw new Error(`${address} answers ${response.status}`);
  return Found.parse(await response.json()).items.map(({ id }) => id);
}

const queries = queriesIn(readFileSync(options.queries, 'utf8'));
const labels = labelsIn(readFileSync(options.labels, 'utf8'));

async function scoreOf(shop: string): Promise<Score & { p50: number; p95: number }> {
  const run = new Map<string, string[]>();
  const times: number[] = [];
  for (const judged of queries) {
    const began = performance.now();
    run.set(judged.id, await searchAt(shop, judged));
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.floor(times.length * share)] ?? 0);
  return { ...score(run satisfies Run, queries, labels), p50: at(0.5), p95: at(0.95) };
}

const three = (value: number) => value.toFixed(3);
const first = await scoreOf(options.url);
const second = options.against === undefined ? undefined : await scoreOf(options.against);
const scores = second ? [first, second] : [first];
const line = (name: string, of: (one: Score & { p50: number; p95: number }) => string) =>
  console.log(`${name.padEnd(22)} ${scores.map((one) => of(one).padEnd(24)).join(' ')}`);

line('', (one) => (one === first ? options.url : (options.against ?? '')));
line('queries', (one) => String(one.queries));
line('nDCG@10', ({ ndcg, between: [from, to] }) => `${three(ndcg)} (${three(from)}–${three(to)})`);
line('without unjudged', ({ condensed }) => three(condensed));
line('recall@50', ({ recall }) => three(recall));
line('judged@10', ({ judged }) => three(judged));
line('zero results', ({ zeroResults }) => String(zeroResults));
line('ms p50 / p95', ({ p50, p95 }) => `${p50} / ${p95}`);
if (second) {
  const others = new Map(second.each.map(({ id, ndcg }) => [id, ndcg]));
  const differences = first.each.flatMap(({ id, ndcg }) => (ndcg === null ? [] : [ndcg - (others.get(id) ?? 0)]));
  const [from, to] = interval(differences);
  console.log(`nDCG@10 of the first minus the second, in pairs: ${three(first.ndcg - second.ndcg)} (${three(from)}–${three(to)})`);
}
for (const { query, ndcg, found } of first.each
  .filter((one) => one.ndcg !== null)
  .sort((a, b) => (a.ndcg ?? 0) - (b.ndcg ?? 0))
  .slice(0, Number(options.worst)))
  console.log(`  ${three(ndcg ?? 0)}  ${query} (${found} found)`);
if (options['min-ndcg'] !== undefined && first.ndcg < Number(options['min-ndcg'])) process.exitCode = 1;
