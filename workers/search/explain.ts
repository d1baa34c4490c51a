import { z } from 'zod';
import type { Explanation, TextPart } from '@kontor/contracts/merchandising';
import type { SearchInput } from '@kontor/contracts/search';
import type { Known } from './known.ts';
import { find } from './listing.ts';
import { isPinned, searchBody } from './query.ts';
import { signals } from './signals.ts';
import { idsThere, search } from './store/opensearch.ts';

/** How the index came to a score: a value, how, and of what. */
type Node = { value: number; description: string; details: Node[] };
const Node: z.ZodType<Node> = z.lazy(() => z.object({ value: z.number(), description: z.string(), details: z.array(Node).default([]) }));

const Explained = z.object({
  hits: z.object({ hits: z.array(z.object({ _score: z.number(), _explanation: Node })) }),
  aggregations: z.object({ signals: z.object({ buckets: z.record(z.string(), z.object({ doc_count: z.int() })) }) }),
});
const Above = z.object({ hits: z.object({ total: z.object({ value: z.int() }) }) });

const WEIGHT = /^weight\((?:Synonym\()?([\w.]+):("[^"]*"|[^\s^)]+)/;
const CONSTANT = /^ConstantScore\(.*?\b(exact|categories|_id)\b/;
/** Fields of both languages and of other analyses count as the one that people know. */
const fieldOf = (field: string): string => field.split('.')[0] ?? field;

/** The parts of a sum, and of a choice the part that was chosen; each leaf is a word in a field, or a fixed amount. */
export function partsOf(node: Node): { field: string; word: string; score: number }[] {
  const { value, description, details } = node;
  if (value === 0) return [];
  const [, field, word] = WEIGHT.exec(description) ?? [];
  if (field !== undefined && word !== undefined) return [{ field: fieldOf(field), word: word.replaceAll('"', ''), score: value }];
  const constant = CONSTANT.exec(description)?.[1];
  if (constant !== undefined) return [{ field: constant === 'categories' ? 'category' : constant, word: '', score: value }];
  if (description.startsWith('function score')) return details[0] ? partsOf(details[0]) : [];
  if (!description.startsWith('max')) return details.flatMap(partsOf);
  const best = details.reduce<Node | undefined>((one, other) => (one && one.value >= other.value ? one : other), undefined);
  const share = Number(/^max plus ([\d.]+) times/.exec(description)?.[1] ?? 0);
  const others = share === 0 ? [] : details.filter((one) => one !== best).flatMap(partsOf);
  return [...(best ? partsOf(best) : []), ...others.map((part) => ({ ...part, score: part.score * share }))];
}

function byField(parts: readonly { field: string; word: string; score: number }[]): TextPart[] {
  const fields = Map.groupBy(parts, ({ field }) => field);
  return [...fields]
    .map(([field, all]) => ({ field, words: [...new Set(all.map(({ word }) => word))].filter(Boolean), score: all.reduce((sum, { score }) => sum + score, 0) }))
    .sort((a, b) => b.score - a.score);
}

/** Why a product stands where it does: its words by field, what moved it up or down, its place. Asked as the listing asks. */
export async function explain(input: SearchInput, product: string, what: Known): Promise<Explanation> {
  const { input: asked, manner } = await find({ ...input, pageSize: 1 }, what);
  const body = searchBody(asked, what, manner);
  const query = body['query'];
  const factors = signals(asked, what);
  const filters = Object.fromEntries(factors.map(({ filter }, index) => [index, filter]));
  const { hits, aggregations } = await search(Explained, {
    size: 1,
    _source: false,
    explain: true,
    query: { bool: { must: [query], filter: [{ ids: { values: [product] } }] } },
    aggs: { signals: { filters: { filters } } },
  });
  const [hit] = hits.hits;
  const nothing = { q: asked.q, manner, position: null, pinned: false, text: [], textScore: 0, factors: [], score: 0 };
  if (!hit) return { ...nothing, known: (await idsThere([product])).has(product), found: false };
  const pinned = isPinned(hit._score);
  const moved = factors
    .filter((_one, index) => (aggregations.signals.buckets[String(index)]?.doc_count ?? 0) > 0)
    .map(({ what: name, rule, weight }) => ({ what: name, times: weight, ...(rule !== undefined && { rule }) }));
  const text = pinned || asked.q === '' ? [] : byField(partsOf(hit._explanation));
  const above = await search(Above, { size: 0, track_total_hits: true, min_score: hit._score * (1 + 1e-6), query });
  return {
    ...nothing,
    known: true,
    found: true,
    position: above.hits.total.value + 1,
    pinned,
    text,
    textScore: hit._score / moved.reduce((product_, { times }) => product_ * times, 1),
    factors: moved,
    score: hit._score,
  };
}
