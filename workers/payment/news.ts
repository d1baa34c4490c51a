import { Uuid } from '@kontor/contracts/ids';
import { change, type Rule } from '@kontor/kit/change';
import { now } from '@kontor/kit/clock';
import { log } from '@kontor/kit/log';
import { traceparent } from '@kontor/kit/telemetry';
import { attemptUnderWay, hearDispute, hearProvider, hearReturned, lookNow, type Payment, settleRefund } from './domain.ts';
import type { About, DisputeNews, Session } from './provider.ts';
import { provider } from './providers.ts';
import { attemptOf, journal, keeper, keepNews, orderOfRefund, pages, type Tx } from './store.ts';

/** Changes payments by a rule; one that can no longer be paid where it was loses its short cut once that is certain. */
export async function changePayments<Facts>(tx: Tx, todo: { id: string; facts: Facts; trace?: string }[], rule: Rule<Payment, Facts>): Promise<Payment[]> {
  const changed = await change(journal, tx, keeper, todo, rule);
  const gone = changed.filter((payment) => payment.phase !== 'open' || attemptUnderWay(payment)?.phase !== 'open').map(({ orderId }) => orderId);
  journal.after(tx, () => void pages.forget(gone));
  return changed;
}

/** Takes in how an attempt stands at the provider: the one way, whoever says it. */
export async function hearOf(tx: Tx, orderId: string, attemptId: string, session: Session | null): Promise<void> {
  const [changed] = await changePayments(tx, [{ id: orderId, facts: { attemptId, session } }], hearProvider);
  const attempt = changed?.attempts.find(({ id }) => id === attemptId);
  if (attempt?.phase !== 'failed' || session?.status !== 'succeeded') return;
  const { captured, amount, currency, lastFailure } = attempt;
  journal.after(tx, () =>
    log.error(
      { alert: 'money', orderId, attemptId, captured, capturedIn: session.currency, amount, currency, reason: lastFailure },
      'money came that was not asked for; it goes back',
    ),
  );
}

/** What the provider sends: verified, kept once per event of its own, and handled, in one transaction. */
export async function webhook(body: Buffer, headers: Record<string, unknown>): Promise<void> {
  const news = provider.news(body, headers);
  await journal.transaction(async (tx) => {
    const deed = news.about && (await deedOf(tx, news.about, news.id));
    if (!(await keepNews(tx, news, deed?.orderId ?? null)) || !news.about) return;
    if (deed) await deed.take();
    else log.warn({ type: news.type, news: news.id }, 'news about a payment that is not ours');
  });
}

type Deed = { orderId: string; take: () => Promise<unknown> };
const isOurs = (reference: string): boolean => Uuid.safeParse(reference).success;

/** Which order the news are about and what they do to it; null for what we do not know. */
async function deedOf(tx: Tx, about: About, newsId: string): Promise<Deed | null> {
  if ('refunded' in about) {
    const orderId = isOurs(about.refunded) ? await orderOfRefund(tx, about.refunded) : null;
    return orderId ? { orderId, take: () => changePayments(tx, [{ id: orderId, facts: { refundId: about.refunded, paid: true } }], settleRefund) } : null;
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
  const reference = 'look' in about ? about.look : about.session.reference;
  const attempt = isOurs(reference) ? await attemptOf(tx, { id: reference }) : null;
  if (!attempt) return null;
  const { orderId } = attempt;
  if ('session' in about) return { orderId, take: () => hearOf(tx, orderId, reference, about.session) };
  return { orderId, take: () => journal.leave(tx, [], [{ ...lookNow(attempt, newsId), trace: traceparent() }]) };
}

async function hearOfDispute(tx: Tx, { id: attemptId, orderId }: { id: string; orderId: string }, dispute: Omit<DisputeNews, 'of'>): Promise<void> {
  const changed = await changePayments(tx, [{ id: orderId, facts: { attemptId, dispute, now: now() } }], hearDispute);
  const { id: disputeId, amount, currency, reason, phase, answerBy } = dispute;
  if (changed.length > 0)
    journal.after(tx, () =>
      log.error({ alert: 'money', orderId, disputeId, amount, currency, reason, phase, answerBy }, 'a bank takes money back, or has decided'),
    );
}
