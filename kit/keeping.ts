import { setTimeout as pause } from 'node:timers/promises';
import { now } from './clock.ts';
import type { Journal } from './journal.ts';
import { log } from './log.ts';
import type { Sql } from './postgres.ts';

/** How many days what was told, heard, done or answered is kept: as long as somebody may want it told again, or send it again. */
export const KEPT_DAYS = 30;
const HOUR_MS = 3_600_000;
const PAGE = 1_000;
/** So many times as long as a page took nothing is deleted: a tenth of one connection's time at most. */
const REST = 9;

/** A table, and how a page of its oldest rows is deleted: those settled before $1, after $2, which begins as `first`. */
type Clearing = { table: string; first: string; text: string };

/** By the time at which a row was settled; `column` needs an index, of those rows alone if `only` says which. */
const byTime = (table: string, column: string, only = 'true'): Clearing => ({
  table,
  first: '-infinity',
  text: `with gone as (delete from ${table} where ctid = any(array(
      select ctid from ${table} where ${column} >= $2::timestamptz and ${column} < $1::timestamptz and ${only} order by ${column} limit ${PAGE}))
    returning ${column} as place)
    select count(*)::int as gone, max(place)::text as last from gone`,
});

/** By the order in which it was left, which is nearly that in which it was told: no index more on the way of every event. */
const TOLD: Clearing = {
  table: 'outbox',
  first: '0',
  text: `with page as (select seq from outbox where seq > $2::bigint order by seq limit ${PAGE}),
    gone as (delete from outbox using page where outbox.seq = page.seq and published_at < $1::timestamptz returning outbox.seq)
    select count(*)::int as gone, max(seq)::text as last from gone`,
};
const HEARD = byTime('inbox', 'at');
/** What was given up stays until somebody has dealt with it. */
const DONE = byTime('ask', 'done_at', 'failure is null');

/**
 * Deletes what was settled before then, a page at a time: whoever takes the pages sets the pace. `own` are further tables of the
 * worker, each with the column that says when a row was settled. A page goes on where the one before ended, for until the database
 * has vacuumed it would read all that is deleted again.
 */
export async function* oldRows(
  sql: Pick<Sql, '$queryRawUnsafe'>,
  own: Readonly<Record<string, string>>,
  before: Date,
): AsyncGenerator<{ table: string; gone: number }> {
  for (const { table, first, text } of [TOLD, HEARD, DONE, ...Object.entries(own).map(([name, column]) => byTime(name, column))]) {
    for (let after = first; ; ) {
      const [page] = await sql.$queryRawUnsafe<{ gone: number; last: string | null }[]>(text, before.toISOString(), after);
      if (!page?.last) break;
      after = page.last;
      yield { table, gone: page.gone };
    }
  }
}

/** Lets go of what is older than `KEPT_DAYS`, resting between pages; ends early when told to. */
async function letGo<Tx>(worker: string, journal: Journal<Tx>, signal: AbortSignal): Promise<void> {
  const gone: Record<string, number> = {};
  try {
    let began = performance.now();
    for await (const page of journal.oldRows(new Date(now().getTime() - KEPT_DAYS * 24 * HOUR_MS))) {
      gone[page.table] = (gone[page.table] ?? 0) + page.gone;
      await pause((performance.now() - began) * REST, undefined, { signal });
      began = performance.now();
    }
  } catch (error) {
    if (!signal.aborted) log.warn({ worker, error: String(error) }, 'old rows could not all be deleted; tried again in an hour');
  }
  if (Object.keys(gone).length > 0) log.info({ worker, gone }, 'old rows were deleted');
}

/** Lets go of old rows now and every hour, until it is stopped. Two at once do no harm, but the work twice. */
export function keepTidy<Tx>(worker: string, journal: Journal<Tx>): () => Promise<void> {
  const stopped = new AbortController();
  let busy: Promise<void> | undefined;
  const look = () => {
    busy ??= letGo(worker, journal, stopped.signal).finally(() => {
      busy = undefined;
    });
  };
  look();
  const hourly = setInterval(look, HOUR_MS);
  return async () => {
    clearInterval(hourly);
    stopped.abort();
    await busy;
  };
}
