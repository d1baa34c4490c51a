import { openClient } from '@kontor/kit/client';
import { randomUUID } from 'node:crypto';
import type { Locale } from '@kontor/contracts/ids';
import type { Address, Phase } from '@kontor/contracts/order';
import type { PastOrder, Profile } from '@kontor/contracts/user';
import { leaving } from '@kontor/kit/journal';
import { postgresJournal, rows, unawaited } from '@kontor/kit/postgres';
import { traceparent } from '@kontor/kit/telemetry';
import { type Prisma, PrismaClient } from '../../prisma/user/generated/client.ts';
import { type Account, type Kind, SESSION_MS, type SessionState, SIGN_IN, type Standing } from './domain.ts';
import { env } from './env.ts';
import type { Secret } from './tokens.ts';

export const client = openClient<Tx, PrismaClient>(PrismaClient, env.USER_DATABASE_URL);
export type Tx = Prisma.TransactionClient;
export const journal = postgresJournal<Tx>('user', env.USER_DATABASE_URL, client);

const accountOf = (row: { id: string; email: string; name: string; locale: string; kind: string; roles: string[]; sessionVersion: number }): Account => ({
  id: row.id,
  email: row.email,
  name: row.name,
  locale: row.locale as Locale,
  kind: row.kind as Kind,
  roles: row.roles,
  sessionVersion: row.sessionVersion,
});

export type NewAccount = Pick<Account, 'email' | 'name' | 'locale' | 'kind' | 'roles'> & { passwordHash: string };

/** Opens an account, and tells of it when it is a customer's. Gives null when the email has one already. */
export async function openAccount(tx: Tx, { email, name, locale, kind, roles, passwordHash }: NewAccount, now: Date): Promise<Account | null> {
  const account: Account = { id: randomUUID(), email, name, locale, kind, roles, sessionVersion: 1 };
  const { count } = await tx.account.createMany({ data: [{ ...account, passwordHash, createdAt: now }], skipDuplicates: true });
  if (count === 0) return null;
  if (kind === 'customer') {
    const registered = { type: 'UserRegistered', subject: account.id, data: { userId: account.id, person: { email, name, locale } } } as const;
    await journal.leave(tx, [leaving(registered, 1, traceparent())], []);
  }
  return account;
}

/** Gives null when nobody has this email; it is compared as it is kept, in small letters. */
export async function accountByEmail(email: string): Promise<(Account & { passwordHash: string }) | null> {
  const row = await client.account.findUnique({ where: { email } });
  return row && { ...accountOf(row), passwordHash: row.passwordHash };
}

export const staffNames = (ids: string[]): Promise<{ id: string; name: string }[]> =>
  client.account.findMany({ where: { id: { in: ids }, kind: 'staff' }, select: { id: true, name: true } });

/** A new password or new roles end every session that was open; gives the version of those that begin now. */
export async function changeAccount(tx: Tx, id: string, changed: { passwordHash?: string; roles?: string[] }): Promise<number> {
  const { sessionVersion } = await tx.account.update({
    where: { id },
    data: { ...changed, sessionVersion: { increment: 1 } },
    select: { sessionVersion: true },
  });
  return sessionVersion;
}

const untilFor = (kind: Kind, now: Date) => new Date(now.getTime() + SESSION_MS[kind]);

/** Begins a session of the account's current version; it lasts as long as its kind allows. */
export async function openSession(tx: Tx, { id: accountId, kind, sessionVersion }: Account, secret: Secret, now: Date): Promise<void> {
  await tx.session.create({
    data: { id: secret.id, accountId, secretHash: secret.hash, kind, sessionVersion, expiresAt: untilFor(kind, now), lastUsedAt: now },
  });
}

/** A session and whose it is, over or not; null when there never was one. */
export async function sessionOf(id: string): Promise<{ session: SessionState; account: Account } | null> {
  const row = await client.session.findUnique({ where: { id }, include: { account: true } });
  return row && { session: row, account: accountOf(row.account) };
}

/** Puts the next secret in the place of this one and lets the session live on from now, unless somebody was quicker. */
export async function rotateSession(shown: Secret, next: Secret, kind: Kind, now: Date): Promise<void> {
  await client.session.updateMany({
    where: { id: shown.id, secretHash: shown.hash },
    data: { secretHash: next.hash, previousHash: shown.hash, rotatedAt: now, lastUsedAt: now, expiresAt: untilFor(kind, now) },
  });
}

/** Ends a session whatever secret was shown. */
export async function endSession(id: string, now: Date): Promise<void> {
  await client.session.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } });
}

/** Ends the session that this secret, or the one before it, opens. */
export async function revokeSession({ id, hash }: Secret, now: Date): Promise<void> {
  await client.session.updateMany({ where: { id, OR: [{ secretHash: hash }, { previousHash: hash }], revokedAt: null }, data: { revokedAt: now } });
}

const COUNT = `insert into sign_in_count as c (key, count, until) values ($1, 1, $2::timestamptz)
  on conflict (key) do update set
    count = case when c.until <= $3::timestamptz then 1 else c.count + 1 end,
    until = case when c.until <= $3::timestamptz then excluded.until else c.until end
  returning count, until`;

/** Counts a try before it is made, so that tries at the same moment cannot slip through together. */
export async function countSignIn(key: string, now: Date): Promise<{ count: number; until: Date }> {
  const until = new Date(now.getTime() + SIGN_IN.withinMs);
  const [tries] = await client.$queryRawUnsafe<{ count: number; until: Date }[]>(COUNT, key, until.toISOString(), now.toISOString());
  if (!tries) throw new Error('a sign-in was not counted');
  return tries;
}

/** Forgets the tries that led to a sign-in, and all whose time is over. */
export async function forgetSignIns(key: string, now: Date): Promise<void> {
  await client.signInCount.deleteMany({ where: { OR: [{ key }, { until: { lte: now } }] } });
}

/** Gives null when there is no such account. */
export async function profileOf(id: string, tx: Tx = client): Promise<Profile | null> {
  const row = await tx.account.findUnique({
    where: { id },
    include: {
      addresses: {
        orderBy: [{ preferredAt: { sort: 'desc', nulls: 'last' } }, { createdAt: 'asc' }, { id: 'asc' }],
        omit: { accountId: true, createdAt: true, preferredAt: true },
      },
    },
  });
  return row && { id: row.id, email: row.email, name: row.name, locale: row.locale as Locale, addresses: row.addresses };
}

/** Locks the account, so that what is counted of it stays so; gives its password's hash, null where there is none or it was closed. */
export async function lockAccount(tx: Tx, id: string): Promise<string | null> {
  const [found] = await tx.$queryRawUnsafe<{ hash: string }[]>('select password_hash as hash from account where id = $1::uuid for update', id);
  return found?.hash || null;
}

export const saveNames = (tx: Tx, id: string, names: { name: string; locale: Locale }) => tx.account.updateMany({ where: { id }, data: names });

export const countAddresses = (tx: Tx, accountId: string): Promise<number> => tx.address.count({ where: { accountId } });

export const hasAddress = async (tx: Tx, accountId: string, address: Address): Promise<boolean> =>
  (await tx.address.findFirst({ where: { ...address, accountId }, select: { id: true } })) !== null;

export async function addAddress(tx: Tx, accountId: string, address: Address, now: Date): Promise<void> {
  await tx.address.create({ data: { ...address, id: randomUUID(), accountId, createdAt: now } });
}

/** Says whether the account has that address. */
export async function replaceAddress(tx: Tx, accountId: string, id: string, address: Address): Promise<boolean> {
  const { count } = await tx.address.updateMany({ where: { id, accountId }, data: address });
  return count > 0;
}

/** Says whether the account had that address. */
export async function dropAddress(tx: Tx, accountId: string, id: string): Promise<boolean> {
  const { count } = await tx.address.deleteMany({ where: { id, accountId } });
  return count > 0;
}

/** Puts an address first; says whether the account has it. */
export async function preferAddress(tx: Tx, accountId: string, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.address.updateMany({ where: { id, accountId }, data: { preferredAt: now } });
  return count > 0;
}

export async function accountById(id: string): Promise<(Account & { passwordHash: string }) | null> {
  const row = await client.account.findUnique({ where: { id } });
  return row && { ...accountOf(row), passwordHash: row.passwordHash };
}

/** The phases of an owner's orders, each once. */
export async function phasesOf(tx: Tx, owner: string): Promise<Phase[]> {
  const found = await tx.orderHistory.findMany({ where: { owner }, distinct: ['phase'], select: { phase: true } });
  return found.map(({ phase }) => phase as Phase);
}

/** Blanks an account so that nobody can sign in to it and nothing says whose it was, and tells of it. The row stays: ids of orders point to it. */
export async function closeAccount(tx: Tx, id: string): Promise<void> {
  await tx.session.deleteMany({ where: { accountId: id } });
  await tx.address.deleteMany({ where: { accountId: id } });
  await tx.wish.deleteMany({ where: { accountId: id } });
  await tx.account.update({ where: { id }, data: { email: `${id}@account.invalid`, name: '', passwordHash: '', sessionVersion: { increment: 1 } } });
  await journal.leave(tx, [leaving({ type: 'UserClosed', subject: id, data: { userId: id } }, 2, traceparent())], []);
}

/** The products on a wishlist, the newest first. */
export async function wishesOf(accountId: string, tx: Tx = client): Promise<string[]> {
  const found = await tx.wish.findMany({ where: { accountId }, orderBy: [{ wishedAt: 'desc' }, { productId: 'asc' }], select: { productId: true } });
  return found.map(({ productId }) => productId);
}

/** The first of them ends up on top: each is dated a millisecond before the one above it. What is on the list already stays where it is. */
export async function addWishes(tx: Tx, accountId: string, products: readonly string[], now: Date): Promise<void> {
  const data = products.map((productId, index) => ({ accountId, productId, wishedAt: new Date(now.getTime() - index) }));
  await tx.wish.createMany({ data, skipDuplicates: true });
}

export async function dropWishes(tx: Tx, accountId: string, products: readonly string[]): Promise<void> {
  await tx.wish.deleteMany({ where: { accountId, productId: { in: [...products] } } });
}

const KEEP = `insert into order_history as h (order_id, owner, number, phase, total, currency, items, placed_at, version, is_replacement, came_back)
  select "orderId", owner, number, phase, total, currency, items, "placedAt", version, "isReplacement", "cameBack"
  from jsonb_to_recordset($1::jsonb) as x("orderId" uuid, owner text, number text, phase text, total bigint, currency text, items int, "placedAt" timestamptz, version int,
    "isReplacement" boolean, "cameBack" boolean)
  on conflict (order_id) do update set
    phase = case when excluded.version > h.version then excluded.phase else h.phase end,
    version = greatest(h.version, excluded.version),
    total = coalesce(h.total, excluded.total), currency = coalesce(h.currency, excluded.currency),
    items = coalesce(h.items, excluded.items), placed_at = coalesce(h.placed_at, excluded.placed_at),
    is_replacement = coalesce(h.is_replacement, excluded.is_replacement), came_back = coalesce(h.came_back, excluded.came_back)`;

/** Writes what is new of each order: the phase of the newest event, the rest once it is known. */
export async function keepStandings(tx: Tx, standings: Standing[]): Promise<void> {
  await unawaited(tx, KEEP, rows(standings));
}

const HISTORY = `select order_id as id, number, phase, placed_at, total, currency, items,
    coalesce(is_replacement, false) as "isReplacement", coalesce(came_back, false) as "cameBack" from order_history
  where owner = $1 and placed_at is not null and total is not null and items is not null and (placed_at, order_id) < ($2::timestamptz, $3::uuid)
  order by placed_at desc, order_id desc limit $4`;
type HistoryRow = {
  id: string;
  number: string;
  phase: Phase;
  placed_at: Date;
  total: bigint;
  currency: string;
  items: number;
  isReplacement: boolean;
  cameBack: boolean;
};

/** The orders of an owner, newest first, older than `place`. */
export async function ordersOf(owner: string, place: { placedAt: string; id: string }, most: number): Promise<PastOrder[]> {
  const found = await client.$queryRawUnsafe<HistoryRow[]>(HISTORY, owner, place.placedAt, place.id, most);
  return found.map(({ placed_at, total, ...row }) => ({ ...row, placedAt: placed_at.toISOString(), total: Number(total) }));
}
