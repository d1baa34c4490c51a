import type { Rule } from '@kontor/contracts/merchandising';

export type RuleState = 'same' | 'new' | 'changed' | 'removed';

/** Every rule that holds or would hold, and what the draft does to it. */
export function statesOf(live: readonly Rule[], drafted: readonly Rule[]): { rule: Rule; state: RuleState }[] {
  const held = new Map(live.map((rule) => [rule.id, JSON.stringify(rule)]));
  const kept = new Set(drafted.map(({ id }) => id));
  const stateOf = (rule: Rule): RuleState => (!held.has(rule.id) ? 'new' : held.get(rule.id) === JSON.stringify(rule) ? 'same' : 'changed');
  return [
    ...drafted.map((rule) => ({ rule, state: stateOf(rule) })),
    ...live.filter(({ id }) => !kept.has(id)).map((rule) => ({ rule, state: 'removed' as const })),
  ];
}

/** The products that a rule names one by one. */
export function productsOf(rule: Rule): string[] {
  if (rule.kind === 'pin') return rule.products;
  return (rule.kind === 'boost' || rule.kind === 'bury') && rule.target.by === 'product' ? rule.target.products : [];
}
