import type { AuditEntry, FailingAsk } from '@kontor/contracts/journal';
import { now } from '../clock.ts';
import type { Records } from '../journal.ts';
import type { Sql } from '../postgres.ts';
import { traceId } from '../telemetry.ts';
import { type Seal, seal } from './audit.ts';

const MOST = 500;
const MOST_FAILING = 50;

const TOLD = `select id, type, subject, version, data, trace, at, published_at as "publishedAt" from outbox where subject = any($1::text[]) order by seq limit ${MOST}`;
const ASKED = `select id, kind, subject, payload, due, attempts, done_at as "doneAt", failure, trace from ask where subject = any($1::text[]) order by due limit ${MOST}`;
const HEARD = 'select id, at from inbox where id = any($1::uuid[])';
const WAITING = 'select count(*)::int as waiting, min(at) as oldest from outbox where published_at is null';
const FAILING = `select id, kind, subject, attempts, failure, due as "dueAt", done_at is not null as over from ask where failure is not null order by due desc limit ${MOST_FAILING}`;
const LAST = 'select no, hash from audit order by no desc limit 1';
const NOTE = `insert into audit (no, at, actor, act, about, detail, trace, previous, hash)
  select no, at, actor, act, about, detail, trace, previous, hash
  from jsonb_to_record($1::jsonb) as x(no int, at timestamptz, actor text, act text, about text, detail jsonb, trace text, previous text, hash text)`;
const NOTED = 'select no, at, actor, act, about, detail, trace, previous, hash from audit where no < $1 order by no desc limit $2';
const NEWEST = 2_147_483_647;

type Dated<Row, Keys extends keyof Row> = Omit<Row, Keys> & { [K in Keys]: Date };

/** What a worker whose state lies in PostgreSQL can say of its own past. */
export function postgresRecords<Tx extends Sql>(client: Sql): Records<Tx> {
  return {
    told: (subjects) => client.$queryRawUnsafe(TOLD, subjects),
    asked: (subjects) => client.$queryRawUnsafe(ASKED, subjects),
    heard: (ids) => client.$queryRawUnsafe(HEARD, ids),
    async waiting() {
      const [row] = await client.$queryRawUnsafe<{ waiting: number; oldest: Date | null }[]>(WAITING);
      return row ?? { waiting: 0, oldest: null };
    },
    async failing() {
      const found = await client.$queryRawUnsafe<Dated<FailingAsk, 'dueAt'>[]>(FAILING);
      return found.map(({ dueAt, ...ask }) => ({ ...ask, dueAt: dueAt.toISOString() }));
    },
    async note(tx, noted) {
      // One after the other until each commits: else two entries could follow the same one.
      await tx.$executeRawUnsafe(`select pg_advisory_xact_lock(hashtext('audit'))`);
      const [last] = await tx.$queryRawUnsafe<Seal[]>(LAST);
      await tx.$executeRawUnsafe(NOTE, JSON.stringify(seal(last, noted, now(), traceId())));
    },
    async noted(before, limit) {
      const found = await client.$queryRawUnsafe<Dated<AuditEntry, 'at'>[]>(NOTED, before ?? NEWEST, limit);
      return found.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() }));
    },
  };
}
