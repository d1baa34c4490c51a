import type { Factor, Target } from '@kontor/contracts/merchandising';
import type { SearchInput } from '@kontor/contracts/search';
import type { Known } from './known.ts';
import { inForce } from './rules.ts';
import { below, meant, type Tree } from './tree.ts';
import { otherOf, waysToSay } from './words.ts';

/** In stock goes before sold out by so much, never more: a better match that is sold out still wins. */
export const IN_STOCK_BOOST = 1.25;
/** 'Mouse' means mice and not what lies under them. */
const MEANT_BOOST = 1.5;

/** What everybody likes, what is new and what sells: all together less than being in stock, so that words lead. */
const LIKED = [
  { from: 44, to: 51, weight: 1.06 },
  { from: 40, to: 44, weight: 1.03 },
];
const NEW = { since: 'now-60d/d', weight: 1.04 };
const SOLD = [
  { from: 0, to: 50, weight: 1.1 },
  { from: 50, to: 200, weight: 1.05 },
];
/** The most that signals can make of a score beside stock, meaning and rules. */
export const MOST_SIGNAL: number = (LIKED[0]?.weight ?? 1) * NEW.weight * (SOLD[0]?.weight ?? 1);

export type Signal = { what: Factor['what']; rule?: string; filter: Record<string, unknown>; weight: number };

function filterOf(target: Target, tree: Tree): Record<string, unknown> {
  if (target.by === 'product') return { ids: { values: target.products } };
  if (target.by === 'brand') return { term: { picks: `brand=${target.brand}` } };
  return { terms: { categories: below(tree, target.category) } };
}

/** What moves a product up or down beside its words, each by a fixed factor: what is known of it, and what staff decided. */
export function signals(input: Pick<SearchInput, 'q' | 'category' | 'locale'>, { tree, rules, sold }: Known): Signal[] {
  const { q, locale } = input;
  const intended = [q, ...waysToSay(q, rules.sayings)].flatMap((way) => [...meant(tree, way, locale).branches, ...meant(tree, way, otherOf(locale)).branches]);
  const categories = [...new Set(intended.flatMap(({ id }) => below(tree, id)))];
  const tiers = SOLD.map(({ from, to, weight }) => ({ skus: sold.slice(from, to), weight })).filter(({ skus }) => skus.length > 0);
  return [
    { what: 'in-stock', filter: { term: { buyable: true } }, weight: IN_STOCK_BOOST },
    ...(q !== '' && categories.length > 0 ? [{ what: 'meant' as const, filter: { terms: { categories } }, weight: MEANT_BOOST }] : []),
    ...LIKED.map(({ from, to, weight }) => ({ what: 'rating' as const, filter: { range: { rating: { gte: from, lt: to } } }, weight })),
    { what: 'new', filter: { range: { releasedAt: { gte: NEW.since, lte: 'now/d' } } }, weight: NEW.weight },
    ...soldOnce(tiers),
    ...inForce(rules, input).moved.map(({ rule, target, what, times }) => ({ what, rule, filter: filterOf(target, tree), weight: times })),
  ];
}

/** A product with several SKUs counts by its best one alone. */
const soldOnce = (tiers: readonly { skus: readonly string[]; weight: number }[]): Signal[] =>
  tiers.map(({ skus, weight }, index) => {
    const better = tiers.slice(0, index).flatMap((tier) => tier.skus);
    const one = { terms: { exact: skus } };
    return { what: 'sold', filter: better.length > 0 ? { bool: { filter: [one], must_not: [{ terms: { exact: better } }] } } : one, weight };
  });
