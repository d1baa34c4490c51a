import type { Message } from '@kontor/contracts/events';
import type { JournalEntry } from '@kontor/contracts/journal';
import type { Keeper } from '@kontor/kit/change';
import { now } from '@kontor/kit/clock';
import { log } from '@kontor/kit/log';
import { adapter, postgresJournal, rows, type Sql } from '@kontor/kit/postgres';
import { webhookEntry } from '@kontor/kit/records/api';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { type Prisma, PrismaClient } from '../../prisma/payment/generated/client.ts';
import type { Attempt, Payment, Refund } from './domain.ts';
import { env } from './env.ts';
import type { News } from './provider.ts';

const client = new PrismaClient({ adapter: adapter(env.PAYMENT_DATABASE_URL) });
export type Tx = Prisma.TransactionClient;
export const journal = postgresJournal<Tx>('payment', env.PAYMENT_DATABASE_URL, client);

// Rows come as JSON: a BIGINT is then a number, and every amount of ours is a safe one.
const LOCK = 'select order_id from payable where order_id = any($1::uuid[]) order by order_id for update';
const READ = `select jsonb_build_object('orderId', p.order_id, 'number', p.number, 'owner', p.owner, 'amount', p.amount, 'currency', p.currency,
    'payBy', p.pay_by, 'locale', p.locale, 'phase', p.phase, 'version', p.version,
    'attempts', coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'orderId', a.order_id, 'phase', a.phase, 'amount', a.amount,
      'currency', a.currency, 'locale', a.locale, 'providerSession', a.provider_session, 'url', a.url, 'captured', a.captured,
      'refunded', a.refunded, 'declines', a.declines, 'lastFailure', a.last_failure, 'openedAt', a.opened_at) order by a.opened_at, a.id)
      from attempt a where a.order_id = p.order_id), '[]'),
    'refunds', coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'attemptId', r.attempt_id, 'amount', r.amount,
      'currency', r.currency, 'reason', r.reason, 'phase', r.phase, 'told', r.told) order by r.id)
      from refund r where r.order_id = p.order_id), '[]')) as payment
  from payable p where p.order_id = any($1::uuid[]) order by p.order_id`;
const SAVE = `update payable p set phase = x.phase, version = x.version
  from jsonb_to_recordset($1::jsonb) as x("orderId" uuid, phase text, version int) where p.order_id = x."orderId"`;
const SAVE_ATTEMPTS = `insert into attempt (id, order_id, phase, amount, currency, locale, provider_session, url, captured, refunded, declines, last_failure, opened_at)
  select id, "orderId", phase, amount, currency, locale, "providerSession", url, captured, refunded, declines, "lastFailure", "openedAt"
  from jsonb_to_recordset($1::jsonb) as x(id uuid, "orderId" uuid, phase text, amount bigint, currency text, locale text, "providerSession" text,
    url text, captured bigint, refunded bigint, declines int, "lastFailure" text, "openedAt" timestamptz)
  on conflict (id) do update set phase = excluded.phase, provider_session = excluded.provider_session, url = excluded.url,
    captured = excluded.captured, refunded = excluded.refunded, declines = excluded.declines, last_failure = excluded.last_failure`;
const SAVE_REFUNDS = `insert into refund (id, order_id, attempt_id, amount, currency, reason, phase, told)
  select id, "orderId", "attemptId", amount, currency, reason, phase, told
  from jsonb_to_recordset($1::jsonb) as x(id uuid, "orderId" uuid, "attemptId" uuid, amount bigint, currency text, reason text, phase text, told boolean)
  on conflict (id) do update set phase = excluded.phase`;
const KNOW = `insert into payable (order_id, number, owner, amount, currency, pay_by, locale, phase, version)
  select "orderId", number, owner, amount, currency, "payBy", locale, phase, version
  from jsonb_to_recordset($1::jsonb) as x("orderId" uuid, number text, owner text, amount bigint, currency text, "payBy" timestamptz, locale text, phase text, version int)
  order by "orderId" on conflict (order_id) do nothing`;
const KEEP_NEWS = 'insert into webhook (id, type, body, order_id, handled_at) values ($1, $2, $3::jsonb, $4::uuid, now()) on conflict (id) do nothing';

const instant = (time: string) => new Date(time).toISOString();
const dated = (payment: Payment): Payment => ({
  ...payment,
  payBy: payment.payBy && instant(payment.payBy),
  attempts: payment.attempts.map((attempt): Attempt => ({ ...attempt, openedAt: instant(attempt.openedAt) })),
});

async function read(sql: Sql, orderIds: string[]): Promise<Payment[]> {
  const found = await sql.$queryRawUnsafe<{ payment: Payment }[]>(READ, orderIds);
  return found.map(({ payment }) => dated(payment));
}

/** The payment of an order as it stands, or null; inside `tx` as that sees it. */
export const paymentOf = async (orderId: string, tx: Sql = client): Promise<Payment | null> => (await read(tx, [orderId]))[0] ?? null;

export const keeper: Keeper<Tx, Payment> = {
  // Two statements: a row that had to be waited for would be new, its attempts and refunds still the old ones.
  async lock(tx, ids) {
    await tx.$queryRawUnsafe(LOCK, ids);
    return read(tx, ids);
  },
  async save(tx, payments) {
    const attempts = payments.flatMap((payment) => payment.attempts);
    const refunds = payments.flatMap(({ orderId, refunds }) => refunds.map((refund: Refund) => ({ ...refund, orderId })));
    await tx.$executeRawUnsafe(SAVE, rows(payments));
    if (attempts.length > 0) await tx.$executeRawUnsafe(SAVE_ATTEMPTS, rows(attempts));
    if (refunds.length > 0) await tx.$executeRawUnsafe(SAVE_REFUNDS, rows(refunds));
  },
  idOf: ({ orderId }) => orderId,
};

/** Makes payments known that are not yet; what is known stays as it is. */
export const knowPayments = async (tx: Tx, payments: Payment[]): Promise<void> => void (await tx.$executeRawUnsafe(KNOW, rows(payments)));

/** The orders of these messages that are not known here. */
export async function strangers(tx: Tx, messages: readonly Message<'OrderPaymentClosing' | 'RefundDue'>[]): Promise<string[]> {
  const asked = messages.map(({ data }) => data.orderId);
  const known = new Set((await tx.payable.findMany({ where: { orderId: { in: asked } }, select: { orderId: true } })).map(({ orderId }) => orderId));
  return asked.filter((orderId) => !known.has(orderId));
}

/** Which order an attempt or a refund belongs to. */
export async function orderOf(tx: Tx, about: { attemptId: string } | { refundId: string }): Promise<string | null> {
  const where = 'attemptId' in about ? { id: about.attemptId } : { id: about.refundId };
  const row =
    'attemptId' in about ? await tx.attempt.findUnique({ where, select: { orderId: true } }) : await tx.refund.findUnique({ where, select: { orderId: true } });
  return row?.orderId ?? null;
}

/** Keeps what the provider sent, and which order of ours it is about; false when that event came before. */
export const keepNews = async (tx: Tx, { id, type, body }: News, orderId: string | null): Promise<boolean> =>
  (await tx.$executeRawUnsafe(KEEP_NEWS, id, type, JSON.stringify(body), orderId)) === 1;

/** What the provider sent about an order, for its journal. */
export async function newsAbout(orderId: string): Promise<{ entries: JournalEntry[] }> {
  const found = await client.webhook.findMany({ where: { orderId }, orderBy: { receivedAt: 'asc' }, take: 200 });
  return { entries: found.map(({ id, type, body, receivedAt, handledAt }) => webhookEntry({ id, type, receivedAt, handledAt, data: body })) };
}

const Page = z.object({ attemptId: z.string(), owner: z.string(), url: z.string(), payBy: z.string() });
export type Page = z.infer<typeof Page>;

const redis = env.REDIS_CACHE_URL
  ? new Redis(env.REDIS_CACHE_URL, { lazyConnect: true, enableOfflineQueue: false, maxRetriesPerRequest: 0, connectTimeout: 1_000, commandTimeout: 200 })
  : undefined;
redis?.on('error', (error: Error) => log.debug({ error: error.message }, 'the cache is away'));
const pageKey = (orderId: string) => `pay:${orderId}`;

async function ifRedis<R>(work: (redis: Redis) => Promise<R>): Promise<R | undefined> {
  if (!redis) return undefined;
  try {
    if (redis.status === 'wait') await redis.connect();
    return redis.status === 'ready' ? await work(redis) : undefined;
  } catch (error) {
    log.debug({ error: String(error) }, 'the cache did not answer');
    return undefined;
  }
}

/** Where an order is paid now, kept until it is due. A short cut only: PostgreSQL knows it too. */
export const pages = {
  async find(orderId: string): Promise<Page | undefined> {
    const kept = await ifRedis((cache) => cache.get(pageKey(orderId)));
    const page = kept ? Page.safeParse(JSON.parse(kept)).data : undefined;
    return page && now() < new Date(page.payBy) ? page : undefined;
  },
  async keep(orderId: string, page: Page): Promise<void> {
    const milliseconds = new Date(page.payBy).getTime() - now().getTime();
    if (milliseconds > 0) await ifRedis((cache) => cache.set(pageKey(orderId), JSON.stringify(page), 'PX', milliseconds));
  },
  async forget(orderIds: string[]): Promise<void> {
    if (orderIds.length > 0) await ifRedis((cache) => cache.del(...orderIds.map(pageKey)));
  },
};

export async function close(): Promise<void> {
  redis?.disconnect();
}
