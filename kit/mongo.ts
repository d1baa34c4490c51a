import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { events } from '@kontor/contracts/events';
import { type ClientSession, type Collection, type Db, MongoClient, Timestamp } from 'mongodb';
import { type Ask, type Asked, type Asks, bells, type Journal, type Outbox, type Waiting } from './journal.ts';
import { KEPT_DAYS } from './keeping.ts';
import { log } from './log.ts';
import { declareRecords, mongoRecords } from './records/mongo.ts';

/** What a change in MongoDB goes through: every operation names the session. */
export type MongoTx = { session: ClientSession; db: Db };

const POOL = 20;
const LEAD_SECONDS = 10;
const RENEW_MS = 3_000;
const STAND_BY_MS = 1_000;
const ASK_LEASE_SECONDS = 30;
/** So long bulk waits for what supersedes it: a product that is imported gets its stock a moment later, and is told once. */
const BULK_WAITS_MS = 3_000;
const KEPT_SECONDS = KEPT_DAYS * 24 * 60 * 60;

/** `seq` is set by the server when the row is written, so that one aggregate's events keep their order whoever writes them. */
type OutboxRow = Omit<Waiting, 'id' | 'at' | 'data'> & { _id: string; data: unknown; seq: Timestamp; at: Date; waiting?: true; publishedAt?: Date };

/** What an event says lies in its row as JSON text: writing a large event as BSON took more time than all else about it. */
export const dataIn = (data: unknown): unknown => (typeof data === 'string' ? JSON.parse(data) : data);
type AskRow = Omit<Ask, 'id'> & { _id: string; key: string; due: Date; leasedUntil: Date; doneAt: Date | null; failure: string | null };
type LeaseRow = { _id: string; holder: string; until: Date };

export const collections = (db: Db) => ({
  outbox: db.collection<OutboxRow>('outbox'),
  inbox: db.collection<{ _id: string; at: Date }>('inbox'),
  asks: db.collection<AskRow>('asks'),
  leases: db.collection<LeaseRow>('leases'),
});

/** Makes a collection with its validator, or gives the one that is there the new validator. Safe to repeat and in parallel. */
export async function declareCollection(db: Db, name: string, validator: Record<string, unknown> = {}): Promise<Collection> {
  const EXISTS = 48;
  await db.createCollection(name, { validator }).catch(async (error: { code?: number }) => {
    if (error.code !== EXISTS) throw error;
    await db.command({ collMod: name, validator });
  });
  return db.collection(name);
}

/** Makes the collections of the journal and their indexes. */
export async function declareJournal(db: Db): Promise<void> {
  for (const name of ['outbox', 'inbox', 'asks', 'leases']) await declareCollection(db, name);
  const { outbox, inbox, asks } = collections(db);
  await outbox.createIndex({ waiting: 1, lane: -1, seq: 1 }, { partialFilterExpression: { waiting: true }, name: 'waiting' });
  await outbox.createIndex({ publishedAt: 1 }, { expireAfterSeconds: KEPT_SECONDS, name: 'kept' });
  await inbox.createIndex({ at: 1 }, { expireAfterSeconds: KEPT_SECONDS, name: 'kept' });
  await asks.createIndex({ key: 1 }, { unique: true, name: 'once' });
  // What is not done has no time, and what was given up is not in it: both stay.
  await asks.createIndex({ doneAt: 1 }, { expireAfterSeconds: KEPT_SECONDS, partialFilterExpression: { failure: null }, name: 'kept' });
  await asks.createIndex({ due: 1 }, { partialFilterExpression: { doneAt: null }, name: 'due' });
  await declareRecords(db);
}

/** The journal of a worker whose state lies in MongoDB; `db` is for reading outside a transaction. */
export function mongoJournal(worker: string, url: string): Journal<MongoTx> & { db: Db } {
  const client = new MongoClient(url, {
    appName: worker,
    maxPoolSize: POOL,
    connectTimeoutMS: 1_000,
    serverSelectionTimeoutMS: 5_000,
    ignoreUndefined: true,
    readConcern: { level: 'majority' },
    writeConcern: { w: 'majority' },
  });
  const db = client.db();
  const { outbox, inbox, asks } = collections(db);
  const { onLeft, onAsked, for: rungBy } = bells();
  const afterCommit = new WeakMap<MongoTx, (() => void)[]>();
  const state = { closed: false };

  return {
    db,
    async transaction(work) {
      // Conflicts and a new primary are tried again by the driver; each try has a tx, and so a list of its own.
      const { result, tx } = await client.withSession((session) =>
        session.withTransaction(
          async () => {
            const ours: MongoTx = { session, db };
            afterCommit.set(ours, []);
            return { result: await work(ours), tx: ours };
          },
          { readConcern: { level: 'majority' }, writeConcern: { w: 'majority' } },
        ),
      );
      for (const run of new Set(afterCommit.get(tx))) run();
      return result;
    },
    async fresh({ session }, ids) {
      const known = await inbox.find({ _id: { $in: ids } }, { session, projection: { _id: 1 } }).toArray();
      const fresh = new Set(ids);
      for (const { _id } of known) fresh.delete(_id);
      const at = new Date();
      if (fresh.size > 0)
        await inbox.insertMany(
          [...fresh].map((_id) => ({ _id, at })),
          { session },
        );
      return fresh;
    },
    async leave(tx, leavings, asked) {
      const { session } = tx;
      afterCommit.get(tx)?.push(...rungBy(leavings, asked));
      const at = new Date();
      const rows = leavings.map(
        ({ id, data, ...leaving }): OutboxRow => ({ _id: id, ...leaving, data: JSON.stringify(data), seq: new Timestamp({ t: 0, i: 0 }), at, waiting: true }),
      );
      const newer = Map.groupBy(
        leavings.filter(({ type }) => events[type].kind === 'state'),
        ({ type }) => type,
      );
      const superseded = [...newer].map(([type, told]) => ({ type, subject: { $in: told.map(({ subject }) => subject) } }));
      if (superseded.length > 0) await outbox.deleteMany({ waiting: true, lane: 'bulk', $or: superseded }, { session });
      if (rows.length > 0) await outbox.insertMany(rows, { session });
      const known = await knownKeys(asks, asked, session);
      const news = new Map(asked.filter(({ key }) => !known.has(key)).map((ask) => [ask.key, ask]));
      if (news.size > 0) await asks.insertMany([...news.values()].map(askRow), { session });
    },
    after: (tx, run) => void afterCommit.get(tx)?.push(run),
    onLeft,
    onAsked,
    outbox: mongoOutbox(worker, db, state),
    asks: mongoAsks(db),
    records: mongoRecords(db),
    // The indices 'kept' let go of them.
    oldRows: async function* () {},
    ping: () => db.command({ ping: 1 }),
    async close() {
      state.closed = true;
      await client.close();
    },
  };
}

async function knownKeys(asks: Collection<AskRow>, asked: readonly Asked[], session: ClientSession): Promise<Set<string>> {
  if (asked.length === 0) return new Set();
  const found = await asks.find({ key: { $in: asked.map(({ key }) => key) } }, { session, projection: { key: 1 } }).toArray();
  return new Set(found.map(({ key }) => key));
}

const askRow = ({ kind, subject, key, payload = {}, due = new Date(0), trace }: Asked & { trace: string }): AskRow => ({
  _id: randomUUID(),
  kind,
  subject,
  key,
  payload,
  due,
  trace,
  attempts: 0,
  leasedUntil: new Date(0),
  doneAt: null,
  failure: null,
});

const inSeconds = (seconds: number) => ({ $dateAdd: { startDate: '$$NOW', unit: 'second', amount: seconds } });

/** One relay leads by a lease of ten seconds that it renews; times are the server's, so clocks of processes do not matter. */
function mongoOutbox(worker: string, db: Db, state: { closed: boolean }): Outbox {
  const { outbox, leases } = collections(db);
  const lease = `relay ${worker}`;
  const hold = async (holder: string, seconds: number): Promise<boolean> => {
    const { matchedCount } = await leases.updateOne({ _id: lease, $or: [{ holder }, { $expr: { $lt: ['$until', '$$NOW'] } }] }, [
      { $set: { holder, until: inSeconds(seconds) } },
    ]);
    return matchedCount === 1;
  };
  return {
    async lead(lost) {
      const holder = randomUUID();
      await leases.updateOne({ _id: lease }, { $setOnInsert: { holder: '', until: new Date(0) } }, { upsert: true }).catch((error: { code?: number }) => {
        const DUPLICATE = 11_000;
        if (error.code !== DUPLICATE) throw error;
      });
      while (!(await hold(holder, LEAD_SECONDS))) {
        await pause(STAND_BY_MS, undefined, { ref: false });
        if (state.closed) throw new Error('the journal is closed');
      }
      let heldUntil = Date.now() + LEAD_SECONDS * 1000;
      const renewing = setInterval(() => {
        const asked = Date.now();
        hold(holder, LEAD_SECONDS)
          .then((held) => {
            if (held) heldUntil = asked + LEAD_SECONDS * 1000;
            else heldUntil = 0;
          })
          .catch((error: unknown) => log.warn({ worker, error: String(error) }, 'the relay could not renew its lease'))
          .finally(() => {
            if (heldUntil - Date.now() < RENEW_MS) lost();
          });
      }, RENEW_MS);
      renewing.unref();
      return {
        wakened: () => undefined,
        release: async () => {
          clearInterval(renewing);
          if (!state.closed) await leases.updateOne({ _id: lease, holder }, { $set: { until: new Date(0) } });
        },
      };
    },
    async take(most) {
      const ripe = new Date(Date.now() - BULK_WAITS_MS);
      const rows = await outbox
        .find(
          { waiting: true, $or: [{ lane: 'now' }, { at: { $lte: ripe } }] },
          { sort: { lane: -1, seq: 1 }, limit: most, projection: { seq: 0, waiting: 0 } },
        )
        .toArray();
      return rows.map(({ _id, at, data, ...row }) => ({ ...row, id: _id, data: dataIn(data), at: at.toISOString() }));
    },
    // Rows are taken as the majority has them, so a mark waits for the majority too: else the next look would find them again.
    mark: async (ids) => void (await outbox.updateMany({ _id: { $in: ids } }, { $set: { publishedAt: new Date() }, $unset: { waiting: 1 } })),
  };
}

function mongoAsks(db: Db): Asks<MongoTx> {
  const { asks } = collections(db);
  return {
    async lease(most, kinds, now) {
      const leased: Ask[] = [];
      while (leased.length < most) {
        const row = await asks.findOneAndUpdate(
          { doneAt: null, kind: { $in: kinds }, due: { $lte: now }, $expr: { $lt: ['$leasedUntil', '$$NOW'] } },
          [{ $set: { attempts: { $add: ['$attempts', 1] }, leasedUntil: inSeconds(ASK_LEASE_SECONDS) } }],
          { sort: { due: 1 }, returnDocument: 'after' },
        );
        if (!row) break;
        leased.push({ id: row._id, kind: row.kind, subject: row.subject, payload: row.payload, attempts: row.attempts, trace: row.trace });
      }
      return leased;
    },
    finish: async ({ session }, ids, failure) =>
      void (await asks.updateMany({ _id: { $in: ids } }, { $set: { doneAt: new Date(), leasedUntil: new Date(0), failure } }, { session })),
    again: async (id, due, failure) => void (await asks.updateOne({ _id: id }, { $set: { due, leasedUntil: new Date(0), failure } })),
    async tickOff({ session }, id) {
      const was = await asks.findOneAndUpdate({ _id: id, doneAt: { $ne: null }, failure: { $ne: null } }, { $set: { failure: null } }, { session });
      return was && { id, kind: was.kind, subject: was.subject, payload: was.payload, attempts: was.attempts, trace: was.trace, failure: was.failure ?? '' };
    },
  };
}
