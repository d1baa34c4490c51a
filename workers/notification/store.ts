import { openClient } from '@kontor/kit/client';
import { randomUUID } from 'node:crypto';
import type { JournalEntry } from '@kontor/contracts/journal';
import type { Mail } from '@kontor/contracts/notification';
import { type Asked, leaving } from '@kontor/kit/journal';
import { postgresJournal, rows, unawaited } from '@kontor/kit/postgres';
import { traceparent } from '@kontor/kit/telemetry';
import { foundTogether } from '@kontor/kit/together';
import { type Prisma, PrismaClient } from '../../prisma/notification/generated/client.ts';
import { type Contact, type FactName, messageIdOf } from './domain.ts';
import { env } from './env.ts';

const client = openClient<Tx, PrismaClient>(PrismaClient, env.NOTIFICATION_DATABASE_URL);
export type Tx = Prisma.TransactionClient;
export const journal = postgresJournal<Tx>('notification', env.NOTIFICATION_DATABASE_URL, client);

const KEEP_MS = 90 * 24 * 60 * 60 * 1000;
const forgetLater = (about: string, now: Date): Asked => ({
  kind: 'forgetPerson',
  subject: about,
  key: `forget:${about}`,
  payload: { about },
  due: new Date(now.getTime() + KEEP_MS),
});
const RECEIVED_MS = 2 * 60 * 1000;
const sayReceivedLater = (orderId: string, now: Date): Asked => ({
  kind: 'sayReceived',
  subject: orderId,
  key: `received:${orderId}`,
  payload: { orderId },
  due: new Date(now.getTime() + RECEIVED_MS),
});
const ask = (tx: Tx, asked: Asked[]) =>
  journal.leave(
    tx,
    [],
    asked.map((one) => ({ ...one, trace: traceparent() })),
  );

const KEEP = `insert into contact (order_id, owner, number, person, "order", at)
  select "orderId", owner, number, person, "order", $2::timestamptz
  from jsonb_to_recordset($1::jsonb) as x("orderId" uuid, owner text, number text, person jsonb, "order" jsonb)
  on conflict do nothing`;

/** Keeps whom to write to about an order; one that is known, or already forgotten, stays as it is. */
export async function keepContacts(tx: Tx, contacts: Contact[], now: Date): Promise<void> {
  await unawaited(tx, KEEP, rows(contacts), now.toISOString());
  await ask(
    tx,
    // For a replacement nobody has to pay: the mail about its return speaks of it.
    contacts.flatMap(({ orderId, order }) => [forgetLater(orderId, now), ...(order.exchangeOf ? [] : [sayReceivedLater(orderId, now)])]),
  );
}

/** The contacts that are known, and the facts that each has had a mail about. */
export async function contactsOf(tx: Tx, orderIds: string[]): Promise<Map<string, Contact & { facts: FactName[] }>> {
  const contacts = await tx.contact.findMany({ where: { orderId: { in: orderIds } } });
  const mails = await tx.mail.findMany({ where: { orderId: { in: orderIds } }, select: { orderId: true, fact: true } });
  const factsOf = (orderId: string) => mails.filter((mail) => mail.orderId === orderId).map((mail) => mail.fact as FactName);
  return new Map(
    contacts.map((row) => [
      row.orderId,
      { ...row, person: row.person as Contact['person'], order: row.order as Contact['order'], facts: factsOf(row.orderId) },
    ]),
  );
}

export type NewMail = { fact: FactName; about: string; orderId: string | null; to: string; subject: string; html: string; text: string };

const QUEUE = `insert into mail (id, fact, about, order_id, "to", subject, html, text, message_id, queued_at)
  select id, fact, about, "orderId", "to", subject, html, text, "messageId", $2::timestamptz
  from jsonb_to_recordset($1::jsonb) as x(id uuid, fact text, about uuid, "orderId" uuid, "to" text, subject text, html text, text text, "messageId" text)
  on conflict do nothing returning id`;

/** Writes mails down and asks to send them; a fact that somebody has had a mail about gets no second one. */
export async function queueMails(tx: Tx, mails: NewMail[], now: Date): Promise<void> {
  const drafts = mails.map((mail) => ({ ...mail, id: randomUUID(), messageId: messageIdOf(mail.fact, mail.about) }));
  const queued = await tx.$queryRawUnsafe<{ id: string }[]>(QUEUE, rows(drafts), now.toISOString());
  const fresh = drafts.filter(({ id }) => queued.some((row) => row.id === id));
  const sends = fresh.map(({ id, about }) => ({ kind: 'sendMail', subject: about, key: `send:${id}`, payload: { mailId: id } }));
  await ask(tx, [...sends, ...fresh.flatMap(({ orderId, about }) => (orderId ? [] : [forgetLater(about, now)]))]);
}

/** Asks to send a mail once more, once per key. */
export async function sendAgain(tx: Tx, mailId: string, key: string, actor: string): Promise<void> {
  const asked = { kind: 'sendMail', subject: mailId, key: `resend:${mailId}:${key}`, payload: { mailId } };
  // A second press waits here, and then finds what the first has asked for.
  await tx.$queryRawUnsafe('select 1 from mail where id = $1::uuid for update', mailId);
  if (await tx.ask.findUnique({ where: { key: asked.key }, select: { id: true } })) return;
  await ask(tx, [asked]);
  await journal.records.note(tx, { actor, act: 'resendMail', about: mailId });
}

/** A mail as it was written; whoever asks at once shares a query. */
export const findMail = foundTogether(
  (ids) => client.mail.findMany({ where: { id: { in: ids } } }),
  ({ id }) => id,
);

const SENT = 'update mail set sent_at = $2::timestamptz where id = any($1::uuid[]) returning id, fact, about, message_id as "messageId"';
type Sent = { id: string; fact: FactName; about: string; messageId: string };

/** Notes that the mail server has these mails, and tells of it. */
export async function markSent(tx: Tx, mails: readonly { id: string; trace: string }[], now: Date): Promise<void> {
  const traces = new Map(mails.map(({ id, trace }) => [id, trace]));
  const sent = await tx.$queryRawUnsafe<Sent[]>(SENT, [...traces.keys()], now.toISOString());
  const told = sent.map(({ id, fact, about, messageId }) =>
    leaving({ type: 'MailSent', subject: id, data: { mailId: id, fact, about, messageId } }, 1, traces.get(id) ?? ''),
  );
  await journal.leave(tx, told, []);
}

/** Blanks all that says who somebody is; that a mail was sent stays known. */
export async function blankPerson(tx: Tx, about: string): Promise<void> {
  await tx.$executeRawUnsafe('update contact set person = null where order_id = $1::uuid', about);
  await tx.mail.updateMany({ where: { OR: [{ about }, { orderId: about }] }, data: { to: '', html: '', text: '' } });
}

/** The same for everything about these accounts. */
export async function blankOwners(tx: Tx, owners: string[]): Promise<void> {
  await tx.$executeRawUnsafe('update contact set person = null where owner = any($1)', owners);
  await tx.$executeRawUnsafe(
    `update mail set "to" = '', html = '', text = '' where about = any($1::uuid[]) or order_id in (select order_id from contact where owner = any($1::text[]))`,
    owners,
  );
}

/** So many mails of one order are shown; it has some ten. */
const MOST_MAILS = 200;

/** The mails about an order for its journal, and the names under which outbox and asks speak of them. */
export async function mailsAbout(orderId: string): Promise<{ subjects: string[]; entries: JournalEntry[] }> {
  const found = await client.mail.findMany({ where: { orderId }, orderBy: { queuedAt: 'asc' }, take: MOST_MAILS });
  const entries = found.map(
    ({ id, fact, subject, messageId, queuedAt, sentAt }): JournalEntry => ({
      kind: 'mail',
      id,
      what: fact,
      at: queuedAt.toISOString(),
      settledAt: sentAt?.toISOString() ?? null,
      attempts: null,
      failure: null,
      trace: '',
      data: { subject, messageId },
    }),
  );
  return { subjects: [...new Set(found.flatMap(({ id, about }) => [id, about]))], entries };
}

/** The mails about an order, oldest first. */
export async function mailsOf(orderId: string): Promise<Mail[]> {
  const found = await client.mail.findMany({ where: { orderId }, orderBy: [{ queuedAt: 'asc' }, { id: 'asc' }], take: MOST_MAILS });
  return found.map(({ id, fact, subject, messageId, queuedAt, sentAt }) => ({
    id,
    fact: fact as FactName,
    subject,
    messageId,
    queuedAt: queuedAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
  }));
}
