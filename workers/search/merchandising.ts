import { type merchandising as contract, PREVIEWED, RULE_LIMITS, type Rule, type Shown } from '@kontor/contracts/merchandising';
import { Refusal } from '@kontor/contracts/refusals';
import { SearchInput } from '@kontor/contracts/search';
import { now } from '@kontor/kit/clock';
import { type Context, type Handlers, staffOf } from '@kontor/kit/rpc';
import { traceparent } from '@kontor/kit/telemetry';
import type { z } from 'zod';
import { explain } from './explain.ts';
import { known, type Known, LOOK_MS, lookAgain } from './known.ts';
import { find, unlessAway } from './listing.ts';
import { difference, inForce, productsIn, type RuleSet, ruleSetOf, withoutRule, withRule } from './rules.ts';
import { idsThere } from './store/opensearch.ts';
import { journal, type Tx } from './store/postgres.ts';
import { addSet, dropDraft, keepDraft, type KeptDraft, keptDraft, keptSet, lockRules, setsBefore } from './store/rules.ts';

const RULES = 'search rules';

const shownDraft = ({ at, ...draft }: KeptDraft) => ({ ...draft, at: at.toISOString() });

/** Changes the draft, or begins one from the rules that hold. */
const editDraft = (context: Context, act: string, about: string, edit: (rules: readonly Rule[]) => Rule[]) =>
  journal.transaction(async (tx) => {
    await lockRules(tx);
    const before = await keptDraft(tx);
    const rules = edit(before?.rules ?? (await live(tx)).rules);
    if (rules.length > RULE_LIMITS.rules)
      throw new Refusal('InvalidInput', { field: 'rule', reason: `there are ${RULE_LIMITS.rules} rules, and that is the most: remove one first` });
    const draft = { edit: (before?.edit ?? 0) + 1, rules, at: now(), actor: staffOf(context).id };
    await keepDraft(tx, draft);
    await journal.records.note(tx, { actor: draft.actor, act, about });
    return shownDraft(draft);
  });

async function live(tx?: Tx) {
  const set = await keptSet(tx);
  if (!set) throw new Error('there is no set of rules, not even an empty one');
  return set;
}

/** Lets rules hold from now on: a new version, whatever it is equal to. */
async function putInForce(tx: Tx, context: Context, rules: Rule[], act: string, restores: number | null) {
  const before = await live(tx);
  const version = before.version + 1;
  const { id: actor } = staffOf(context);
  await addSet(tx, { version, rules, at: now(), actor, restores });
  await journal.records.note(tx, {
    actor,
    act,
    about: RULES,
    detail: { version, rules: rules.length, ...difference(before.rules, rules), ...(restores !== null && { restores }) },
  });
  const due = new Date(now().getTime() + 1.5 * LOOK_MS);
  const announce = { kind: 'announceRules', subject: RULES, key: `announceRules:${version}`, payload: { version }, due, trace: traceparent() };
  await journal.leave(tx, [], [announce]);
  journal.after(tx, lookAgain);
  return { version };
}

type Looked = z.output<(typeof contract)['preview']['input']>;

async function shown(looked: Looked, what: Known): Promise<Shown> {
  const input = SearchInput.parse({ ...looked, pageSize: PREVIEWED });
  const { answer } = await find(input, what);
  const { pins, redirect, rules } = inForce(what.rules, input);
  const items = answer.hits.hits.map(({ _source }) => _source.card);
  const pinned = items.map(({ id }) => id).filter((id) => pins.includes(id));
  return { total: answer.hits.total.value, items, pinned, rules, ...(redirect !== undefined && { redirect }) };
}

/** The draft as searches would use it; without one, what holds. */
async function drafted(what: Known): Promise<RuleSet> {
  const draft = await keptDraft();
  return draft ? ruleSetOf(what.rules.version, draft.rules) : what.rules;
}

/** What staff decides about ranking. Shoppers see nothing of a draft; every change is a version that one can go back to. */
export const merchandising: Handlers<typeof contract> = {
  async rules() {
    const [{ version, rules }, draft] = await Promise.all([live(), keptDraft()]);
    return { version, rules, draft: draft && shownDraft(draft) };
  },

  saveRule: ({ rule }, context) => editDraft(context, 'draftRule', rule.id, (rules) => withRule(rules, rule)),
  removeRule: ({ id }, context) =>
    editDraft(context, 'draftRuleAway', id, (rules) => {
      if (!rules.some((rule) => rule.id === id)) throw new Refusal('NotFound', { id });
      return withoutRule(rules, id);
    }),
  discardDraft: (_input, context) =>
    journal.transaction(async (tx) => {
      await lockRules(tx);
      if ((await dropDraft(tx)).count > 0) await journal.records.note(tx, { actor: staffOf(context).id, act: 'discardDraft', about: RULES });
      return {};
    }),

  publish: ({ edit }, context) =>
    journal.transaction(async (tx) => {
      await lockRules(tx);
      const draft = await keptDraft(tx);
      if (!draft) throw new Refusal('NotFound', { draft: true });
      if (draft.edit !== edit) throw new Refusal('InvalidInput', { field: 'edit', reason: 'the draft has been changed since: look at it again' });
      await dropDraft(tx);
      return putInForce(tx, context, draft.rules, 'publishRules', null);
    }),

  async versions({ before, limit }) {
    const sets = await setsBefore(before, limit + 1);
    const items = sets.slice(0, limit).map(({ at, rules, ...set }, index) => ({
      ...set,
      at: at.toISOString(),
      rules: rules.length,
      ...difference(sets[index + 1]?.rules ?? [], rules),
    }));
    return { items, next: sets.length > limit ? (items.at(-1)?.version ?? null) : null };
  },

  restore: ({ version }, context) =>
    journal.transaction(async (tx) => {
      await lockRules(tx);
      const set = await keptSet(tx, version);
      if (!set) throw new Refusal('NotFound', { version });
      const present = await live(tx);
      if (present.restores === version) return { version: present.version };
      return putInForce(tx, context, set.rules, 'restoreRules', version);
    }),

  preview: (looked) =>
    unlessAway(async () => {
      const what = await known();
      const rules = await drafted(what);
      const before = await shown(looked, what);
      const after = await shown(looked, { ...what, rules });
      const here = rules.rules.filter(({ id }) => after.rules.includes(id));
      const named = productsIn(here);
      const there = await idsThere(named);
      return { live: before, draft: after, missing: named.filter((id) => !there.has(id)) };
    }),

  explain: ({ product, draft, ...looked }) =>
    unlessAway(async () => {
      const what = await known();
      return explain(SearchInput.parse(looked), product, draft ? { ...what, rules: await drafted(what) } : what);
    }),
};
