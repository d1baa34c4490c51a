import { Uuid } from '@kontor/contracts/ids';
import { change, type Rule } from '@kontor/kit/change';
import { log } from '@kontor/kit/log';
import { attemptUnderWay, hearProvider, type Payment, settleRefund } from './domain.ts';
import type { Session } from './provider.ts';
import { provider } from './providers.ts';
import { journal, keeper, keepNews, orderOf, pages, type Tx } from './store.ts';

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
  const { about } = news;
  await journal.transaction(async (tx) => {
    const reference = about && ('session' in about ? about.session.reference : about.refunded);
    const known = reference && Uuid.safeParse(reference).success;
    const orderId = known ? await orderOf(tx, 'session' in about ? { attemptId: reference } : { refundId: reference }) : null;
    if (!(await keepNews(tx, news, orderId)) || !about || !reference) return;
    if (!orderId) return log.warn({ type: news.type, reference }, 'news about a payment that is not ours');
    if ('session' in about) await hearOf(tx, orderId, reference, about.session);
    else await changePayments(tx, [{ id: orderId, facts: { refundId: reference, paid: true } }], settleRefund);
  });
}
