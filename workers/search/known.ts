import { setTimeout as pause } from 'node:timers/promises';
import { log } from '@kontor/kit/log';
import { NO_RULES, type RuleSet, ruleSetOf } from './rules.ts';
import { branches } from './store/postgres.ts';
import { keptSet, newestVersion } from './store/rules.ts';
import { bestSold, popular } from './store/signals.ts';
import { type Tree, treeOf } from './tree.ts';

export type Popular = { words: string; locale: string; times: number };

/** What a search needs to know beside the index: the category tree, what staff decided, what sells, what others search for. */
export type Known = { tree: Tree; rules: RuleSet; sold: readonly string[]; popular: readonly Popular[] };

/** Every instance sees a change of categories or rules within this time; `asks.ts` tells of rules only after it. */
export const LOOK_MS = 1_000;
/** So long a search waits for a store that is slow: then what was known a second ago does. */
const PATIENCE_MS = 1_000;
const SIGNALS_MS = 60_000;
const MOST_SOLD = 200;
const MOST_POPULAR = 2_000;
/** Nothing is offered to others that was not searched for so often: what one person types stays theirs. */
export const FLOOR = 5;

const nothing: Known = { tree: treeOf([]), rules: NO_RULES, sold: [], popular: [] };
let current: Known = nothing;
let lookAt = 0;
let signalsAt = 0;
let looking: { since: number; known: Promise<Known> } | undefined;

/** Reads anew at the next search; other processes see a change within a second. */
export function lookAgain(): void {
  lookAt = 0;
  signalsAt = 0;
}

async function look(): Promise<Known> {
  const begun = Date.now();
  const signals = signalsAt <= begun;
  try {
    const [tree, version, sold, asked] = await Promise.all([
      branches().then(treeOf),
      newestVersion(),
      signals ? bestSold(MOST_SOLD) : current.sold,
      signals ? popular(FLOOR, MOST_POPULAR) : current.popular,
    ]);
    const kept = version === current.rules.version ? null : await keptSet();
    current = { tree, rules: kept ? ruleSetOf(kept.version, kept.rules) : current.rules, sold, popular: asked };
    if (signals) signalsAt = begun + SIGNALS_MS;
    lookAt = begun + LOOK_MS;
  } catch (error) {
    // Searching goes on with what was known.
    log.warn({ error: String(error) }, 'categories and rules cannot be read');
    lookAt = Date.now() + LOOK_MS;
  }
  return current;
}

/** What is known now; read at most once a second, by one search for all that wait, and for no longer than a second if something is known. */
export async function known(): Promise<Known> {
  if (lookAt > Date.now()) return current;
  looking ??= { since: Date.now(), known: look().finally(() => (looking = undefined)) };
  if (current === nothing) return looking.known;
  const patience = Math.max(0, looking.since + PATIENCE_MS - Date.now());
  return Promise.race([looking.known, pause(patience).then(() => current)]);
}
