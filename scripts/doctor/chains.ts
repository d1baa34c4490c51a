import type { Worker } from '@kontor/contracts/events';
import type { Finding } from './finding.ts';
import { sqlWorkers, type Stores } from './stores.ts';

const MOST = 20;
/** Entries that do not follow the one before: a number left out, or another hash than it had. One scan in the order of the numbers. */
const BREAKS = `select no from (select no, previous, lag(no) over (order by no) as before, lag(hash) over (order by no) as sealed from audit) as chain
  where (before is null and no = 1 and previous <> '') or (before is not null and (no <> before + 1 or previous <> sealed)) order by no limit ${MOST}`;

/** I11: the audit log of each worker is one unbroken chain. Gives the workers that keep none. */
export async function* checkAudit(stores: Stores, keepsNone: (worker: Worker) => void): AsyncGenerator<Finding> {
  const broken = (worker: Worker, no: number): Finding => ({
    promised: 'I11',
    what: `audit of ${worker} broken`,
    subject: String(no),
    sentence: `Entry ${no} of the audit log of ${worker} does not follow the one before it: somebody changed the log.`,
    wayOn: 'Compare it with a backup, and find out who may write to that store.',
    repairs: [],
  });
  for (const worker of sqlWorkers) {
    if (await stores.hasTable(worker, 'audit')) for (const { no } of await stores.sql<{ no: number }>(worker, BREAKS)) yield broken(worker, no);
    else keepsNone(worker);
  }
  let before: { _id: number; hash: string } | undefined;
  for await (const entry of stores.catalog.audit.find({}, { sort: { _id: 1 }, projection: { hash: 1, previous: 1 } })) {
    if (before && (entry._id !== before._id + 1 || entry.previous !== before.hash)) yield broken('catalog', entry._id);
    before = entry;
  }
}
