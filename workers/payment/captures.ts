import { sum } from '@kontor/contracts/money';
import type { Decision } from '@kontor/kit/change';
import type { Asked, Told } from '@kontor/kit/journal';
import type { Attempt, Payment } from './domain.ts';
import type { Session } from './provider.ts';
import { paidByCards } from './tenders.ts';

/**
 * A part of what is set aside, taken when goods leave: one at a time, so that `upTo` says what is taken then in all. `last` lets go of the
 * rest. What failed is `overtaken` when a later part took its money, and `made-good` once people have got it another way.
 */
export type Capture = {
  id: string;
  attemptId: string;
  amount: number;
  upTo: number;
  last: boolean;
  phase: 'asked' | 'succeeded' | 'failed' | 'overtaken' | 'made-good';
};
type Decided = Decision<Payment>;

/** So long before it lapses, what is set aside is taken: the order is binding, and lost money is harder to get than to give back. */
const IN_TIME_MS = 24 * 60 * 60_000;

const isAsked = ({ phase }: Capture): boolean => phase === 'asked';
const withAttempt = ({ attempts }: Payment, attempt: Attempt) => attempts.map((one) => (one.id === attempt.id ? attempt : one));

/** The attempt that has money set aside. */
export const holdOf = ({ attempts }: Payment): Attempt | undefined => attempts.find(({ phase, authorised }) => phase === 'succeeded' && authorised > 0);

/** What people have got another way. */
export const madeGood = ({ captures }: Payment): number => sum(captures.filter(({ phase }) => phase === 'made-good').map(({ amount }) => amount));

const letGoOf = ({ refunds }: Payment, { id }: Attempt): number =>
  sum(refunds.filter(({ attemptId, phase }) => attemptId === id && phase === 'released').map(({ amount }) => amount));

/** What may still be taken of a hold: neither let go of, nor about to be taken, nor got another way. */
export function takeable(payment: Payment, attempt: Attempt): number {
  const { id, authorised } = attempt;
  const asked = sum(payment.captures.filter((one) => one.attemptId === id && isAsked(one)).map(({ amount }) => amount));
  return Math.max(0, authorised - letGoOf(payment, attempt) - asked - madeGood(payment));
}

/** What of a payment was never taken: still set aside or, since that lapsed, only owed. */
export const untaken = (payment: Payment, attempt: Attempt): number =>
  attempt.authorised > 0 ? takeable(payment, attempt) : Math.max(0, attempt.amount - attempt.captured - letGoOf(payment, attempt) - madeGood(payment));

/** What of it is owed for goods that have left, and no bank keeps aside any more. */
export function arrears(payment: Payment, attempt: Attempt): number {
  if (attempt.authorised > 0) return 0;
  const due = payment.sent - paidByCards(payment) - madeGood(payment) - attempt.captured - letGoOf(payment, attempt);
  return Math.max(0, Math.min(untaken(payment, attempt), due));
}

export const askRelease = ({ id, orderId }: Pick<Attempt, 'id' | 'orderId'>): Asked => ({
  kind: 'releaseHold',
  subject: orderId,
  key: `releaseHold:${id}`,
  payload: { attemptId: id },
});
export const askInTime = ({ id, orderId }: Pick<Attempt, 'id' | 'orderId'>, until: string): Asked => ({
  kind: 'captureInTime',
  subject: orderId,
  key: `captureInTime:${id}`,
  payload: { attemptId: id },
  due: new Date(Date.parse(until) - IN_TIME_MS),
});
const askCapture = ({ orderId }: Payment, { id }: Capture): Asked => ({
  kind: 'capture',
  subject: orderId,
  key: `capture:${id}`,
  payload: { captureId: id },
});
/** A capture that failed stands among the operations by itself; a hold that lapsed has none. */
const askPeople = ({ orderId }: Payment, captureId: string, reason: string): Asked => ({
  kind: 'collectAnotherWay',
  subject: orderId,
  key: `collectAnotherWay:${captureId}`,
  payload: { captureId, reason },
});

const about = ({ orderId, id, currency }: Attempt, amount: number) => ({ orderId, attemptId: id, amount, currency });
const released = (attempt: Attempt, amount: number): Told => ({ type: 'PaymentReleased', subject: attempt.orderId, data: about(attempt, amount) });
/** What of `amount` the order still counts as set aside: it knows of what people have got. */
function freed(payment: Payment, attempt: Attempt, amount: number): Told[] {
  const counted = amount - Math.min(amount, madeGood(payment));
  return counted > 0 ? [released(attempt, counted)] : [];
}
const captureFailed = (attempt: Attempt, { id, amount, reason }: { id: string; amount: number; reason: string }): Told => ({
  type: 'PaymentCaptureFailed',
  subject: attempt.orderId,
  data: { ...about(attempt, amount), captureId: id, reason: reason.slice(0, 200) },
});

/** Lets go of a hold of which nothing will be taken any more. */
export function letGoOfRest(payment: Payment): Asked[] {
  const hold = holdOf(payment);
  return hold && takeable(payment, hold) === 0 && !payment.captures.some(isAsked) ? [askRelease(hold)] : [];
}

/**
 * Asks for the next part that is due, if none is under way. Where the provider takes but one part, that is all of it: goods never leave on
 * money that may lapse before the others follow.
 */
function takeNext(payment: Payment, captureId: string): Decided {
  const hold = holdOf(payment);
  if (!hold || payment.captures.some(isAsked)) return {};
  const most = takeable(payment, hold);
  if (most === 0) return { asks: letGoOfRest(payment) };
  const due = payment.sent - paidByCards(payment) - madeGood(payment) - hold.captured;
  if (due <= 0) return {};
  const amount = hold.inParts ? Math.min(due, most) : most;
  const capture: Capture = { id: captureId, attemptId: hold.id, amount, upTo: hold.captured + amount, last: amount === most, phase: 'asked' };
  return { next: { captures: [...payment.captures, capture] }, asks: [askCapture(payment, capture)] };
}

/** Goods have left: all that have by now come to `upTo`. What gift cards paid counts first. */
export function captureForGoods(payment: Payment, { upTo, captureId }: { upTo: number; captureId: string }): Decided {
  if (!holdOf(payment) || upTo <= payment.sent) return {};
  const { next, asks = [] } = takeNext({ ...payment, sent: upTo }, captureId);
  return { next: { ...next, sent: upTo }, asks };
}

/** The hold is about to lapse: what is still wanted of it is taken now, goods or no goods. */
export function captureInTime(payment: Payment, { captureId }: { captureId: string }): Decided {
  if (!holdOf(payment)) return {};
  const sent = Math.max(payment.sent, payment.amount);
  const { next, asks = [] } = takeNext({ ...payment, sent }, captureId);
  return { next: { ...next, sent }, asks };
}

/** A part was taken (`failure` null), or will not be; then the next one, if goods have left meanwhile. */
export function settleCapture(payment: Payment, { captureId, nextId, failure }: { captureId: string; nextId: string; failure: string | null }): Decided {
  const capture = payment.captures.find(({ id }) => id === captureId);
  const attempt = payment.attempts.find(({ id }) => id === capture?.attemptId);
  if (!capture || !attempt || capture.phase === 'succeeded' || (failure !== null && capture.phase === 'failed')) return {};
  const captures = payment.captures.map((one): Capture => (one === capture ? { ...one, phase: failure === null ? 'succeeded' : 'failed' } : one));
  if (failure !== null) return { next: { captures }, events: [captureFailed(attempt, { ...capture, reason: failure })] };
  const left = Math.max(0, attempt.authorised - capture.amount);
  const [captured, authorised] = [attempt.captured + capture.amount, capture.last ? 0 : left];
  const isOvertaken = ({ phase, upTo }: Capture) => phase === 'failed' && upTo <= captured;
  const known = captures.map((one): Capture => (isOvertaken(one) ? { ...one, phase: 'overtaken' } : one));
  const next = { captures: known, attempts: withAttempt(payment, { ...attempt, captured, authorised }) };
  const more = takeNext({ ...payment, ...next }, nextId);
  const taken: Told = { type: 'PaymentCaptured', subject: payment.orderId, data: { ...about(attempt, capture.amount), captureId } };
  return { next: { ...next, ...more.next }, events: [taken, ...freed(payment, attempt, left - authorised)], asks: more.asks ?? [] };
}

/** What was set aside is free again because we wanted it so. */
export function settleRelease(payment: Payment, { attemptId }: { attemptId: string }): Decided {
  const attempt = payment.attempts.find(({ id }) => id === attemptId);
  if (!attempt || attempt.authorised === 0) return {};
  const next = { attempts: withAttempt(payment, { ...attempt, authorised: 0 }) };
  return { next, events: attempt.phase === 'succeeded' ? freed(payment, attempt, attempt.authorised) : [] };
}

/** How a hold stands at the provider: gone without our having taken it means that it lapsed, or that the bank took it back. */
export function hearOfHold(payment: Payment, attempt: Attempt, session: Session): Decided {
  if (session.hold || session.status === 'open' || session.captured !== attempt.captured || payment.captures.some(isAsked)) return {};
  const lost = takeable(payment, attempt);
  const { next, events = [] } = settleRelease(payment, { attemptId: attempt.id });
  if (lost === 0 || !next) return { ...(next && { next }), events };
  const reason = 'what was set aside at the bank has lapsed';
  return {
    next,
    events: [...events, captureFailed(attempt, { id: attempt.id, amount: lost, reason })],
    asks: [askPeople(payment, attempt.id, reason)],
  };
}

/** People have got the money of a part that failed, or of a hold that lapsed: for the order it is captured, for the provider's books it is not. */
export function collectByHand(payment: Payment, { captureId, id }: { captureId: string; id: string }): Decided {
  const failed = payment.captures.find((one) => one.id === captureId && one.phase === 'failed');
  const attempt = payment.attempts.find((one) => one.id === (failed?.attemptId ?? captureId));
  if (!attempt || (!failed && payment.captures.some((one) => one.id === captureId))) return {};
  const lost = untaken(payment, attempt);
  const amount = Math.min(failed?.amount ?? lost, lost);
  if (amount <= 0) return {};
  const got: Capture = { id: captureId, attemptId: attempt.id, amount, upTo: attempt.captured + amount, last: false, phase: 'made-good' };
  const captures = [...payment.captures.filter((one) => one !== failed), got];
  const asks = letGoOfRest({ ...payment, captures });
  return { next: { captures }, events: [{ type: 'PaymentCaptured', subject: payment.orderId, data: { ...about(attempt, amount), captureId: id } }], asks };
}
