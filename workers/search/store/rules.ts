import { Rule } from '@kontor/contracts/merchandising';
import { log } from '@kontor/kit/log';
import { client, type Tx } from './postgres.ts';

/** Rules as they were kept; one that another release wrote and this one does not know is left out, the others hold. */
function rulesIn(kept: unknown, version: number): Rule[] {
  return (Array.isArray(kept) ? kept : []).flatMap((one) => {
    const rule = Rule.safeParse(one);
    if (!rule.success) log.warn({ version, reason: rule.error.message }, 'a rule of the search cannot be read');
    return rule.success ? rule.data : [];
  });
}

export type KeptSet = { version: number; rules: Rule[]; at: Date; actor: string; restores: number | null };
export type KeptDraft = { edit: number; rules: Rule[]; at: Date; actor: string };

/** Changes of rules and of their draft happen one after the other. */
export const lockRules = (tx: Tx) => tx.$executeRawUnsafe(`select pg_advisory_xact_lock(hashtext('rules'))`);

export async function newestVersion(): Promise<number> {
  const newest = await client.ruleSet.findFirst({ orderBy: { version: 'desc' }, select: { version: true } });
  return newest?.version ?? 0;
}

const NONE: KeptSet = { version: 0, rules: [], at: new Date(0), actor: '', restores: null };

/** The newest set of rules, or the one of that version; version 0 is a shop without any. Null for one that never was. */
export async function keptSet(tx: Tx | typeof client = client, version?: number): Promise<KeptSet | null> {
  if (version === 0) return NONE;
  const row = await tx.ruleSet.findFirst({ ...(version !== undefined && { where: { version } }), orderBy: { version: 'desc' } });
  if (!row) return version === undefined ? NONE : null;
  return { ...row, rules: rulesIn(row.rules, row.version) };
}

/** Newest first, below `before`. */
export async function setsBefore(before: number | undefined, limit: number): Promise<KeptSet[]> {
  const found = await client.ruleSet.findMany({
    ...(before !== undefined && { where: { version: { lt: before } } }),
    orderBy: { version: 'desc' },
    take: limit,
  });
  return found.map((row) => ({ ...row, rules: rulesIn(row.rules, row.version) }));
}

export const addSet = (tx: Tx, set: KeptSet) => tx.ruleSet.create({ data: set });

export async function keptDraft(tx: Tx | typeof client = client): Promise<KeptDraft | null> {
  const row = await tx.ruleDraft.findUnique({ where: { id: 1 } });
  return row && { edit: row.edit, at: row.at, actor: row.actor, rules: rulesIn(row.rules, 0) };
}
export const keepDraft = (tx: Tx, draft: KeptDraft) => tx.ruleDraft.upsert({ where: { id: 1 }, create: draft, update: draft });
export const dropDraft = (tx: Tx) => tx.ruleDraft.deleteMany({});
