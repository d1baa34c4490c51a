import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { codesOf } from './away.ts';
import { type Ask, bells, type Journal, type Outbox, type Waiting } from './journal.ts';
import { oldRows } from './keeping.ts';
import { log } from './log.ts';
import { UNAWAITED } from './pipelining.ts';
import { postgresRecords } from './records/postgres.ts';

const LEASE_SECONDS = 30;
const STAND_BY_MS = 1_000;

/** The raw half of a Prisma transaction; everything in kit that touches a worker's tables goes through it. */
export type Sql = {
  $queryRawUnsafe<R = unknown>(sql: string, ...values: unknown[]): Promise<R>;
  $executeRawUnsafe(sql: string, ...values: unknown[]): Promise<number>;
};
/** A worker's Prisma client, as far as kit needs it; see `openClient`. */
export type Client<Tx> = Sql & {
  $transaction<R>(work: (tx: Tx) => Promise<R>, options?: { timeout?: number }): Promise<R>;
  $disconnect(): Promise<void>;
};

/** Runs a statement whose result nobody looks at: it travels with the next one, whose failure its own becomes. For transactions only. */
export const unawaited = async (tx: Sql, sql: string, ...values: unknown[]): Promise<void> => void (await tx.$executeRawUnsafe(UNAWAITED + sql, ...values));

/** A pattern for LIKE that means every text that begins so: what people type is no pattern. */
export const startingWith = (text: string): string => `${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Rows as JSON, one round trip whatever their number. */
export const rows = (list: readonly unknown[]): string => JSON.stringify(list);

const LEAVE = `insert into outbox (id, type, subject, version, data, trace, lane)
  select id, type, subject, version, data, trace, lane
  from jsonb_to_recordset($1::jsonb) as x(id uuid, type text, subject text, version int, data jsonb, trace text, lane text)`;
const ASK = `insert into ask (id, kind, subject, key, payload, due, trace)
  select id, kind, subject, key, payload, due, trace
  from jsonb_to_recordset($1::jsonb) as x(id uuid, kind text, subject text, key text, payload jsonb, due timestamptz, trace text)
  on conflict (key) do nothing`;
const LEAVE_AND_ASK = `with told as (${LEAVE}) ${ASK.replaceAll('$1', '$2')}`;
const FRESH = 'insert into inbox (id) select unnest($1::uuid[]) on conflict do nothing returning id';
const TAKE = `select id, type, subject, version, data, trace, lane, at from outbox where published_at is null order by lane desc, seq limit $1`;
const MARK = 'update outbox set published_at = now() where id = any($1::uuid[])';
const LEASE = `update ask set attempts = attempts + 1, leased_until = now() + interval '${LEASE_SECONDS} seconds' where id in (
    select id from ask where done_at is null and due <= $2::timestamptz and kind = any($3::text[]) and (leased_until is null or leased_until < now())
    order by due limit $1 for update skip locked)
  returning id, kind, subject, payload, attempts, trace`;
const FINISH = 'update ask set done_at = now(), leased_until = null, failure = $2 where id = any($1::uuid[])';
const TICK_OFF = `update ask set failure = null from (select id, failure from ask where id = $1::uuid and done_at is not null and failure is not null for update) was
  where ask.id = was.id returning ask.id, ask.kind, ask.subject, ask.payload, ask.attempts, ask.trace, was.failure`;
const AGAIN = 'update ask set due = $2::timestamptz, leased_until = null, failure = $3 where id = $1::uuid';

const CONFLICTS = new Set(['40001', '40P01', 'P2034']);

const isConflict = (error: unknown): boolean => codesOf(error).some((code) => CONFLICTS.has(code));

/**
 * The journal of a worker whose state lies in PostgreSQL. `own` names tables of the worker whose rows go when the journal's do,
 * each with the column that says since when.
 */
export function postgresJournal<Tx extends Sql>(worker: string, url: string, client: Client<Tx>, own: Readonly<Record<string, string>> = {}): Journal<Tx> {
  const state = { closed: false };
  const { onLeft, onAsked, for: rungBy } = bells();
  const commitWork = new AsyncLocalStorage<(() => void)[]>();

  async function once<R>(work: (tx: Tx) => Promise<R>): Promise<R> {
    const later: (() => void)[] = [];
    const result = await commitWork.run(later, () => client.$transaction(work));
    for (const run of new Set(later)) run();
    return result;
  }

  return {
    async transaction(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await once(work);
        } catch (error) {
          if (attempt === 4 || !isConflict(error)) throw error;
          await pause(Math.random() * 20 * attempt);
        }
      }
    },
    async fresh(tx, ids) {
      const known = await tx.$queryRawUnsafe<{ id: string }[]>(FRESH, ids);
      return new Set(known.map((row) => row.id));
    },
    async leave(tx, leavings, asked) {
      commitWork.getStore()?.push(...rungBy(leavings, asked));
      const asks = asked.map((ask) => ({ payload: {}, due: new Date(0), ...ask, id: randomUUID() }));
      if (leavings.length > 0 && asks.length > 0) await unawaited(tx, LEAVE_AND_ASK, rows(leavings), rows(asks));
      else if (leavings.length > 0) await unawaited(tx, LEAVE, rows(leavings));
      else if (asks.length > 0) await unawaited(tx, ASK, rows(asks));
    },
    after: (_tx, run) => void commitWork.getStore()?.push(run),
    onLeft,
    onAsked,
    outbox: postgresOutbox(worker, url, state),
    asks: {
      lease: (most, kinds, now) => client.$queryRawUnsafe<Ask[]>(LEASE, most, now.toISOString(), kinds),
      finish: (tx, ids, failure) => unawaited(tx, FINISH, ids, failure),
      again: async (id, due, failure) => void (await client.$executeRawUnsafe(AGAIN, id, due.toISOString(), failure)),
      tickOff: async (tx, id) => (await tx.$queryRawUnsafe<(Ask & { failure: string })[]>(TICK_OFF, id))[0] ?? null,
    },
    records: postgresRecords<Tx>(client),
    ping: () => client.$queryRawUnsafe('select 1'),
    oldRows: (before) => oldRows(client, own, before),
    close() {
      state.closed = true;
      return client.$disconnect();
    },
  };
}

async function locked(db: pg.Client, name: string): Promise<boolean> {
  const { rows: answers } = await db.query<{ locked: boolean }>('select pg_try_advisory_lock(hashtext($1)) as locked', [name]);
  return answers[0]?.locked === true;
}

/** The relay's own connection: it holds the advisory lock, hears NOTIFY and marks without waiting for the disk (a lost mark is a duplicate). */
function postgresOutbox(worker: string, url: string, state: { closed: boolean }): Outbox {
  let db: pg.Client | undefined;
  const connected = () => {
    if (!db) throw new Error('the relay has no connection');
    return db;
  };
  return {
    async lead(lost) {
      const fresh = new pg.Client({ connectionString: url, application_name: `${worker} relay`, connectionTimeoutMillis: 2_000, keepAlive: true });
      fresh.on('error', (error) => log.warn({ worker, error: error.message }, 'the relay lost its database'));
      fresh.on('end', lost);
      await fresh.connect();
      await fresh.query('set synchronous_commit = off');
      // Asked for again and again, not waited for: a statement that waits keeps a snapshot, and nothing deleted since then is vacuumed.
      while (!(await locked(fresh, `relay ${worker}`))) {
        await pause(STAND_BY_MS, undefined, { ref: false });
        if (!state.closed) continue;
        await fresh.end();
        throw new Error('the journal is closed');
      }
      await fresh.query('listen outbox');
      db = fresh;
      return {
        wakened: (ring) => void fresh.on('notification', ring),
        release: () => fresh.end(),
      };
    },
    async take(most) {
      const { rows: taken } = await connected().query<Omit<Waiting, 'at'> & { at: Date }>({ name: 'take', text: TAKE, values: [most] });
      return taken.map((row) => ({ ...row, at: row.at.toISOString() }));
    },
    mark: async (ids) => void (await connected().query({ name: 'mark', text: MARK, values: [ids] })),
  };
}
