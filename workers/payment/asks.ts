import { asking, each, Permanent } from '@kontor/kit/asks';
import { now } from '@kontor/kit/clock';
import { log } from '@kontor/kit/log';
import { type Attempt, isUnderWay, lookAgain, settleRefund } from './domain.ts';
import { changePayments, hearOf } from './news.ts';
import type { Session } from './provider.ts';
import { provider } from './providers.ts';
import { journal, paymentOf, type Tx } from './store.ts';

/** Money is never given up: an unreachable provider is asked again, at last once an hour. */
const attempts = Number.POSITIVE_INFINITY;
type OfAttempt = { attemptId: string };

async function attemptOf(orderId: string, attemptId: string) {
  const attempt = (await paymentOf(orderId))?.attempts.find(({ id }) => id === attemptId);
  if (!attempt) throw new Permanent(`there is no attempt ${attemptId}`);
  return attempt;
}

const placeOf = ({ id, providerSession, openedAt }: Attempt) => ({ reference: id, sessionId: providerSession, openedAt });

export const asks = {
  /** The provider decides: closed, or paid just before. */
  closeAttempt: asking<Tx, OfAttempt, Session | null>({
    attempts,
    async call({ subject, payload: { attemptId } }) {
      const attempt = await attemptOf(subject, attemptId);
      const sessionId = attempt.providerSession ?? (await provider.find(placeOf(attempt)))?.id;
      return sessionId ? provider.close(sessionId) : null;
    },
    done: (tx, ended) =>
      hearOf(
        tx,
        ended.map(({ ask: { subject, payload, trace }, result }) => ({ orderId: subject, attemptId: payload.attemptId, session: result, trace })),
      ),
  }),

  /** Finds what a lost webhook would have said; goes on, with growing gaps, until the attempt is settled. */
  askProvider: asking<Tx, OfAttempt & { round: number }, Session | null>({
    attempts,
    async call({ subject, payload: { attemptId } }) {
      const attempt = await attemptOf(subject, attemptId);
      return isUnderWay(attempt) ? provider.find(placeOf(attempt)) : null;
    },
    done: each(async (tx, { subject, payload: { attemptId, round }, trace }, session) => {
      // A closing attempt that the provider does not know is closeAttempt's to end.
      if (session) await hearOf(tx, [{ orderId: subject, attemptId, session }]);
      const attempt = (await paymentOf(subject, tx))?.attempts.find(({ id }) => id === attemptId);
      if (!attempt || !isUnderWay(attempt)) return;
      await journal.leave(tx, [], [{ ...lookAgain(attempt, round + 1, now()), trace }]);
    }),
  }),

  forgetCustomer: asking<Tx, { customer: string }>({
    attempts,
    call: ({ payload: { customer } }) => provider.forgetCustomer(customer).then(() => undefined),
    done: async () => undefined,
  }),

  /** No machine can do this: it stands among the operations, with the order and the bank's reason. */
  payAnotherWay: asking<Tx, { refundId: string; reason: string }>({
    call: ({ payload: { reason } }) => Promise.reject(new Permanent(`the shopper's bank sent the refund back (${reason}): pay it another way`)),
    done: async () => undefined,
    failed: (_tx, { subject, payload }, reason) =>
      Promise.resolve(log.error({ alert: 'money', orderId: subject, refundId: payload.refundId, reason }, 'a refund came back')),
  }),

  refund: asking<Tx, { refundId: string }>({
    attempts,
    async call({ subject, payload: { refundId } }) {
      const payment = await paymentOf(subject);
      const refund = payment?.refunds.find(({ id }) => id === refundId);
      const sessionId = payment?.attempts.find(({ id }) => id === refund?.attemptId)?.providerSession;
      if (refund?.phase === 'succeeded' || refund?.phase === 'returned') return;
      if (!refund || !sessionId) throw new Permanent(`there is no refund ${refundId}`);
      await provider.refund({ sessionId, amount: refund.amount, reference: refundId });
    },
    async done(tx, ended) {
      const todo = ended.map(({ ask: { subject, payload, trace } }) => ({ id: subject, facts: { refundId: payload.refundId, paid: true }, trace }));
      await changePayments(tx, todo, settleRefund);
    },
    async failed(tx, { subject, payload: { refundId } }, reason) {
      log.error({ alert: 'money', orderId: subject, refundId, reason }, 'the provider will not pay back');
      await changePayments(tx, [{ id: subject, facts: { refundId, paid: false } }], settleRefund);
    },
  }),
};
