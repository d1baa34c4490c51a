import { traceparent } from './telemetry.ts';
import { leaving, type Asked, type Journal, type Lane, type Told } from './journal.ts';

/**
 * What a rule decides: the next state (whole or the fields that differ), what to tell, what to ask. Nothing at all is a decision too.
 * `silent` counts no version: for what a history of steps does not name.
 */
export type Decision<State> = { next?: Partial<State>; events?: Told[]; asks?: Asked[]; silent?: true };
export type Rule<State, Facts> = (state: State, facts: Facts) => Decision<State>;

/** How the rows of an aggregate are locked (in a fixed order) and saved, many at once. */
export type Keeper<Tx, State> = {
  lock(tx: Tx, ids: string[]): Promise<State[]>;
  save(tx: Tx, states: State[]): Promise<void>;
  idOf(state: State): string;
};
export type Todo<Facts> = { id: string; facts: Facts; trace?: string };

/**
 * Locks the rows, runs the pure rule on each, and saves states, outbox and asks together: one id or fifty, the same statements.
 * `unknown` says what to do about an id that is not there; by default it throws. Returns the states that changed.
 */
export async function change<Tx, State extends { version: number }, Facts>(
  journal: Journal<Tx>,
  tx: Tx,
  keeper: Keeper<Tx, State>,
  todo: Todo<Facts>[],
  rule: Rule<State, Facts>,
  { unknown = missing, lane = 'now' }: { unknown?: (id: string) => void; lane?: Lane } = {},
): Promise<State[]> {
  if (todo.length === 0) return [];
  const locked = await keeper.lock(tx, [...new Set(todo.map(({ id }) => id))].sort());
  const states = new Map(locked.map((state) => [keeper.idOf(state), state]));
  const changed = new Map<string, State>();
  const events = [];
  const asks = [];
  for (const { id, facts, trace = traceparent() } of todo) {
    const state = states.get(id);
    if (!state) {
      unknown(id);
      continue;
    }
    const decision = rule(state, facts);
    const moves = decision.next !== undefined || (decision.events?.length ?? 0) > 0;
    const next = moves ? { ...state, ...decision.next, version: state.version + (decision.silent ? 0 : 1) } : state;
    if (moves) {
      states.set(id, next);
      changed.set(id, next);
    }
    events.push(...(decision.events ?? []).map((told) => leaving(told, next.version, trace, lane)));
    asks.push(...(decision.asks ?? []).map((asked) => ({ ...asked, trace })));
  }
  if (changed.size > 0) await keeper.save(tx, [...changed.values()]);
  await journal.leave(tx, events, asks);
  return [...changed.values()];
}

function missing(id: string): void {
  throw new Error(`${id} is not known here`);
}
