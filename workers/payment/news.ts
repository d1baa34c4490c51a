import { randomUUID } from 'node:crypto';
import { Uuid } from '@kontor/contracts/ids';
import { change, type Rule } from '@kontor/kit/change';
import { now } from '@kontor/kit/clock';
import { log } from '@kontor/kit/log';
import { traceparent } from '@kontor/kit/telemetry';
import { doneTogether } from '@kontor/kit/together';
import { settleCapture } from './captures.ts';
import { attemptUnderWay, hearDispute, hearProvider, hearReturned, lookNow, type Payment, settleRefund } from './domain.ts';
import type { About, DisputeNews, News, Session } from './provider.ts';
import { provider } from './providers.ts';
import { attemptOf, journal, keeper, keepNews, orderOfCapture, orderOfRefund, ordersOf, pages, type Tx } from './store.ts';

/** Changes payments by a rule; one that can no longer be paid where it was loses its short cut once that is certain. */
export async function changePayments<Facts>(tx: Tx, todo: { id: string; facts: Facts; trace?: string }[], rule: Rule<Payment, Facts>): Promise<Payment[]> {
  const changed = await change(journal, tx, keeper, todo, rule);
  const gone = changed.filter((payment) => payment.phase !== 'open' || attemptUnderWay(payment)?.phase !== 'open').map(({ orderId }) => orderId);
  journal.after(tx, () => void pages.forget(gone));
  return changed;
}

/** How an attempt stands at the provider, as somebody heard it. */
export type Heard = { orderId: string; attemptId: string; session: Session | null; trace?: string };

/** Takes in how attempts stand at the provider: the one way, whoever says it. */
export async function hearOf(tx: Tx, heard: readonly Heard[]): Promise<void> {
  const todo = heard.map(({ orderId, trace, ...facts }) => ({ id: orderId, facts, ...(trace && { trace }) }));
  const changed = await changePayments(tx, todo, hearProvider);
  const attempts = new Map(changed.flatMap((payment) => payment.attempts.map((attempt) => [attempt.id, attempt])));
  for (const { orderId, attemptId, session } of heard) {
    const attempt = attempts.get(attemptId);
    if (attempt?.phase !== 'failed' || session?.status !== 'succeeded') continue;
    const { captured, amount, currency, lastFailure } = attempt;
    journal.after(tx, () =>
      log.error(
        { alert: 'money', orderId, attemptId, captured, capturedIn: session.currency, amount, currency, reason: lastFailure },
        'money came that was not asked for; it goes back',
      ),
    );
  }
}

/** What the provider sends: verified, kept once per event of its own, and handled, in one transaction. */
export async function webhook(body: Buffer, headers: Record<string, unknown>): Promise<void> {
  const news = provider.news(body, headers);
  const { about } = news;
  if (about && 'session' in about) await takeSession({ news, session: about.session, trace: traceparent() });
  else await journal.transaction((tx) => take(tx, news, about));
}

type Rare = Exclude<About, { session: unknown }>;

async function take(tx: Tx, news: News, about: Rare | null): Promise<void> {
  const deed = about && (await deedOf(tx, about, news.id));
  const fresh = await keepNews(tx, [{ news, orderId: deed?.orderId ?? null }]);
  if (!fresh.has(news.id) || !about) return;
  if (deed) await deed.take();
  else notOurs(news);
}

const notOurs = ({ type, id }: News) => log.warn({ type, news: id }, 'news about a payment that is not ours');

/** What most news are, how a payment stands: those that come together are kept and taken in together. */
const takeSession = doneTogether<{ news: News; session: Session; trace: string }>((told) =>
  journal.transaction(async (tx) => {
    const orders = await ordersOf(
      tx,
      told.map(({ session }) => session.reference).filter((reference) => isOurs(reference)),
    );
    const fresh = await keepNews(
      tx,
      told.map(({ news, session }) => ({ news, orderId: orders.get(session.reference) ?? null })),
    );
    // The same news twice in one batch is one row: only the first of them is taken in.
    const first = told.filter(({ news }) => fresh.delete(news.id));
    for (const { news } of first.filter(({ session }) => !orders.has(session.reference))) notOurs(news);
    const heard = first.flatMap(({ session, trace }): Heard[] => {
      const orderId = orders.get(session.reference);
      return orderId ? [{ orderId, attemptId: session.reference, session, trace }] : [];
    });
    await hearOf(tx, heard);
  }),
);

type Deed = { orderId: string; take: () => Promise<unknown> };
const isOurs = (reference: string): boolean => Uuid.safeParse(reference).success;

/** Which order the news are about and what they do to it; null for what we do not know. */
async function deedOf(tx: Tx, about: Rare, newsId: string): Promise<Deed | null> {
  if ('refunded' in about) {
    const orderId = isOurs(about.refunded) ? await orderOfRefund(tx, about.refunded) : null;
    return orderId ? { orderId, take: () => changePayments(tx, [{ id: orderId, facts: { refundId: about.refunded, paid: true } }], settleRefund) } : null;
  }
  if ('captured' in about) {
    const { captured: captureId } = about;
    const orderId = isOurs(captureId) ? await orderOfCapture(tx, captureId) : null;
    const facts = { captureId, nextId: randomUUID(), failure: null };
    return orderId ? { orderId, take: () => changePayments(tx, [{ id: orderId, facts }], settleCapture) } : null;
  }
  if ('refundReturned' in about) {
    const { refundReturned: refundId, reason } = about;
    const orderId = isOurs(refundId) ? await orderOfRefund(tx, refundId) : null;
    return orderId ? { orderId, take: () => changePayments(tx, [{ id: orderId, facts: { refundId, reason } }], hearReturned) } : null;
  }
  if ('disputed' in about) {
    const { of, ...dispute } = about.disputed;
    const attempt =
      'payment' in of ? await attemptOf(tx, { providerPayment: of.payment }) : isOurs(of.reference) ? await attemptOf(tx, { id: of.reference }) : null;
    return attempt && { orderId: attempt.orderId, take: () => hearOfDispute(tx, attempt, dispute) };
  }
  const attempt = isOurs(about.look) ? await attemptOf(tx, { id: about.look }) : null;
  return attempt && { orderId: attempt.orderId, take: () => journal.leave(tx, [], [{ ...lookNow(attempt, newsId), trace: traceparent() }]) };
}

async function hearOfDispute(tx: Tx, { id: attemptId, orderId }: { id: string; orderId: string }, dispute: Omit<DisputeNews, 'of'>): Promise<void> {
  const changed = await changePayments(tx, [{ id: orderId, facts: { attemptId, dispute, now: now() } }], hearDispute);
  const { id: disputeId, amount, currency, reason, phase, answerBy } = dispute;
  if (changed.length > 0)
    journal.after(tx, () =>
      log.error({ alert: 'money', orderId, disputeId, amount, currency, reason, phase, answerBy }, 'a bank takes money back, or has decided'),
    );
}
