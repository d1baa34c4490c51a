import type { AuditEntry } from '@kontor/contracts/journal';
import { workers } from '@kontor/contracts/events';
import { isIntact } from '@kontor/kit/records/audit';
import type { Finding } from './finding.ts';
import type { Stores } from './stores.ts';

const PAGE = 500;
type Worker = (typeof workers)[number];
type Dated = Omit<AuditEntry, 'at'> & { at: Date | string };

const entryOf = ({ no, at, actor, act, about, detail, trace, previous, hash }: Dated): AuditEntry => ({
  no,
  at: new Date(at).toISOString(),
  actor,
  act,
  about,
  detail,
  trace,
  previous,
  hash,
});

/** Entries after a number, oldest first. */
async function read(stores: Stores, worker: Worker, after: number): Promise<AuditEntry[]> {
  if (worker === 'catalog') {
    const rows = await stores.catalog.audit.find({ _id: { $gt: after } }, { sort: { _id: 1 }, limit: PAGE }).toArray();
    return rows.map(({ _id, ...row }) => entryOf({ ...row, no: _id }));
  }
  const rows = await stores.sql<Dated>(
    worker,
    'select no, at, actor, act, about, detail, trace, previous, hash from audit where no > $1 order by no limit $2',
    [after, PAGE],
  );
  return rows.map(entryOf);
}

/** I11: the audit log of each worker is one unbroken chain, every entry as it was sealed. */
export async function* checkAudit(stores: Stores): AsyncGenerator<Finding> {
  for (const worker of workers) {
    let last: AuditEntry | undefined;
    for (let page = await read(stores, worker, 0); page.length > 0; page = await read(stores, worker, last?.no ?? 0)) {
      for (const entry of page) {
        if (!isIntact(last ? [entry, last] : [entry]) || (!last && entry.no !== 1))
          yield {
            promised: 'I11',
            what: `audit of ${worker} broken`,
            subject: String(entry.no),
            sentence: `Entry ${entry.no} of the audit log of ${worker} is not as it was sealed, or does not follow the one before it: somebody changed the log.`,
            wayOn: 'Compare it with a backup, and find out who may write to that store.',
            repairs: [],
          };
        last = entry;
      }
    }
  }
}
