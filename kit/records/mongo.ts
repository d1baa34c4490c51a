import type { Db } from 'mongodb';
import type { AuditEntry } from '@kontor/contracts/journal';
import { now } from '../clock.ts';
import type { Records } from '../journal.ts';
import { collections, dataIn, declareCollection, type MongoTx } from '../mongo.ts';
import { traceId } from '../telemetry.ts';
import { seal } from './audit.ts';

const MOST = 500;
const MOST_FAILING = 50;
const HEAD = 'newest';

type AuditRow = Omit<AuditEntry, 'no'> & { _id: number };

const audits = (db: Db) => ({ audit: db.collection<AuditRow>('audit'), head: db.collection<{ _id: string; no: number; hash: string }>('audit_head') });

/** Makes the audit log and the indexes that looking back needs. */
export async function declareRecords(db: Db): Promise<void> {
  for (const name of ['audit', 'audit_head']) await declareCollection(db, name);
  await audits(db)
    .head.updateOne({ _id: HEAD }, { $setOnInsert: { no: 0, hash: '' } }, { upsert: true })
    .catch((error: { code?: number }) => {
      const DUPLICATE = 11_000;
      if (error.code !== DUPLICATE) throw error;
    });
  await collections(db).outbox.createIndex({ subject: 1 }, { name: 'subject' });
  await collections(db).asks.createIndex({ subject: 1 }, { name: 'subject' });
}

/** What a worker whose state lies in MongoDB can say of its own past. */
export function mongoRecords(db: Db): Records<MongoTx> {
  const { outbox, inbox, asks } = collections(db);
  const { audit, head } = audits(db);
  return {
    async told(subjects) {
      const found = await outbox.find({ subject: { $in: subjects } }, { sort: { seq: 1 }, limit: MOST }).toArray();
      return found.map(({ _id, type, subject, version, data, trace, at, publishedAt = null }) => ({
        id: _id,
        type,
        subject,
        version,
        data: dataIn(data),
        trace,
        at,
        publishedAt,
      }));
    },
    async asked(subjects) {
      const found = await asks.find({ subject: { $in: subjects } }, { sort: { due: 1 }, limit: MOST }).toArray();
      return found.map(({ _id, kind, subject, payload, due, attempts, doneAt, failure, trace }) => ({
        id: _id,
        kind,
        subject,
        payload,
        due,
        attempts,
        doneAt,
        failure,
        trace,
      }));
    },
    heard: async (ids) => (await inbox.find({ _id: { $in: ids } }).toArray()).map(({ _id, at }) => ({ id: _id, at })),
    async waiting() {
      const [oldest] = await outbox.find({ waiting: true }, { sort: { lane: -1, seq: 1 }, limit: 1 }).toArray();
      return { waiting: await outbox.countDocuments({ waiting: true }), oldest: oldest?.at ?? null };
    },
    async failing() {
      const found = await asks.find({ failure: { $ne: null } }, { sort: { due: -1 }, limit: MOST_FAILING }).toArray();
      return found.map(({ _id, kind, subject, attempts, failure, due, doneAt }) => ({
        id: _id,
        kind,
        subject,
        attempts,
        failure: failure ?? '',
        dueAt: due.toISOString(),
        over: doneAt !== null,
      }));
    },
    async note({ session }, noted) {
      // Two changes together meet at this row: the second is taken again by the driver, after the first.
      const last = await head.findOneAndUpdate({ _id: HEAD }, { $inc: { no: 1 } }, { session, returnDocument: 'before' });
      if (!last) throw new Error('the audit log was never declared: npm run migrate');
      const { no, ...entry } = seal(last, noted, now(), traceId());
      await head.updateOne({ _id: HEAD }, { $set: { hash: entry.hash } }, { session });
      await audit.insertOne({ _id: no, ...entry }, { session });
    },
    async noted(before, limit) {
      const found = await audit.find(before === undefined ? {} : { _id: { $lt: before } }, { sort: { _id: -1 }, limit }).toArray();
      return found.map(({ _id, ...entry }) => ({ no: _id, ...entry }));
    },
  };
}
