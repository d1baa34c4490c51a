import { createHash } from 'node:crypto';
import type { AuditEntry } from '@kontor/contracts/journal';

/** What a member of staff did: `act` to `about`, in ids and numbers; `detail` never names a person. */
export type Noted = { actor: string; act: string; about: string; detail?: Record<string, unknown> };
export type Seal = { no: number; hash: string };

/** The same whatever order a store gives the fields back in. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, part]) => [name, canonical(part)]));
}

const hashOf = ({ hash: _hash, ...entry }: AuditEntry): string =>
  createHash('sha256')
    .update(JSON.stringify(canonical(entry)))
    .digest('base64url');

/** The entry that follows `last`: whoever changes an entry later breaks every hash after it. */
export function seal(last: Seal | undefined, { actor, act, about, detail = {} }: Noted, at: Date, trace: string): AuditEntry {
  // As a store gives it back: without what JSON does not know.
  const kept = JSON.parse(JSON.stringify(detail)) as Record<string, unknown>;
  const entry = { no: (last?.no ?? 0) + 1, at: at.toISOString(), actor, act, about, detail: kept, trace, previous: last?.hash ?? '', hash: '' };
  return { ...entry, hash: hashOf(entry) };
}

/** Whether these entries, newest first and without gaps, are as they were sealed. */
export const isIntact = (entries: readonly AuditEntry[]): boolean =>
  entries.every((entry, index) => {
    const older = entries[index + 1];
    const follows = older ? older.no === entry.no - 1 && older.hash === entry.previous : entry.no > 1 || entry.previous === '';
    return follows && hashOf(entry) === entry.hash;
  });
