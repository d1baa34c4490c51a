import { randomUUID } from 'node:crypto';
import { formatMoney } from '@kontor/contracts/format';
import { asking, each, Permanent } from '@kontor/kit/asks';
import { now } from '@kontor/kit/clock';
import { log } from '@kontor/kit/log';
import { captureInTime, collectByHand, settleCapture, settleRelease } from './captures.ts';
import { type Attempt, isUnderWay, lookAgain, makeGood, settleRefund } from './domain.ts';
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

type Settled = { orderId: string; captureId: string; failure: string | null; trace?: string };
const settled = async (tx: Tx, captures: Settled[]): Promise<void> => {
  const todo = captures.map(({ orderId, trace, ...facts }) => ({ id: orderId, facts: { ...facts, nextId: randomUUID() }, ...(trace && { trace }) }));
  await changePayments(tx, todo, settleCapture);
};

type OfCapture = { id: string; subject: string; payload: { captureId: string } };
const gotAnotherWay = async (tx: Tx, { id, subject, payload: { captureId } }: OfCapture): Promise<void> =>
  void (await changePayments(tx, [{ id: subject, facts: { captureId, id } }], collectByHand));

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
      return isUnderWay(attempt) || attempt.authorised > 0 ? provider.find(placeOf(attempt)) : null;
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

  /** No machine can do this: it stands among the operations, with the order and the bank's reason, if one sent it back. */
  payAnotherWay: asking<Tx, { refundId: string; reason: string | null; amount?: number; currency?: string }>({
    call: ({ payload: { reason, amount = 0, currency = 'EUR' } }) =>
      Promise.reject(
        new Permanent(
          reason === null
            ? `${formatMoney(amount, currency, 'en')} that was collected another way is due back: pay it back the same way`
            : `the shopper's bank sent the refund back (${reason}): pay it another way`,
        ),
      ),
    done: async () => undefined,
    byHand: async (tx, { id, subject, payload: { refundId } }) => void (await changePayments(tx, [{ id: subject, facts: { refundId, id } }], makeGood)),
    failed: (_tx, { subject, payload }, reason) =>
      Promise.resolve(log.error({ alert: 'money', orderId: subject, refundId: payload.refundId, reason }, 'a refund came back')),
  }),

  /** One part of what is set aside; asked again until the provider says yes or no. */
  capture: asking<Tx, { captureId: string }>({
    attempts,
    async call({ subject, payload: { captureId } }) {
      const payment = await paymentOf(subject);
      const capture = payment?.captures.find(({ id }) => id === captureId);
      const sessionId = payment?.attempts.find(({ id }) => id === capture?.attemptId)?.providerSession;
      if (!capture || !sessionId) throw new Permanent(`there is no capture ${captureId}`);
      if (capture.phase === 'succeeded') return;
      const { amount, upTo, last } = capture;
      await provider.capture({ sessionId, amount, upTo, last, reference: captureId }).catch((error: unknown) => {
        throw error instanceof Permanent ? new Permanent(`${error.message}. Collect the money another way`) : error;
      });
    },
    done: (tx, ended) =>
      settled(
        tx,
        ended.map(({ ask: { subject, payload, trace } }) => ({ orderId: subject, captureId: payload.captureId, failure: null, trace })),
      ),
    byHand: gotAnotherWay,
    async failed(tx, { subject, payload: { captureId } }, reason) {
      log.error({ alert: 'money', orderId: subject, captureId, reason }, 'what was set aside cannot be taken');
      await settled(tx, [{ orderId: subject, captureId, failure: reason }]);
    },
  }),

  /** Goods or no goods: a day before it lapses. */
  captureInTime: asking<Tx, OfAttempt>({
    done: each(async (tx, { subject }) => {
      const changed = await changePayments(tx, [{ id: subject, facts: { captureId: randomUUID() } }], captureInTime);
      if (changed.length > 0) log.warn({ orderId: subject }, 'money that was set aside is taken before it lapses, although goods have not left');
    }),
  }),

  releaseHold: asking<Tx, OfAttempt>({
    attempts,
    async call({ subject, payload: { attemptId } }) {
      const { providerSession } = await attemptOf(subject, attemptId);
      if (providerSession) await provider.release(providerSession);
    },
    done: each(async (tx, { subject, payload: { attemptId } }) => void (await changePayments(tx, [{ id: subject, facts: { attemptId } }], settleRelease))),
  }),

  /** No machine can do this: it stands among the operations until somebody has got the money another way. */
  collectAnotherWay: asking<Tx, { captureId: string; reason: string }>({
    call: ({ payload: { reason } }) => Promise.reject(new Permanent(`the money for this order could not be taken (${reason}): collect it another way`)),
    done: async () => undefined,
    byHand: gotAnotherWay,
    failed: () => Promise.resolve(),
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
