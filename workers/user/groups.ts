import type { z } from 'zod';
import { type Group, type group, MOST_GROUPS } from '@kontor/contracts/group';
import { Refusal } from '@kontor/contracts/refusals';
import { leaving } from '@kontor/kit/journal';
import { traceparent } from '@kontor/kit/telemetry';
import { client, journal, type Tx } from './store.ts';

type Counted = z.output<typeof group.saveGroup.output>;
type Member = z.output<typeof group.addMember.output>;
type Page<T> = { items: T[]; next: string | null };
const MEMBERS = { _count: { select: { members: true } } } as const;
const counted = ({ id, name, _count }: Group & { _count: { members: number } }): Counted => ({ id, name, members: _count.members });

/** All groups, by id, read by key. */
export async function listGroups({ after, limit }: { after?: string | undefined; limit: number }): Promise<Page<Counted>> {
  const found = await client.customerGroup.findMany({
    where: after === undefined ? {} : { id: { gt: after } },
    orderBy: { id: 'asc' },
    take: limit + 1,
    include: MEMBERS,
  });
  const items = found.slice(0, limit).map(counted);
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

type Written = z.output<typeof group.saveGroup.input>;

/** Makes a group or names it anew; one that is to be new has an id of its own. */
export const saveGroup = ({ id, name, isNew }: Written, actor: string): Promise<Counted> =>
  journal.transaction(async (tx) => {
    const made = await tx.customerGroup.createMany({ data: [{ id, name }], skipDuplicates: true });
    if (isNew && made.count === 0) throw new Refusal('InvalidInput', { field: 'name', reason: `there is a group ${id} already: give this one another name` });
    const before = made.count > 0 ? null : await tx.customerGroup.findUnique({ where: { id }, include: MEMBERS });
    if (before?.name === name) return counted(before);
    await journal.records.note(tx, { actor, act: 'saveGroup', about: id, detail: { was: before?.name ?? null, is: name } });
    return counted(await tx.customerGroup.upsert({ where: { id }, create: { id, name }, update: { name }, include: MEMBERS }));
  });

/** Locked before the accounts of its members: who joins holds it, who removes it waits for them. */
const HOLD = 'select 1 from customer_group where id = $1 for key share';
const LOCK = 'select 1 from customer_group where id = $1 for update';
const LOCK_MEMBERS = `select a.id from group_member m join account a on a.id = m.account_id where m.group_id = $1 order by a.id limit $2 for update of a`;
/** A statement of its own after the locks: so it sees every group that these accounts came into meanwhile. */
const LEAVE = `update account a set groups_version = groups_version + 1 where id = any($2::uuid[]) returning id as "userId", groups_version as version,
  array(select group_id from group_member where account_id = a.id and group_id <> $1 order by group_id) as groups`;
const PAGE = 1_000;
/** From so many members on a removal is a bulk: what shoppers wait for goes before it. */
const BULK_FROM = 21;

/** Takes everybody out of a group, tells it of each, and forgets the group; one that is not there had no members. */
export const removeGroup = (id: string, actor: string): Promise<{ members: number }> =>
  journal.transaction(async (tx) => {
    if ((await tx.$queryRawUnsafe<unknown[]>(LOCK, id)).length === 0) return { members: 0 };
    const { name, _count } = await tx.customerGroup.findUniqueOrThrow({ where: { id }, include: MEMBERS });
    const { members } = _count;
    const lane = members >= BULK_FROM ? 'bulk' : 'now';
    const page = async () => (await tx.$queryRawUnsafe<{ id: string }[]>(LOCK_MEMBERS, id, PAGE)).map((account) => account.id);
    for (let ids = await page(); ids.length > 0; ids = await page()) {
      const told = await tx.$queryRawUnsafe<{ userId: string; version: number; groups: string[] }[]>(LEAVE, id, ids);
      await tx.groupMember.deleteMany({ where: { groupId: id, accountId: { in: ids } } });
      const leavings = told.map(({ version, ...data }) => leaving({ type: 'GroupsChanged', subject: data.userId, data }, version, traceparent(), lane));
      await journal.leave(tx, leavings, []);
    }
    await tx.customerGroup.delete({ where: { id } });
    await journal.records.note(tx, { actor, act: 'removeGroup', about: id, detail: { name, members } });
    return { members };
  });

const LIST = `select a.id as "userId", a.email, a.name from group_member m join account a on a.id = m.account_id
  where m.group_id = $1 and ($2::uuid is null or a.email > (select email from account where id = $2::uuid))
  order by a.email limit $3`;

/** A group with its members, by e-mail, after the account `after`. */
export async function membersOf({ id, after, limit }: { id: string; after?: string | undefined; limit: number }): Promise<Page<Member> & { group: Counted }> {
  const found = await client.customerGroup.findUnique({ where: { id }, include: MEMBERS });
  if (!found) throw new Refusal('NotFound', { field: 'id' });
  const members = await client.$queryRawUnsafe<Member[]>(LIST, id, after ?? null, limit + 1);
  const items = members.slice(0, limit);
  return { group: counted(found), items, next: members.length > limit ? (items.at(-1)?.userId ?? null) : null };
}

const BY_EMAIL = `select id as "userId", email, name from account where email = $1 and kind = 'customer' for update`;

/** Puts the account with this e-mail into a group. The log names it by its id: an entry cannot be taken back when the account is closed. */
export const addMember = ({ id, email }: { id: string; email: string }, actor: string): Promise<Member> =>
  journal.transaction(async (tx) => {
    if ((await tx.$queryRawUnsafe<unknown[]>(HOLD, id)).length === 0) throw new Refusal('NotFound', { field: 'id' });
    const [member] = await tx.$queryRawUnsafe<Member[]>(BY_EMAIL, email);
    if (!member) throw new Refusal('NotFound', { field: 'email', reason: `no customer has an account with ${email}` });
    const { userId } = member;
    const had = await tx.groupMember.findMany({ where: { accountId: userId }, select: { groupId: true } });
    if (had.some(({ groupId }) => groupId === id)) return member;
    if (had.length >= MOST_GROUPS) throw new Refusal('InvalidInput', { field: 'email', reason: `a customer is in at most ${MOST_GROUPS} groups` });
    await tx.groupMember.create({ data: { groupId: id, accountId: userId } });
    await journal.records.note(tx, { actor, act: 'addMember', about: id, detail: { userId } });
    await tell(tx, userId);
    return member;
  });

/** Takes an account out of a group; one that is not in it is left alone. */
export const removeMember = ({ id, userId }: { id: string; userId: string }, actor: string): Promise<void> =>
  journal.transaction(async (tx) => {
    await tx.$queryRawUnsafe('select 1 from account where id = $1::uuid for update', userId);
    const { count } = await tx.groupMember.deleteMany({ where: { groupId: id, accountId: userId } });
    if (count === 0) return;
    await journal.records.note(tx, { actor, act: 'removeMember', about: id, detail: { userId } });
    await tell(tx, userId);
  });

/** Takes an account that is closed, and locked, out of every group. */
export async function leaveGroups(tx: Tx, userId: string): Promise<void> {
  const { count } = await tx.groupMember.deleteMany({ where: { accountId: userId } });
  if (count > 0) await tell(tx, userId);
}

/** Tells all groups of an account. Its lock must be held: the versions follow what was written. */
async function tell(tx: Tx, userId: string): Promise<void> {
  const { groupsVersion, groups } = await tx.account.update({
    where: { id: userId },
    data: { groupsVersion: { increment: 1 } },
    select: { groupsVersion: true, groups: { orderBy: { groupId: 'asc' }, select: { groupId: true } } },
  });
  const data = { userId, groups: groups.map(({ groupId }) => groupId) };
  await journal.leave(tx, [leaving({ type: 'GroupsChanged', subject: userId, data }, groupsVersion, traceparent())], []);
}
