import type { Message } from '@kontor/contracts/events';
import { openClient } from '@kontor/kit/client';
import { LedgerEntry } from '@kontor/contracts/gift-card';
import { Uuid } from '@kontor/contracts/ids';
import { placeIn } from '@kontor/contracts/place';
import type { JournalEntry } from '@kontor/contracts/journal';
import type { Keeper } from '@kontor/kit/change';
import { now } from '@kontor/kit/clock';
import { log } from '@kontor/kit/log';
import { postgresJournal, rows, type Sql, unawaited } from '@kontor/kit/postgres';
import { webhookEntry } from '@kontor/kit/records/api';
import { foundTogether } from '@kontor/kit/together';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { type Prisma, PrismaClient } from '../../prisma/payment/generated/client.ts';
import type { Attempt, Dispute, Payment, Refund } from './domain.ts';
import { env } from './env.ts';
import type { News } from './provider.ts';

const client = openClient<Tx, PrismaClient>(PrismaClient, env.PAYMENT_DATABASE_URL);
export type Tx = Prisma.TransactionClient;
export const journal = postgresJournal<Tx>('payment', env.PAYMENT_DATABASE_URL, client, { webhook: 'received_at' });

// Rows come as JSON: a BIGINT is then a number, and every amount of ours is a safe one.
const LOCK = 'select order_id from payable where order_id = any($1::uuid[]) order by order_id for update';
const READ = `select jsonb_build_object('orderId', p.order_id, 'number', p.number, 'owner', p.owner, 'amount', p.amount, 'currency', p.currency,
    'payBy', p.pay_by, 'locale', p.locale, 'phase', p.phase, 'version', p.version, 'sent', p.sent,
    'attempts', coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'orderId', a.order_id, 'phase', a.phase, 'amount', a.amount,
      'currency', a.currency, 'locale', a.locale, 'providerSession', a.provider_session, 'providerPayment', a.provider_payment, 'customer', a.customer, 'url', a.url, 'later', a.later, 'authorised', a.authorised, 'inParts', a.in_parts, 'captured', a.captured,
      'refunded', a.refunded, 'declines', a.declines, 'lastFailure', a.last_failure, 'openedAt', a.opened_at) order by a.opened_at, a.id)
      from attempt a where a.order_id = p.order_id), '[]'),
    'captures', coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'attemptId', c.attempt_id, 'amount', c.amount, 'upTo', c.up_to,
      'last', c.last, 'phase', c.phase) order by c.up_to, c.id)
      from capture c where c.order_id = p.order_id), '[]'),
    'refunds', coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'attemptId', r.attempt_id, 'amount', r.amount,
      'cardId', r.card_id, 'currency', r.currency, 'reason', r.reason, 'phase', r.phase, 'told', r.told) order by r.id)
      from refund r where r.order_id = p.order_id), '[]'),
    'disputes', coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'attemptId', d.attempt_id, 'amount', d.amount, 'currency', d.currency,
      'reason', d.reason, 'phase', d.phase, 'answerBy', d.answer_by, 'openedAt', d.opened_at) order by d.opened_at, d.id)
      from dispute d where d.order_id = p.order_id), '[]'),
    'tenders', coalesce((select jsonb_agg(jsonb_build_object('cardId', t.card_id, 'last4', t.last4, 'amount', t.amount,
      'refunded', t.refunded, 'phase', t.phase) order by t.card_id)
      from gift_tender t where t.order_id = p.order_id), '[]'), 'entries', '[]'::jsonb) as payment
  from payable p where p.order_id = any($1::uuid[]) order by p.order_id`;
const SAVE = `update payable p set phase = x.phase, version = x.version, sent = x.sent
  from jsonb_to_recordset($1::jsonb) as x("orderId" uuid, phase text, version int, sent bigint) where p.order_id = x."orderId"`;
const SAVE_ATTEMPTS = `insert into attempt (id, order_id, phase, amount, currency, locale, provider_session, provider_payment, customer, url, later, authorised, in_parts, captured, refunded, declines, last_failure, opened_at)
  select id, "orderId", phase, amount, currency, locale, "providerSession", "providerPayment", customer, url, later, authorised, "inParts", captured, refunded, declines, "lastFailure", "openedAt"
  from jsonb_to_recordset($1::jsonb) as x(id uuid, "orderId" uuid, phase text, amount bigint, currency text, locale text, "providerSession" text,
    "providerPayment" text, customer text, url text, later boolean, authorised bigint, "inParts" boolean, captured bigint, refunded bigint, declines int, "lastFailure" text, "openedAt" timestamptz)
  on conflict (id) do update set phase = excluded.phase, provider_session = excluded.provider_session, provider_payment = excluded.provider_payment,
    url = excluded.url, authorised = excluded.authorised, in_parts = excluded.in_parts, captured = excluded.captured, refunded = excluded.refunded, declines = excluded.declines, last_failure = excluded.last_failure`;
const SAVE_CAPTURES = `insert into capture (id, order_id, attempt_id, amount, up_to, last, phase)
  select id, "orderId", "attemptId", amount, "upTo", last, phase
  from jsonb_to_recordset($1::jsonb) as x(id uuid, "orderId" uuid, "attemptId" uuid, amount bigint, "upTo" bigint, last boolean, phase text)
  on conflict (id) do update set phase = excluded.phase, amount = excluded.amount`;
const SAVE_REFUNDS = `insert into refund (id, order_id, attempt_id, card_id, amount, currency, reason, phase, told)
  select id, "orderId", "attemptId", "cardId", amount, currency, reason, phase, told
  from jsonb_to_recordset($1::jsonb) as x(id uuid, "orderId" uuid, "attemptId" uuid, "cardId" uuid, amount bigint, currency text, reason text, phase text, told boolean)
  on conflict (id) do update set phase = excluded.phase`;
const SAVE_DISPUTES = `insert into dispute (id, order_id, attempt_id, amount, currency, reason, phase, answer_by, opened_at)
  select id, "orderId", "attemptId", amount, currency, reason, phase, "answerBy", "openedAt"
  from jsonb_to_recordset($1::jsonb) as x(id text, "orderId" uuid, "attemptId" uuid, amount bigint, currency text, reason text, phase text,
    "answerBy" timestamptz, "openedAt" timestamptz)
  on conflict (id) do update set phase = excluded.phase, amount = excluded.amount, answer_by = excluded.answer_by`;
const SAVE_TENDERS = `insert into gift_tender (order_id, card_id, last4, amount, refunded, phase)
  select "orderId", "cardId", last4, amount, refunded, phase
  from jsonb_to_recordset($1::jsonb) as x("orderId" uuid, "cardId" uuid, last4 text, amount bigint, refunded bigint, phase text)
  on conflict (order_id, card_id) do update set amount = excluded.amount, refunded = excluded.refunded, phase = excluded.phase`;
/** A balance moves by what its ledger gains, in one statement: an entry that was there already moves nothing. */
const SAVE_ENTRIES = `with gained as (
    insert into gift_card_entry (key, card_id, kind, order_id, amount, moved)
    select key, "cardId", kind, "orderId", amount, moved
    from jsonb_to_recordset($1::jsonb) as x(key text, "cardId" uuid, kind text, "orderId" uuid, amount bigint, moved bigint)
    on conflict (key) do nothing returning card_id, moved)
  update gift_card c set balance = c.balance + g.moved from (select card_id, sum(moved) as moved from gained group by 1) g where c.id = g.card_id`;
const LOCK_CARDS = 'select id from gift_card where id = any($1::uuid[]) order by id for update';
const KNOW = `insert into payable (order_id, number, owner, amount, currency, pay_by, locale, phase, version)
  select "orderId", number, owner, amount, currency, "payBy", locale, phase, version
  from jsonb_to_recordset($1::jsonb) as x("orderId" uuid, number text, owner text, amount bigint, currency text, "payBy" timestamptz, locale text, phase text, version int)
  order by "orderId" on conflict (order_id) do nothing`;
const KEEP_NEWS = `insert into webhook (id, type, body, order_id, handled_at) select id, type, body, "orderId", now()
  from jsonb_to_recordset($1::jsonb) as x(id text, type text, body jsonb, "orderId" uuid) order by id on conflict (id) do nothing returning id`;

const instant = (time: string) => new Date(time).toISOString();
const dated = (payment: Payment): Payment => ({
  ...payment,
  payBy: payment.payBy && instant(payment.payBy),
  attempts: payment.attempts.map((attempt): Attempt => ({ ...attempt, openedAt: instant(attempt.openedAt) })),
  disputes: payment.disputes.map((one): Dispute => ({ ...one, openedAt: instant(one.openedAt), answerBy: one.answerBy && instant(one.answerBy) })),
});

async function read(sql: Sql, orderIds: string[]): Promise<Payment[]> {
  const found = await sql.$queryRawUnsafe<{ payment: Payment }[]>(READ, orderIds);
  return found.map(({ payment }) => dated(payment));
}

/** The payments of these orders as `tx` sees them. */
export const paymentsOf = (orderIds: string[], tx: Sql): Promise<Payment[]> => read(tx, orderIds);
const readTogether = foundTogether(
  (orderIds) => read(client, orderIds),
  ({ orderId }) => orderId,
);
/** The payment of an order as it stands, or null; inside `tx` as that sees it. Outside, whoever asks at once shares a query. */
export const paymentOf = async (orderId: string, tx?: Sql): Promise<Payment | null> => (tx ? ((await read(tx, [orderId]))[0] ?? null) : readTogether(orderId));

export const keeper: Keeper<Tx, Payment> = {
  // Two statements: a row that had to be waited for would be new, its attempts and refunds still the old ones.
  async lock(tx, ids) {
    await unawaited(tx, LOCK, ids);
    return read(tx, ids);
  },
  async save(tx, payments) {
    const attempts = payments.flatMap((payment) => payment.attempts);
    const refunds = payments.flatMap(({ orderId, refunds }) => refunds.map((refund: Refund) => ({ ...refund, orderId })));
    await unawaited(tx, SAVE, rows(payments));
    if (attempts.length > 0) await unawaited(tx, SAVE_ATTEMPTS, rows(attempts));
    if (refunds.length > 0) await unawaited(tx, SAVE_REFUNDS, rows(refunds));
    const captures = payments.flatMap(({ orderId, captures: all }) => all.map((capture) => ({ ...capture, orderId })));
    if (captures.length > 0) await unawaited(tx, SAVE_CAPTURES, rows(captures));
    const disputes = payments.flatMap(({ orderId, disputes: all }) => all.map((dispute) => ({ ...dispute, orderId })));
    if (disputes.length > 0) await unawaited(tx, SAVE_DISPUTES, rows(disputes));
    const tenders = payments.flatMap(({ orderId, tenders: all }) => all.map((tender) => ({ ...tender, orderId })));
    const entries = payments.flatMap((payment) => payment.entries);
    if (tenders.length > 0) await unawaited(tx, SAVE_TENDERS, rows(tenders));
    if (entries.length === 0) return;
    await tx.$queryRawUnsafe(LOCK_CARDS, [...new Set(entries.map(({ cardId }) => cardId))]);
    await unawaited(tx, SAVE_ENTRIES, rows(entries));
  },
  idOf: ({ orderId }) => orderId,
};

/** Makes payments known that are not yet; what is known stays as it is. */
export const knowPayments = async (tx: Tx, payments: Payment[]): Promise<void> => unawaited(tx, KNOW, rows(payments));

/** The orders of these messages that are not known here. */
export async function strangers(tx: Tx, messages: readonly Message<'OrderPaymentClosing' | 'CaptureDue' | 'RefundDue'>[]): Promise<string[]> {
  const asked = messages.map(({ data }) => data.orderId);
  const known = new Set((await tx.payable.findMany({ where: { orderId: { in: asked } }, select: { orderId: true } })).map(({ orderId }) => orderId));
  return asked.filter((orderId) => !known.has(orderId));
}

/** The attempt of this id, or the one that the provider knows its money by. */
export const attemptOf = (tx: Tx, of: { id: string } | { providerPayment: string }): Promise<{ id: string; orderId: string } | null> =>
  tx.attempt.findUnique({ where: of, select: { id: true, orderId: true } });

/** Which orders these attempts are for, by the attempt's id. */
export const ordersOf = async (tx: Tx, attemptIds: string[]): Promise<Map<string, string>> =>
  new Map((await tx.attempt.findMany({ where: { id: { in: attemptIds } }, select: { id: true, orderId: true } })).map(({ id, orderId }) => [id, orderId]));

/** Which order a refund belongs to. */
export const orderOfRefund = async (tx: Tx, id: string): Promise<string | null> =>
  (await tx.refund.findUnique({ where: { id }, select: { orderId: true } }))?.orderId ?? null;

/** Which order a capture belongs to. */
export const orderOfCapture = async (tx: Tx, id: string): Promise<string | null> =>
  (await tx.capture.findUnique({ where: { id }, select: { orderId: true } }))?.orderId ?? null;

/** What the provider knows an owner by, once they paid while signed in. */
export const customers = {
  find: async (owner: string, sql: Tx | typeof client = client): Promise<string | null> =>
    (await sql.providerCustomer.findUnique({ where: { owner } }))?.id ?? null,
  /** The first that was kept stays. */
  async keep(owner: string, id: string): Promise<string> {
    await client.providerCustomer.createMany({ data: [{ owner, id }], skipDuplicates: true });
    return (await client.providerCustomer.findUniqueOrThrow({ where: { owner } })).id;
  },
  /** Takes away those of these owners and says which they were. */
  async drop(tx: Tx, owners: string[]): Promise<{ owner: string; id: string }[]> {
    const found = await tx.providerCustomer.findMany({ where: { owner: { in: owners } } });
    await tx.providerCustomer.deleteMany({ where: { owner: { in: owners } } });
    return found;
  },
};

const MOST_DISPUTES = 100;
/** What banks took back and nobody has decided yet, the next to be answered first. */
export async function openDisputes() {
  const found = await client.dispute.findMany({
    where: { phase: 'open' },
    orderBy: [{ answerBy: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    take: MOST_DISPUTES,
    include: { payable: { select: { number: true } } },
  });
  return found.map(({ id, orderId, amount, currency, reason, answerBy, openedAt, payable }) => ({
    id,
    orderId,
    number: payable.number,
    amount: Number(amount),
    currency,
    reason,
    answerBy: answerBy?.toISOString() ?? null,
    openedAt: openedAt.toISOString(),
  }));
}

/** Keeps what the provider sent, and which order of ours it is about; gives the ids of what had not come before. */
export async function keepNews(tx: Tx, told: { news: News; orderId: string | null }[]): Promise<Set<string>> {
  const kept = told.map(({ news: { id, type, body }, orderId }) => ({ id, type, body, orderId }));
  return new Set((await tx.$queryRawUnsafe<{ id: string }[]>(KEEP_NEWS, rows(kept))).map(({ id }) => id));
}

/** What the provider sent about an order, for its journal. */
export async function newsAbout(orderId: string): Promise<{ entries: JournalEntry[] }> {
  const found = await client.webhook.findMany({ where: { orderId }, orderBy: { receivedAt: 'asc' }, take: 200 });
  return { entries: found.map(({ id, type, body, receivedAt, handledAt }) => webhookEntry({ id, type, receivedAt, handledAt, data: body })) };
}

type CardRow = { id: string; last4: string; currency: string; balance: bigint; note: string; isOn: boolean; issuedAt: Date };
const cardOf = ({ id, last4, currency, balance, note, isOn, issuedAt }: CardRow) => ({
  id,
  last4,
  currency,
  balance: Number(balance),
  note,
  on: isOn,
  issuedAt: issuedAt.toISOString(),
});
type Issue = { id: string; codeHash: string; last4: string; currency: string; amount: number; note: string };
const LOCK_BY_CODE = 'select id from gift_card where code_hash = $1 for update';
const MOST_ENTRIES = 200;
const MOST_FOUND = 20;

/** Gift cards and their ledger. */
export const cards = {
  /** Null when a card of that id was issued before. */
  async issue(tx: Tx, { id, codeHash, last4, currency, amount, note }: Issue) {
    const [card] = await tx.giftCard.createManyAndReturn({ data: [{ id, codeHash, last4, currency, balance: amount, note }], skipDuplicates: true });
    if (!card) return null;
    await tx.giftCardEntry.create({ data: { key: `issued:${id}`, cardId: id, kind: 'issued', amount, moved: amount } });
    return cardOf(card);
  },
  /** Null for a card that is not there; `switched` is false for one that was so already. */
  async switch(tx: Tx, id: string, on: boolean) {
    const { count } = await tx.giftCard.updateMany({ where: { id, isOn: !on }, data: { isOn: on } });
    const card = await tx.giftCard.findUnique({ where: { id } });
    return card && { card: cardOf(card), switched: count === 1 };
  },
  async byCode(codeHash: string) {
    const card = await client.giftCard.findUnique({ where: { codeHash } });
    return card && cardOf(card);
  },
  /** Those whose codes end so, the newest first. */
  async byLast4(last4: string) {
    return (await client.giftCard.findMany({ where: { last4 }, orderBy: { issuedAt: 'desc' }, take: MOST_FOUND })).map(cardOf);
  },
  /** The card as it is once everybody who has it is done with it. */
  async lock(tx: Tx, codeHash: string) {
    await tx.$queryRawUnsafe(LOCK_BY_CODE, codeHash);
    const card = await tx.giftCard.findUnique({ where: { codeHash } });
    return card && cardOf(card);
  },
  async ledger(id: string) {
    const card = await client.giftCard.findUnique({ where: { id }, include: { entries: { orderBy: { at: 'desc' }, take: MOST_ENTRIES } } });
    if (!card) return null;
    const entries = card.entries.map(({ kind, orderId, amount, moved, at }) => ({
      kind: LedgerEntry.shape.kind.parse(kind),
      orderId,
      amount: Number(amount),
      moved: Number(moved),
      at: at.toISOString(),
    }));
    return { card: cardOf(card), entries };
  },
  async list({ after, limit }: { after?: string | undefined; limit: number }) {
    const place = placeIn(Uuid.optional(), after);
    const from = place === undefined ? {} : { id: { gt: place } };
    const found = await client.giftCard.findMany({ where: from, orderBy: { id: 'asc' }, take: limit + 1 });
    const items = found.slice(0, limit).map(cardOf);
    return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
  },
};

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
