import { type Worker, workers } from '@kontor/contracts/events';
import type { Finding } from './finding.ts';
import { type SqlWorker, sqlWorkers, type Stores } from './stores.ts';

/** Inboxes keep what they heard at least so long. */
const KEPT = '8 days';
const KEPT_MS = 8 * 24 * 60 * 60_000;
const PAGE = 2_000;
const MOST = 100;
/** An ask that has failed so often is not merely waiting for its next try. */
const MANY_TRIES = 6;

/** Which workers hear which event. */
export type Hearers = ReadonlyMap<string, readonly Worker[]>;

type Told = { seq: string; id: string; type: string; subject: string };

async function* published(stores: Stores, owner: Worker): AsyncGenerator<Told[]> {
  if (owner === 'catalog') {
    const rows = stores.catalog.outbox.find(
      { waiting: { $exists: false }, at: { $gt: new Date(Date.now() - KEPT_MS) } },
      { projection: { type: 1, subject: 1 }, batchSize: PAGE },
    );
    let page: Told[] = [];
    for await (const { _id, type, subject } of rows) {
      page.push({ seq: '', id: _id, type, subject });
      if (page.length < PAGE) continue;
      yield page;
      page = [];
    }
    yield page;
    return;
  }
  for (let after = '0'; ; ) {
    const page = await stores.sql<Told>(
      owner,
      `select o.seq::text as seq, id, type, subject from outbox o where o.seq > $1::bigint and published_at is not null and at > now() - interval '${KEPT}' order by o.seq limit $2`,
      [after, PAGE],
    );
    const last = page.at(-1);
    if (!last) return;
    yield page;
    after = last.seq;
  }
}

async function unheardBy(stores: Stores, hearer: Worker, ids: readonly string[]): Promise<Set<string>> {
  if (hearer === 'catalog') {
    const unheard = new Set(ids);
    for (const { _id } of await stores.catalog.inbox.find({ _id: { $in: [...ids] } }, { projection: { _id: 1 } }).toArray()) unheard.delete(_id);
    return unheard;
  }
  const rows = await stores.sql<{ id: string }>(hearer, 'select t.id from unnest($1::uuid[]) as t(id) left join inbox i on i.id = t.id where i.id is null', [
    ids,
  ]);
  return new Set(rows.map(({ id }) => id));
}

/** I5: what was told has been heard by everybody who hears it. A page of an outbox at a time, one question to each inbox. */
export async function* checkHeard(stores: Stores, hearers: Hearers): AsyncGenerator<Finding> {
  for (const owner of workers) {
    for await (const page of published(stores, owner)) {
      for (const hearer of workers) {
        const meant = page.filter(({ type }) => hearers.get(type)?.includes(hearer));
        if (meant.length === 0) continue;
        const unheard = await unheardBy(
          stores,
          hearer,
          meant.map(({ id }) => id),
        );
        for (const { id, type, subject } of meant.filter((one) => unheard.has(one.id)))
          yield {
            promised: 'I5',
            what: `unheard by ${hearer}`,
            subject: id,
            sentence: `${type} about ${subject} (message ${id}) was told by ${owner}, but never reached ${hearer}.`,
            wayOn: 'See whether it lies among the dead letters.',
            repairs: [{ way: 'deliver', owner, id, type, subject, hearer }],
          };
      }
    }
  }
}

/** I5: nothing waits to be told, and no ask has failed again and again. */
export async function* checkWaiting(stores: Stores): AsyncGenerator<Finding> {
  for (const worker of workers) {
    const waiting =
      worker === 'catalog'
        ? (await stores.catalog.outbox.find({ waiting: true }, { limit: MOST }).toArray()).map(({ _id, type, subject }) => ({ id: _id, type, subject }))
        : await stores.sql<Omit<Told, 'seq'>>(worker, `select id, type, subject from outbox where published_at is null order by seq limit ${MOST}`);
    for (const { id, type, subject } of waiting)
      yield {
        promised: 'I5',
        what: 'untold',
        subject: id,
        sentence: `${type} about ${subject} (message ${id}) was committed by ${worker} and has not been told.`,
        wayOn: `Start ${worker}, and see that it reaches the broker: its relay tells what waits by itself.`,
        repairs: [],
      };
  }
  for (const worker of sqlWorkers) yield* stuckAsks(stores, worker);
}

type Stuck = { id: string; kind: string; subject: string; attempts: number; failure: string | null; lateSeconds: number };

async function* stuckAsks(stores: Stores, worker: SqlWorker): AsyncGenerator<Finding> {
  const stuck = await stores.sql<Stuck>(
    worker,
    `select id, kind, subject, attempts, failure, extract(epoch from now() - due)::int as "lateSeconds" from ask
     where done_at is null and ((due < now() - interval '60 seconds' and (leased_until is null or leased_until < now())) or (attempts >= ${MANY_TRIES} and failure is not null))
     order by due limit ${MOST}`,
  );
  for (const { id, kind, subject, attempts, failure, lateSeconds } of stuck)
    yield {
      promised: 'I5',
      what: 'ask stuck',
      subject: id,
      sentence: failure
        ? `${worker} has asked ${kind} about ${subject} ${attempts} times in vain: ${failure}.`
        : `${worker} was to ask ${kind} about ${subject} ${lateSeconds} s ago and has not.`,
      wayOn: 'See whether the one who is asked answers, and whether the worker runs.',
      repairs: [{ way: 'ask now', worker, id }],
    };
}
