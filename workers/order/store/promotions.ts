import { isDeepStrictEqual } from 'node:util';
import type { Message } from '@kontor/contracts/events';
import { Promotion } from '@kontor/contracts/promotion';
import { Refusal } from '@kontor/contracts/refusals';
import { now } from '@kontor/kit/clock';
import { rows, unawaited } from '@kontor/kit/postgres';
import { together } from '@kontor/kit/together';
import type { Offered } from '../pricing/promotions.ts';
import { journal, prisma, type Tx } from './journal.ts';

/** The rule as it stands, with its categories and all below them; one from before there were groups asks for none. */
const RULE = `'{"groups": []}'::jsonb || p.rule || jsonb_build_object('used', p.used, 'categories', coalesce((with recursive below(id) as (
    select jsonb_array_elements_text(p.rule->'categories') union select c.id from category c join below b on c.parent = b.id) select jsonb_agg(id) from below), '[]'))`;
const MOST_AUTOMATIC = 50;

/** Columns of a select: what applies by itself or by one of `codes`, what these owners redeemed, who of them has ordered before, and their groups. */
export const deals = (owners: string, codes: string): string => `
  (select json_agg(promotion) from (select ${RULE} as promotion from promotion p where p.code is null and p.is_on order by p.id limit ${MOST_AUTOMATIC}) a) as automatic,
  (select json_agg(${RULE}) from promotion p where p.code = any(${codes}::text[])) as coded,
  (select json_agg(json_build_object('id', promotion_id, 'owner', owner, 'times', times)) from (
    select promotion_id, owner, count(*)::int as times from redemption where owner = any(${owners}::text[]) and released_at is null group by 1, 2) r) as redeemed,
  (select json_agg(o.owner) from unnest(${owners}::text[]) as o(owner) where exists (
    select 1 from orders where orders.owner = o.owner and phase <> 'cancelled')) as ordered,
  (select json_agg(json_build_object('owner', owner, 'groups', groups)) from shopper_groups where owner = any(${owners}::text[])) as grouped`;
type Running = Omit<Offered, 'mine'>;
export type Deals = {
  automatic: Running[] | null;
  coded: Running[] | null;
  redeemed: { id: string; owner: string; times: number }[] | null;
  ordered: string[] | null;
  grouped: { owner: string; groups: string[] }[] | null;
};
export type Deal = { promotions: Offered[]; hasOrdered: boolean; groups: string[] };

/** What of it concerns one shopper. */
export function dealOf({ automatic, coded, redeemed, ordered, grouped }: Deals, owner: string, codes: readonly string[]): Deal {
  const own = new Map((redeemed ?? []).filter((one) => one.owner === owner).map(({ id, times }) => [id, times]));
  const running = [...(automatic ?? []), ...(coded ?? []).filter(({ code }) => code !== null && codes.includes(code))];
  return {
    promotions: running.map((promotion) => ({ ...promotion, mine: own.get(promotion.id) ?? 0 })),
    hasOrdered: ordered?.includes(owner) ?? false,
    groups: grouped?.find((one) => one.owner === owner)?.groups ?? [],
  };
}

const DEALS = `select ${deals('$1', '$2')}`;
const LOCK = 'select id from promotion where id = any($1::text[]) order by id for update';
const REDEEM = `with redeemed as (
    insert into redemption (promotion_id, order_id, owner, amount)
    select id, "orderId", owner, amount from jsonb_to_recordset($1::jsonb) as x(id text, "orderId" uuid, owner text, amount bigint) returning promotion_id)
  update promotion p set used = p.used + r.times from (select promotion_id, count(*)::int as times from redeemed group by 1) r where p.id = r.promotion_id`;
const RELEASE = `with released as (
    update redemption set released_at = now() where order_id = any($1::uuid[]) and released_at is null returning promotion_id)
  update promotion p set used = p.used - r.times from (select promotion_id, count(*)::int as times from released group by 1) r where p.id = r.promotion_id`;
const SAVE_CATEGORIES = `insert into category (id, parent, version)
  select distinct on (id) id, parent, version from jsonb_to_recordset($1::jsonb) as x(id text, parent text, version int) order by id, version desc
  on conflict (id) do update set parent = excluded.parent, version = excluded.version where excluded.version > category.version`;
const SAVE_GROUPS = `insert into shopper_groups (owner, groups, version)
  select distinct on (owner) owner, groups, version from jsonb_to_recordset($1::jsonb) as x(owner text, groups text[], version int) order by owner, version desc
  on conflict (owner) do update set groups = excluded.groups, version = excluded.version where excluded.version > shopper_groups.version`;

const dealsTogether = together(async (asked: { owner: string; codes: readonly string[] }[]) => {
  const [found] = await prisma.$queryRawUnsafe<Deals[]>(
    DEALS,
    asked.map(({ owner }) => owner),
    [...new Set(asked.flatMap(({ codes }) => codes))],
  );
  return asked.map(({ owner, codes }) => dealOf(found ?? { automatic: null, coded: null, redeemed: null, ordered: null, grouped: null }, owner, codes));
});

/** What a shopper with these codes may be given; those who ask at once share a query. */
export const dealFor = (owner: string, codes: readonly string[]): Promise<Deal> => dealsTogether({ owner, codes });

/** Those of these promotions whose redemptions are counted; they must be locked before a count is believed. */
export const limited = ({ automatic, coded }: Deals): string[] =>
  [...(automatic ?? []), ...(coded ?? [])].filter(({ limit, limitPerCustomer }) => limit !== null || limitPerCustomer !== null).map(({ id }) => id);
export const lockPromotions = async (tx: Tx, ids: readonly string[]): Promise<void> => void (await tx.$queryRawUnsafe(LOCK, ids));

export type Redemption = { id: string; orderId: string; owner: string; amount: number };
export const redeem = async (tx: Tx, redemptions: readonly Redemption[]): Promise<void> => void (await tx.$executeRawUnsafe(REDEEM, rows(redemptions)));
/** Gives back what cancelled orders had redeemed; once, however often they are named. */
export const release = async (tx: Tx, orderIds: readonly string[]): Promise<void> => void (await tx.$executeRawUnsafe(RELEASE, orderIds));

export async function keepCategories(messages: Message<'CategoryChanged'>[], tx: Tx): Promise<void> {
  await tx.$executeRawUnsafe(SAVE_CATEGORIES, rows(messages.map(({ version, data: { category } }) => ({ id: category.id, parent: category.parent, version }))));
}

export async function keepGroups(messages: Message<'GroupsChanged'>[], tx: Tx): Promise<void> {
  await tx.$executeRawUnsafe(SAVE_GROUPS, rows(messages.map(({ version, data: { userId, groups } }) => ({ owner: userId, groups, version }))));
}

type Kept = Promotion & { used: number; archived: boolean };
type Row = { id: string; rule: unknown; used: number; archivedAt: Date | null };
const kept = ({ rule, used, archivedAt }: Row): Kept => ({ ...Promotion.parse(rule), used, archived: archivedAt !== null });

/** Staff changes promotions one after the other: so what was looked at stays so, and a code is given out once. */
const inTurn = <R>(work: (tx: Tx) => Promise<R>): Promise<R> =>
  journal.transaction(async (tx) => {
    await unawaited(tx, `select pg_advisory_xact_lock(hashtext('promotions'))`);
    return work(tx);
  });

/** A code belongs to one promotion. */
async function mustBeFree(tx: Tx, { id, code }: Promotion): Promise<void> {
  const taken = code === null ? null : await tx.promotion.findUnique({ where: { code }, select: { id: true } });
  if (taken && taken.id !== id) throw new Refusal('InvalidInput', { field: 'code', reason: `${code} is the code of ${taken.id}` });
}
function mustBeInUse({ id, archivedAt }: Row): void {
  if (archivedAt) throw new Refusal('InvalidInput', { field: 'id', reason: `${id} is in the archive: take it out first` });
}

/** Writes a promotion as it is; `isNew` refuses to overwrite another one of its id. */
export const savePromotion = ({ isNew, ...promotion }: Promotion & { isNew: boolean }, actor: string): Promise<Kept> =>
  inTurn(async (tx) => {
    const before = await tx.promotion.findUnique({ where: { id: promotion.id } });
    if (before && isDeepStrictEqual(Promotion.parse(before.rule), promotion)) return kept(before);
    if (before && isNew) throw new Refusal('InvalidInput', { field: 'id', reason: `there is a promotion ${promotion.id} already: give this one another name` });
    if (before) mustBeInUse(before);
    await mustBeFree(tx, promotion);
    const row = { code: promotion.code, isOn: promotion.on, rule: promotion };
    await journal.records.note(tx, { actor, act: 'savePromotion', about: promotion.id, detail: { was: before?.rule ?? null, is: promotion } });
    return kept(await tx.promotion.upsert({ where: { id: promotion.id }, create: { id: promotion.id, ...row }, update: row }));
  });

async function found(tx: Tx, id: string) {
  const row = await tx.promotion.findUnique({ where: { id } });
  if (!row) throw new Refusal('NotFound', { field: 'id' });
  return row;
}

export const switchPromotion = ({ id, on }: { id: string; on: boolean }, actor: string): Promise<Kept> =>
  inTurn(async (tx) => {
    const row = await found(tx, id);
    if (row.isOn === on) return kept(row);
    mustBeInUse(row);
    await journal.records.note(tx, { actor, act: on ? 'switchPromotionOn' : 'switchPromotionOff', about: id, detail: {} });
    return kept(await tx.promotion.update({ where: { id }, data: { isOn: on, rule: { ...Promotion.parse(row.rule), on } } }));
  });

/** Into the archive, off and without its code, or out of it again, still off. */
export const archivePromotion = ({ id, archived }: { id: string; archived: boolean }, actor: string): Promise<Kept> =>
  inTurn(async (tx) => {
    const row = await found(tx, id);
    if ((row.archivedAt !== null) === archived) return kept(row);
    const rule = { ...Promotion.parse(row.rule), on: false };
    if (!archived) await mustBeFree(tx, rule);
    await journal.records.note(tx, { actor, act: archived ? 'archivePromotion' : 'unarchivePromotion', about: id, detail: {} });
    const data = archived ? { archivedAt: now(), code: null } : { archivedAt: null, code: rule.code };
    return kept(await tx.promotion.update({ where: { id }, data: { ...data, isOn: false, rule } }));
  });

type Listing = { after?: string | undefined; limit: number; archived: boolean };
/** Promotions in use, or those in the archive, by id, read by key. */
export async function listPromotions({ after, limit, archived }: Listing): Promise<{ items: Kept[]; next: string | null }> {
  const where = { archivedAt: archived ? { not: null } : null, ...(after !== undefined && { id: { gt: after } }) };
  const page = await prisma.promotion.findMany({ where, orderBy: { id: 'asc' }, take: limit + 1 });
  const items = page.slice(0, limit).map(kept);
  return { items, next: page.length > limit ? (items.at(-1)?.id ?? null) : null };
}
