import { isDeepStrictEqual } from 'node:util';
import type { Locale } from '@kontor/contracts/ids';
import type { Rule, Target, Where } from '@kontor/contracts/merchandising';
import { type Sayings, sayingsOf, stem, wordsOf } from './words.ts';

/** A set of rules as searches use it. */
export type RuleSet = { version: number; rules: readonly Rule[]; sayings: Sayings };

const isOn = ({ on }: Rule): boolean => on;

/** Rules made ready: what the shop calls the same is worked out once for each version. */
export function ruleSetOf(version: number, rules: readonly Rule[]): RuleSet {
  const on = rules.filter(isOn);
  return { version, rules: on, sayings: sayingsOf(on.flatMap((rule) => (rule.kind === 'synonyms' ? [rule.words] : []))) };
}
export const NO_RULES: RuleSet = ruleSetOf(0, []);

/** What staff decided about one search or listing. */
export type InForce = {
  pins: string[];
  moved: { rule: string; target: Target; what: 'boost' | 'bury'; times: number }[];
  redirect?: string;
  /** ids of all the rules that hold here */
  rules: string[];
};

/** So little is left of the score of what is buried: less than anything else has, and still in order. */
const BURIED = 0.0001;
const MOST_PINS = 50;

type Asked = { q: string; category?: string | undefined; locale: Locale };

/** Whether words mean the same search: by their stems, so that 'Lamps' holds for 'lamp'. */
function says(asked: string, phrase: string, whole: boolean, locale: Locale): boolean {
  const stems = (text: string) =>
    ` ${wordsOf(text)
      .map((word) => stem(word, locale))
      .join(' ')} `;
  return whole ? stems(asked) === stems(phrase) : stems(phrase).trim() !== '' && stems(asked).includes(stems(phrase));
}

function holds(where: Where, { q, category, locale }: Asked): boolean {
  if (where.in === 'everywhere') return true;
  if (where.in === 'category') return q === '' && category === where.category;
  return q !== '' && says(q, where.q, where.whole, locale);
}

/** The rules that hold for what was asked; of two that pin the same product the first counts. */
export function inForce({ rules }: RuleSet, asked: Asked): InForce {
  const found: InForce = { pins: [], moved: [], rules: [] };
  for (const rule of rules) {
    if (rule.kind === 'synonyms') {
      if (asked.q !== '' && rule.words.some((phrase) => says(asked.q, phrase, false, asked.locale))) found.rules.push(rule.id);
      continue;
    }
    if (rule.kind === 'redirect') {
      if (asked.q === '' || found.redirect !== undefined || !says(asked.q, rule.q, true, asked.locale)) continue;
      found.redirect = rule.to;
    } else if (!holds(rule.where, asked)) continue;
    else if (rule.kind === 'pin') found.pins.push(...rule.products);
    else found.moved.push({ rule: rule.id, target: rule.target, what: rule.kind, times: rule.kind === 'boost' ? rule.times : BURIED });
    found.rules.push(rule.id);
  }
  return { ...found, pins: [...new Set(found.pins)].slice(0, MOST_PINS) };
}

/** The products that rules name, of those that are given by their ids. */
export const productsIn = (rules: readonly Rule[]): string[] => [
  ...new Set(
    rules.flatMap((rule) => {
      if (rule.kind === 'pin') return rule.products;
      return (rule.kind === 'boost' || rule.kind === 'bury') && rule.target.by === 'product' ? rule.target.products : [];
    }),
  ),
];

/** How many rules came, changed and went between two sets. */
export function difference(before: readonly Rule[], after: readonly Rule[]): { added: number; changed: number; removed: number } {
  const old = new Map(before.map((rule) => [rule.id, rule]));
  const kept = after.filter(({ id }) => old.has(id));
  return {
    added: after.length - kept.length,
    changed: kept.filter((rule) => !isDeepStrictEqual(rule, old.get(rule.id))).length,
    removed: before.length - kept.length,
  };
}

/** The rules with one more, or with one written anew where it stood. */
export const withRule = (rules: readonly Rule[], rule: Rule): Rule[] =>
  rules.some(({ id }) => id === rule.id) ? rules.map((one) => (one.id === rule.id ? rule : one)) : [...rules, rule];
export const withoutRule = (rules: readonly Rule[], id: string): Rule[] => rules.filter((rule) => rule.id !== id);
