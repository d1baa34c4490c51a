import { now, onClockMoved } from './clock.ts';
import type { Ask, Journal } from './journal.ts';
import { log } from './log.ts';
import { traced } from './telemetry.ts';
import { doneTogether } from './together.ts';

/** Thrown by a call when trying again cannot help. */
export class Permanent extends Error {}

export type Ended<Payload = unknown, Result = unknown> = { ask: Ask & { payload: Payload }; result: Result };
export type Asking<Tx, Payload = unknown, Result = unknown> = {
  /** Calls out, outside any transaction; `ask.id` is the idempotency key. Absent for a timer. */
  call?: (ask: Ask & { payload: Payload }) => Promise<Result>;
  /** Records what came of asks that end together, in one transaction: one or twenty, the same statements. */
  done: (tx: Tx, ended: Ended<Payload, Result>[]) => Promise<void>;
  /** After the last attempt, or a `Permanent` failure. Without it the ask stays, for staff to see. */
  failed?: (tx: Tx, ask: Ask & { payload: Payload }, reason: string) => Promise<void>;
  /** What it means that people have done what was given up, when staff say so. */
  byHand?: (tx: Tx, ask: Ask & { payload: Payload }) => Promise<void>;
  /** How many times to try; the default spans about a day. */
  attempts?: number;
  /** After how many seconds without an answer a call has failed; less than its lease, so that nobody else calls meanwhile. */
  patience?: number;
};
export type Askings<Tx> = Record<string, Asking<Tx, never, never>>;

/** Gives an asking its types: payload and result are what its own call takes and gives. */
export const asking = <Tx, Payload, Result = undefined>(one: Asking<Tx, Payload, Result>): Asking<Tx, never, never> =>
  one as unknown as Asking<Tx, never, never>;

const FLOOR_MS = 500;
const MOST = 20;
const ATTEMPTS = 40;
const PATIENCE_SECONDS = 20;
const LONGEST_MS = 60 * 60 * 1000;

/** Doubling from half a second to an hour, with jitter so that many do not come back at once. */
const backOff = (attempts: number): number => Math.min(500 * 2 ** (attempts - 1), LONGEST_MS) * (0.75 + Math.random() / 2);

async function inTime<R>(work: Promise<R> | undefined, seconds: number): Promise<R | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** A `done` for asks that few are made of: each by itself, under its own trace. */
export const each =
  <Tx, Payload, Result>(record: (tx: Tx, ask: Ask & { payload: Payload }, result: Result) => Promise<void>) =>
  async (tx: Tx, ended: Ended<Payload, Result>[]): Promise<void> => {
    for (const { ask, result } of ended) await traced(ask.trace, () => record(tx, ask, result));
  };

/** Runs the asks of a worker: leases a few that are due, calls, records. */
export function runAsks<Tx>(worker: string, journal: Journal<Tx>, askings: Askings<Tx>): () => Promise<void> {
  const kinds = Object.keys(askings);
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let busy: Promise<void> | undefined;
  let rung = false;

  /** What came of asks that end together is recorded together, in one order for all runners: rows are locked for it. */
  const record = doneTogether<Ended>(async (ended) => {
    await journal.transaction(async (tx) => {
      const inOrder = ended.toSorted((a, b) => (a.ask.subject < b.ask.subject ? -1 : 1));
      for (const [kind, alike] of Map.groupBy(inOrder, ({ ask }) => ask.kind)) await (askings[kind] as unknown as Asking<Tx>).done(tx, alike);
      await journal.asks.finish(
        tx,
        ended.map(({ ask }) => ask.id),
        null,
      );
    });
  }, MOST);

  async function run(ask: Ask): Promise<void> {
    const one = askings[ask.kind] as Asking<Tx> | undefined;
    if (!one) return;
    try {
      const result = await inTime(one.call?.(ask), one.patience ?? PATIENCE_SECONDS);
      await record({ ask, result });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!(error instanceof Permanent) && ask.attempts < (one.attempts ?? ATTEMPTS)) {
        log.warn({ worker, ask: ask.kind, attempts: ask.attempts, reason }, 'an ask failed and is tried again');
        return journal.asks.again(ask.id, new Date(now().getTime() + backOff(ask.attempts)), reason.slice(0, 500));
      }
      log.error({ worker, ask: ask.kind, subject: ask.subject, reason }, 'an ask failed for good');
      await journal.transaction(async (tx) => {
        await one.failed?.(tx, ask, reason);
        await journal.asks.finish(tx, [ask.id], reason.slice(0, 500));
      });
    }
  }

  async function round(): Promise<void> {
    for (let leased = MOST; leased === MOST && !stopped; ) {
      const due = await journal.asks.lease(MOST, kinds, now());
      leased = due.length;
      await Promise.all(due.map((ask) => traced(ask.trace, () => run(ask))));
    }
  }

  const look = () => {
    if (stopped || kinds.length === 0) return;
    if (busy) {
      rung = true;
      return;
    }
    clearTimeout(timer);
    rung = false;
    busy = round()
      .catch((error: unknown) => log.warn({ worker, error: String(error) }, 'asks cannot be run now'))
      .finally(() => {
        busy = undefined;
        if (!stopped) timer = setTimeout(look, rung ? 0 : FLOOR_MS);
      });
  };
  journal.onAsked(look);
  onClockMoved(look);
  look();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await busy;
  };
}
