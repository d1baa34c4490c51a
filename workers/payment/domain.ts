import type { EventData } from '@kontor/contracts/events';
import type { Locale } from '@kontor/contracts/ids';
import { sum } from '@kontor/contracts/money';
import type { Attempt as Shown } from '@kontor/contracts/payment';
import { Refusal } from '@kontor/contracts/refusals';
import type { Decision } from '@kontor/kit/change';
import type { Asked, Told } from '@kontor/kit/journal';
import { arrears, askInTime, askRelease, type Capture, hearOfHold, letGoOfRest, madeGood, untaken } from './captures.ts';
import type { DisputeNews, Session } from './provider.ts';
import { backToCards, type Card, captureCards, dueOf, type Entry, holdOnCard, releaseCards, type Tender } from './tenders.ts';

export type Attempt = Shown & {
  locale: Locale;
  providerSession: string | null;
  providerPayment: string | null;
  url: string | null;
  declines: number;
  customer: string | null;
  /** set aside with the payment, captured when goods leave; `inParts` where the provider takes it in several parts */
  later: boolean;
  inParts: boolean;
};
/**
 * Money on its way back, through the provider, to a gift card, or by hand where neither has it; `told` is false for money that the order
 * never heard of. `released` was never taken and will not be; `returned` is for people to pay, because a bank sent it back or because they
 * had got the money themselves, `made-good` once they have.
 */
export type Refund = {
  id: string;
  attemptId: string | null;
  cardId: string | null;
  amount: number;
  currency: string;
  reason: string;
  phase: 'asked' | 'succeeded' | 'failed' | 'released' | 'returned' | 'made-good';
  told: boolean;
};
/** Money that a shopper's bank takes back: it is gone while the bank decides, and comes back only when the shop wins. */
export type Dispute = Omit<DisputeNews, 'of'> & { attemptId: string; openedAt: string };
/** What is to be collected for one order, with everything tried so far. Amounts in minor units. `entries` are those not yet saved. */
export type Payment = {
  orderId: string;
  number: string;
  owner: string;
  amount: number;
  currency: string;
  payBy: string | null;
  locale: Locale;
  phase: 'open' | 'closing' | 'paid' | 'closed';
  version: number;
  /** what the goods that have left come to, where money is only set aside */
  sent: number;
  attempts: Attempt[];
  captures: Capture[];
  refunds: Refund[];
  disputes: Dispute[];
  tenders: Tender[];
  entries: Entry[];
};
type Decided = Decision<Payment>;
type Ready = EventData<'OrderReadyToPay'>;
type Cancelled = EventData<'OrderCancelled'>;

const FIRST_LOOK_MS = 60_000;
const LONGEST_GAP_MS = 60 * 60 * 1000;

export const isUnderWay = ({ phase }: Attempt): boolean => phase === 'opening' || phase === 'open' || phase === 'closing';
export const attemptUnderWay = ({ attempts }: Payment): Attempt | undefined => attempts.find(isUnderWay);

const withAttempt = ({ attempts }: Payment, attempt: Attempt) => attempts.map((one) => (one.id === attempt.id ? attempt : one));
type Begun = { attemptId: string; locale: Locale; now: Date; customer?: string | null; later?: boolean };
const newAttempt = (payment: Payment, { attemptId: id, locale, now, customer = null, later = false }: Begun): Attempt => ({
  id,
  orderId: payment.orderId,
  phase: 'opening',
  amount: dueOf(payment),
  currency: payment.currency,
  locale,
  later,
  authorised: 0,
  inParts: false,
  captured: 0,
  refunded: 0,
  declines: 0,
  openedAt: now.toISOString(),
  lastFailure: null,
  providerSession: null,
  providerPayment: null,
  url: null,
  customer,
});

type Due = Pick<Payment, 'orderId' | 'number' | 'owner' | 'amount' | 'currency' | 'payBy' | 'locale'>;
const unpaid = (due: Due): Payment => ({
  ...due,
  phase: 'open',
  version: 1,
  sent: 0,
  attempts: [],
  captures: [],
  refunds: [],
  disputes: [],
  tenders: [],
  entries: [],
});
export const payableOf = ({ orderId, number, owner, total, currency, payBy, locale }: Ready): Payment =>
  unpaid({ orderId, number, owner, amount: total, currency, payBy, locale });
/** An order that ended before it could be paid: known all the same, so that a late OrderReadyToPay opens nothing. */
export const neverPayable = ({ orderId, number, owner, total, currency }: Cancelled): Payment =>
  unpaid({ orderId, number, owner, amount: total, currency, payBy: null, locale: 'en' });

/** Asks the provider by itself, first after a minute and then with doubling gaps up to an hour: a webhook may be lost. */
export const lookAgain = (attempt: { id: string; orderId: string }, round: number, now: Date): Asked => ({
  kind: 'askProvider',
  subject: attempt.orderId,
  key: `askProvider:${attempt.id}:${round}`,
  payload: { attemptId: attempt.id, round },
  due: new Date(now.getTime() + Math.min(FIRST_LOOK_MS * 2 ** (round - 1), LONGEST_GAP_MS)),
});
/** The provider says that something has changed: asked at once, beside the looks that are planned. */
export const lookNow = (attempt: { id: string; orderId: string }, newsId: string): Asked => ({
  kind: 'askProvider',
  subject: attempt.orderId,
  key: `askProvider:${attempt.id}:${newsId}`,
  payload: { attemptId: attempt.id, round: 0 },
});
const askClose = ({ id, orderId }: Attempt, why: string): Asked => ({
  kind: 'closeAttempt',
  subject: orderId,
  key: `close:${id}:${why}`,
  payload: { attemptId: id },
});
const askRefund = (orderId: string, { id }: Refund): Asked => ({ kind: 'refund', subject: orderId, key: `refund:${id}`, payload: { refundId: id } });

/** The one attempt that is under way, or a new one. Refuses what cannot be paid any more. */
export function beginAttempt(payment: Payment, begun: Begun): Decided {
  if (payment.phase === 'paid' && dueOf(payment) === 0) return {};
  mustBePayable(payment, begun.now);
  if (attemptUnderWay(payment)) return {};
  const attempt = newAttempt(payment, begun);
  return { next: { attempts: [...payment.attempts, attempt] }, asks: [lookAgain(attempt, 1, begun.now)] };
}

function mustBePayable({ phase, payBy }: Payment, now: Date): void {
  const late = payBy !== null && now >= new Date(payBy);
  if (phase !== 'open' || late) throw new Refusal('WrongPhase', { phase: late ? 'closing' : phase });
}

/** Nothing to collect counts as paid. */
export function payNothing(payment: Payment, { attemptId, now }: { attemptId: string; now: Date }): Decided {
  if (dueOf(payment) > 0 || payment.phase !== 'open') return {};
  const attempt: Attempt = { ...newAttempt(payment, { attemptId, locale: payment.locale, now }), phase: 'succeeded' };
  const paid = { phase: 'paid' as const, ...captureCards(payment), attempts: [...payment.attempts, attempt] };
  return { next: paid, events: [succeeded({ ...payment, ...paid }, attempt)] };
}

/** Sets aside what a gift card can pay, before anything is open at the provider; with nothing left to pay the order is paid. */
export function payByCard(payment: Payment, { card, attemptId, now }: { card: Card; attemptId: string; now: Date }): Decided {
  if (payment.tenders.some(({ cardId, phase }) => cardId === card.id && phase !== 'released')) return {};
  mustBePayable(payment, now);
  if (attemptUnderWay(payment)) throw new Refusal('GiftCardRefused', { field: 'code', reason: 'payment-begun' });
  const held = holdOnCard(payment, card);
  const { next, events } = payNothing({ ...payment, ...held }, { attemptId, now });
  return next && events ? { next, events } : { next: held };
}

/** The order wants no more money: the provider decides about what is under way. */
export function closePayment(payment: Payment): Decided {
  if (payment.phase !== 'open') return {};
  const attempt = attemptUnderWay(payment);
  if (!attempt) return { next: over(payment), events: [closed(payment)] };
  return { next: { phase: 'closing', attempts: withAttempt(payment, { ...attempt, phase: 'closing' }) }, asks: [askClose(attempt, 'order')] };
}

/** The order is over; nothing may stay open. A paid one stays paid: its money goes back by RefundDue. */
export function cancelPayment(payment: Payment): Decided {
  if (payment.phase === 'paid' || payment.phase === 'closed') return {};
  const attempt = attemptUnderWay(payment);
  if (!attempt) return { next: over(payment) };
  return { next: { ...over(payment), attempts: withAttempt(payment, { ...attempt, phase: 'closing' }) }, asks: [askClose(attempt, 'cancelled')] };
}

/** Nothing more is collected: what was set aside on cards goes back to them. */
const over = (payment: Payment) => ({ phase: 'closed' as const, ...releaseCards(payment) });

/**
 * How the session of an attempt stands: from a webhook, an answer, or a look of our own, in any order and any number of times.
 * Null: the provider knows of none.
 */
export function hearProvider(payment: Payment, { attemptId, session }: { attemptId: string; session: Session | null }): Decided {
  const attempt = payment.attempts.find(({ id }) => id === attemptId);
  if (!attempt) return {};
  if (session && attempt.phase === 'succeeded' && attempt.authorised > 0) return hearOfHold(payment, attempt, session);
  if (session?.status === 'succeeded') return takeMoney(payment, attempt, session);
  if (!session || session.status === 'closed') return session || attempt.phase === 'closing' ? endAttempt(payment, attempt, session) : {};
  return followOpen(payment, attempt, session);
}

/** The provider will not open this one, for good: another may begin. */
export function giveUp(payment: Payment, { attemptId, reason }: { attemptId: string; reason: string }): Decided {
  const attempt = payment.attempts.find(({ id, phase }) => id === attemptId && phase === 'opening');
  return attempt ? endAttempt(payment, { ...attempt, lastFailure: reason.slice(0, 200) }, null) : {};
}

function followOpen(payment: Payment, attempt: Attempt, session: Session): Decided {
  const place = { providerSession: session.id, providerPayment: session.payment ?? attempt.providerPayment, url: session.url || attempt.url };
  // The page came to be after we had given it up: nobody has its address, but nothing open may remain.
  if (attempt.phase === 'closed' && attempt.providerSession === null)
    return { next: { attempts: withAttempt(payment, { ...attempt, ...place, phase: 'closing' }) }, asks: [askClose(attempt, 'late')] };
  if (!isUnderWay(attempt)) return {};
  const declined = session.declines > attempt.declines;
  if (!declined && attempt.providerSession !== null) return {};
  const next: Attempt = { ...attempt, ...place, phase: attempt.phase === 'opening' ? 'open' : attempt.phase };
  if (!declined) return { next: { attempts: withAttempt(payment, next) } };
  const reason = (session.lastFailure ?? 'declined').slice(0, 200);
  return { next: { attempts: withAttempt(payment, { ...next, declines: session.declines, lastFailure: reason }) }, events: [failed(payment, attempt, reason)] };
}

function endAttempt(payment: Payment, attempt: Attempt, session: Session | null): Decided {
  if (!isUnderWay(attempt)) return {};
  const attempts = withAttempt(payment, { ...attempt, phase: 'closed', providerSession: session?.id ?? attempt.providerSession });
  return payment.phase === 'closing' ? { next: { ...over(payment), attempts }, events: [closed(payment)] } : { next: { attempts } };
}

/** Only the amount that was asked for, in its currency and for the first time, pays the order; any other money goes back by itself. */
function takeMoney(payment: Payment, attempt: Attempt, session: Session): Decided {
  if (attempt.phase === 'succeeded' || attempt.phase === 'failed') return {};
  const { id: providerSession, payment: providerPayment, captured, hold } = session;
  const authorised = hold?.amount ?? 0;
  const place = { providerSession, providerPayment, url: session.url || attempt.url };
  const taken: Attempt = { ...attempt, ...place, captured, authorised, inParts: hold?.inParts ?? false };
  const right = captured + authorised === attempt.amount && session.currency === attempt.currency;
  if (!right || payment.phase === 'paid') return giveBack(payment, taken, session.currency, right ? 'paid twice' : 'wrong amount');
  // An order that was cancelled meanwhile hears of late money too: it asks for the refund.
  const phase: Payment['phase'] = payment.phase === 'closed' ? 'closed' : 'paid';
  const others = payment.attempts.filter((one) => one.id !== attempt.id && isUnderWay(one));
  const attempts = payment.attempts.map(
    (one): Attempt => (one.id === attempt.id ? { ...taken, phase: 'succeeded' } : others.includes(one) ? { ...one, phase: 'closing' } : one),
  );
  const next = { ...captureCards(payment), phase, attempts };
  const asks = [...others.map((one) => askClose(one, 'paid')), ...(hold ? [askInTime(attempt, hold.until)] : [])];
  return { next, events: [succeeded({ ...payment, ...next }, taken)], asks };
}

function giveBack(payment: Payment, taken: Attempt, currency: string, reason: string): Decided {
  const back: Refund[] =
    taken.captured > 0 ? [{ id: taken.id, attemptId: taken.id, cardId: null, amount: taken.captured, currency, reason, phase: 'asked', told: false }] : [];
  const attempts = withAttempt(payment, { ...taken, phase: 'failed', lastFailure: reason });
  const ends = payment.phase === 'closing' && !attempts.some(isUnderWay);
  const told = ends ? [closed(payment)] : payment.phase === 'open' ? [failed(payment, taken, reason)] : [];
  return {
    next: { ...(ends && over(payment)), attempts, refunds: [...payment.refunds, ...back] },
    events: told,
    asks: [...back.map((refund) => askRefund(payment.orderId, refund)), ...(taken.authorised > 0 ? [askRelease(taken)] : [])],
  };
}

const isOnItsWay = ({ phase }: Refund): boolean => phase === 'asked' || phase === 'succeeded';

/** What of an attempt can be paid back: captured, neither on its way back nor taken by a bank already. */
const left = ({ refunds, disputes }: Payment, { id, captured }: Attempt): number =>
  captured -
  refunds.filter((refund) => refund.attemptId === id && isOnItsWay(refund)).reduce((sum, refund) => sum + refund.amount, 0) -
  disputes.filter((dispute) => dispute.attemptId === id && dispute.phase !== 'won').reduce((sum, dispute) => sum + dispute.amount, 0);

const isByHand = ({ attemptId, cardId }: Refund): boolean => attemptId === null && cardId === null;

/** What people have got and neither paid back nor been told to. */
const gotByHand = (payment: Payment): number =>
  madeGood(payment) -
  sum(payment.refunds.filter((one) => isByHand(one) && (one.phase === 'returned' || one.phase === 'succeeded')).map(({ amount }) => amount));

/**
 * What was taken and can go back, of the attempt that has most of it, and what is free because it was never taken: of what is set aside,
 * or, where that lapsed, of what is still owed.
 */
function withinReach(payment: Payment) {
  const paid = payment.attempts.filter(({ phase }) => phase === 'succeeded');
  const from = [...paid].sort((a, b) => left(payment, b) - left(payment, a))[0];
  const hold = paid.find((attempt) => untaken(payment, attempt) > 0);
  const [free, owed] = hold ? [untaken(payment, hold), arrears(payment, hold)] : [0, 0];
  return { from, taken: from ? Math.max(0, left(payment, from)) : 0, hold, free, owed };
}

type Back = { ids: readonly string[]; amount: number; reason: string; returned?: boolean };
/**
 * Whether the money that is due back is only just being taken: what left may be here again before the provider has answered for it. Nothing
 * could be given then, and nobody would ask once more.
 */
export function isBeingTaken(payment: Payment, { ids, amount, returned = false }: Omit<Back, 'reason'>): boolean {
  if (payment.refunds.some(({ id }) => ids.includes(id)) || !payment.captures.some(({ phase }) => phase === 'asked')) return false;
  const { taken, free } = withinReach(payment);
  return amount > taken + (returned ? 0 : free);
}

/**
 * Gives back what the order asks for, at most what came in and is not on its way back already: what was never taken is let go of, the
 * provider's money goes back through it, what people got by hand by hand, the rest to the gift cards. What is set aside is for goods that
 * have not left: it is let go of first for those, and last for goods that came back. What is owed for goods that have left, because what
 * was set aside for them lapsed, is set off first. `ids` are those of the parts.
 */
export function payBack(payment: Payment, { ids, amount, reason, returned = false }: Back): Decided {
  if (payment.refunds.some(({ id }) => ids.includes(id))) return {};
  const { from, taken, hold, free, owed } = withinReach(payment);
  const through = Math.min(Math.max(0, amount - (returned ? owed : free)), taken);
  const letGo = Math.min(amount - through, free);
  const byHand = Math.max(0, Math.min(amount - through - letGo, gotByHand(payment)));
  const of = (attempt: Attempt | undefined, part: number, phase: Refund['phase'], id: string | undefined): Refund[] =>
    attempt && part > 0 && id ? [{ id, attemptId: attempt.id, cardId: null, amount: part, currency: payment.currency, reason, phase, told: true }] : [];
  const released = of(hold, letGo, 'released', ids[0]);
  const sentBack = of(from, through, 'asked', ids[released.length]);
  const id = ids[released.length + sentBack.length];
  const owing: Refund[] =
    byHand > 0 && id ? [{ id, attemptId: null, cardId: null, amount: byHand, currency: payment.currency, reason, phase: 'returned', told: true }] : [];
  const parts = [...released, ...sentBack, ...owing];
  const { refunds, ...cards } = backToCards(payment, amount - through - letGo - byHand, ids.slice(parts.length));
  const toCards = refunds.map((one): Refund => ({ ...one, attemptId: null, currency: payment.currency, reason, phase: 'succeeded', told: true }));
  const all = [...parts, ...toCards];
  if (all.length === 0) return {};
  const next = { ...cards, refunds: [...payment.refunds, ...all] };
  return {
    next,
    events: toCards.map((refund) => refunded(payment, refund)),
    asks: [
      ...sentBack.map((refund) => askRefund(payment.orderId, refund)),
      ...owing.map((refund) => askPeople(payment.orderId, refund)),
      ...(letGo > 0 ? letGoOfRest({ ...payment, ...next }) : []),
    ],
  };
}

/** The provider has paid back, or never will. */
export function settleRefund(payment: Payment, { refundId, paid }: { refundId: string; paid: boolean }): Decided {
  const refund = payment.refunds.find(({ id }) => id === refundId);
  const attempt = payment.attempts.find(({ id }) => id === refund?.attemptId);
  if (!refund || !attempt || (refund.phase !== 'asked' && !(paid && refund.phase === 'failed'))) return {};
  const refunds = payment.refunds.map((one): Refund => (one === refund ? { ...refund, phase: paid ? 'succeeded' : 'failed' } : one));
  if (!paid) return { next: { refunds } };
  return {
    next: { refunds, attempts: withAttempt(payment, { ...attempt, refunded: attempt.refunded + refund.amount }) },
    events: refund.told ? [refunded(payment, refund)] : [],
  };
}

/** `reason` is the bank's, if one sent it back. */
const askPeople = (orderId: string, { id: refundId, amount, currency }: Refund, reason: string | null = null): Asked => ({
  kind: 'payAnotherWay',
  subject: orderId,
  key: `payAnotherWay:${refundId}`,
  payload: { refundId, reason, amount, currency },
});

/** A bank did not take what was paid back, perhaps days after the provider had said it was: people have to find another way. Once returned stays returned. */
export function hearReturned(payment: Payment, { refundId, reason }: { refundId: string; reason: string }): Decided {
  const refund = payment.refunds.find(({ id }) => id === refundId);
  const attempt = payment.attempts.find(({ id }) => id === refund?.attemptId);
  if (!refund || !attempt || !isOnItsWay(refund)) return {};
  const refunds = payment.refunds.map((one): Refund => (one === refund ? { ...refund, phase: 'returned' } : one));
  const counted = refund.phase === 'succeeded' ? refund.amount : 0;
  const { amount, currency } = refund;
  return {
    next: { refunds, attempts: withAttempt(payment, { ...attempt, refunded: attempt.refunded - counted }) },
    events: refund.told
      ? [{ type: 'RefundReturned', subject: payment.orderId, data: { orderId: payment.orderId, refundId, amount, currency, reason: reason.slice(0, 60) } }]
      : [],
    asks: [askPeople(payment.orderId, refund, reason)],
  };
}

/** People have paid in another way what a bank had sent back: for the order it is paid back again, for the provider's books it is not. */
export function makeGood(payment: Payment, { refundId, id }: { refundId: string; id: string }): Decided {
  const returned = payment.refunds.find((one) => one.id === refundId && one.phase === 'returned');
  if (!returned) return {};
  const paid: Refund = { ...returned, id, reason: 'paid another way', phase: 'succeeded' };
  const refunds = payment.refunds.map((one): Refund => (one === returned ? { ...one, phase: 'made-good' } : one));
  return { next: { refunds: [...refunds, paid] }, events: paid.told ? [refunded(payment, paid)] : [] };
}

/** A shopper's bank takes money back, or has decided. The order goes on as it is: only its money changes. Once decided stays decided. */
export function hearDispute(payment: Payment, { attemptId, dispute, now }: { attemptId: string; dispute: Omit<DisputeNews, 'of'>; now: Date }): Decided {
  const known = payment.disputes.find(({ id }) => id === dispute.id);
  if (known && (known.phase !== 'open' || dispute.phase === 'open')) return {};
  const { id, amount, currency, reason, phase, answerBy } = dispute;
  const next: Dispute = { id, amount, currency, reason, phase, answerBy, attemptId, openedAt: known?.openedAt ?? now.toISOString() };
  const data = { orderId: payment.orderId, attemptId, disputeId: id, amount, currency, reason, phase, answerBy };
  return {
    next: { disputes: [...payment.disputes.filter((one) => one !== known), next] },
    events: [{ type: 'PaymentDisputed', subject: payment.orderId, data }],
  };
}

const about = ({ orderId }: Payment, { id, amount, currency }: Attempt) => ({ orderId, attemptId: id, amount, currency });
/** All that was paid: by the provider, and by the cards whose money was taken. */
function succeeded(payment: Payment, attempt: Attempt): Told {
  const cards = payment.tenders.filter(({ phase }) => phase === 'captured').map(({ last4, amount }) => ({ kind: 'gift-card' as const, amount, last4 }));
  const provider = attempt.amount > 0 ? [{ kind: 'provider' as const, amount: attempt.amount }] : [];
  const amount = attempt.amount + cards.reduce((sum, card) => sum + card.amount, 0);
  return {
    type: 'PaymentSucceeded',
    subject: payment.orderId,
    data: { ...about(payment, attempt), amount, tenders: [...cards, ...provider], authorised: attempt.authorised },
  };
}
const refunded = ({ orderId }: Payment, { id, amount, currency }: Refund) =>
  ({ type: 'PaymentRefunded', subject: orderId, data: { orderId, refundId: id, amount, currency } }) as const;
const failed = (payment: Payment, attempt: Attempt, reason: string) =>
  ({ type: 'PaymentFailed', subject: payment.orderId, data: { ...about(payment, attempt), reason } }) as const;
const closed = ({ orderId }: Payment) => ({ type: 'PaymentClosed', subject: orderId, data: { orderId } }) as const;
