import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginAttempt, cancelPayment, closePayment, giveUp, hearProvider, lookAgain, payableOf, payBack, type Payment, settleRefund } from './domain.ts';
import type { Session } from './provider.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const orderId = '018f0000-0000-7000-8000-000000000001';
const attemptId = '018f0000-0000-7000-8000-00000000000a';
const payable = payableOf({ orderId, number: 'K100001', owner: 'ada', total: 1_000, currency: 'EUR', payBy: '2026-11-23T10:15:00.000Z', locale: 'de' });
const session = (more: Partial<Session> = {}): Session => ({
  id: 'ps_1',
  payment: 'ps_1',
  reference: attemptId,
  url: 'https://pay.example/1',
  status: 'open',
  captured: 0,
  hold: null,
  currency: 'EUR',
  declines: 0,
  lastFailure: null,
  ...more,
});
const paid = session({ status: 'succeeded', captured: 1_000 });

type Rule = (payment: Payment) => { next?: Partial<Payment>; events?: { type: string }[]; asks?: { kind: string }[] };
/** Applies rules one after the other; gives the end, and all that was told and asked on the way. */
function after(start: Payment, ...rules: Rule[]) {
  let payment = start;
  const told: string[] = [];
  const asked: string[] = [];
  for (const rule of rules) {
    const { next, events = [], asks = [] } = rule(payment);
    payment = { ...payment, ...next };
    told.push(...events.map(({ type }) => type));
    asked.push(...asks.map(({ kind }) => kind));
  }
  return { payment, told, asked, phases: payment.attempts.map(({ phase }) => phase) };
}
const begin =
  (id = attemptId): Rule =>
  (payment) =>
    beginAttempt(payment, { attemptId: id, locale: 'en', customer: null, now });
const hear =
  (heard: Session | null, id = attemptId): Rule =>
  (payment) =>
    hearProvider(payment, { attemptId: id, session: heard });
const refundDue =
  (refundId: string, amount: number): Rule =>
  (payment) =>
    payBack(payment, { ids: [refundId], amount, reason: 'cancelled' });
const refunded =
  (refundId: string, done = true): Rule =>
  (payment) =>
    settleRefund(payment, { refundId, paid: done });
const permutations = <T>(list: T[]): T[][] =>
  list.length < 2 ? [list] : list.flatMap((one, at) => permutations(list.toSpliced(at, 1)).map((rest) => [one, ...rest]));

test('news in any order and any number end in one payment', () => {
  const news = [session(), session({ declines: 1, lastFailure: 'card_declined' }), paid, paid];
  for (const order of permutations(news)) {
    const { told, phases, payment } = after(payable, begin(), ...order.map((one) => hear(one)));
    assert.deepEqual([payment.phase, phases], ['paid', ['succeeded']]);
    assert.equal(told.filter((type) => type === 'PaymentSucceeded').length, 1);
    assert.ok(told.filter((type) => type === 'PaymentFailed').length <= 1);
    assert.ok(told.indexOf('PaymentFailed') < told.indexOf('PaymentSucceeded'));
  }
});

test('closing and the end of the session, in any order, tell once that it is closed', () => {
  const shut = session({ status: 'closed' });
  for (const order of permutations<Rule>([closePayment, closePayment, hear(shut), hear(shut), hear(session())])) {
    const { told, phases } = after(payable, begin(), hear(session()), ...order);
    assert.deepEqual([told, phases], [['PaymentClosed'], ['closed']]);
  }
});

test('money decides over closing and cancelling, in any order', () => {
  for (const order of permutations<Rule>([closePayment, cancelPayment, hear(paid)])) {
    const { told, phases } = after(payable, begin(), hear(session()), ...order);
    assert.deepEqual([told, phases], [['PaymentSucceeded'], ['succeeded']]);
  }
});

test('an attempt that the provider does not know stays while it may still be opened, and ends once the order closes', () => {
  assert.deepEqual(after(payable, begin(), hear(null)).phases, ['opening']);
  assert.deepEqual(after(payable, begin(), closePayment, hear(null)).told, ['PaymentClosed']);
});

test('a page that comes to be after it was given up is closed', () => {
  const { told, asked, phases } = after(payable, begin(), closePayment, hear(null), hear(session()), hear(session({ status: 'closed' })));
  assert.deepEqual([told, asked, phases], [['PaymentClosed'], ['askProvider', 'closeAttempt', 'closeAttempt'], ['closed']]);
});

test('an attempt refused for good makes room for another, and tells the closing order', () => {
  const refused: Rule = (payment) => giveUp(payment, { attemptId, reason: 'no' });
  assert.deepEqual(after(payable, begin(), refused, begin('b')).phases, ['closed', 'opening']);
  assert.deepEqual(after(payable, begin(), hear(session()), refused).phases, ['open']);
});

test('a second payment of the same order goes back without a word to the order', () => {
  const second = '018f0000-0000-7000-8000-00000000000b';
  const { told, asked, phases, payment } = after(
    payable,
    begin(),
    hear(session({ status: 'closed' })),
    begin(second),
    hear(paid),
    hear({ ...paid, id: 'ps_2' }, second),
    refunded(second),
  );
  assert.deepEqual(told, ['PaymentSucceeded']);
  assert.deepEqual(phases, ['succeeded', 'failed']);
  assert.ok(asked.includes('refund') && asked.includes('closeAttempt'));
  assert.deepEqual(
    payment.attempts.map(({ captured, refunded: back }) => captured - back),
    [1_000, 0],
  );
});

test('wrong money while closing closes the order and goes back', () => {
  const { told, asked, payment } = after(payable, begin(), closePayment, hear(session({ status: 'succeeded', captured: 999 })));
  assert.deepEqual([told, asked.at(-1), payment.phase], [['PaymentClosed'], 'refund', 'closed']);
});

test('refunds never sum to more than came in; one that failed gives its part free', () => {
  const start = after(payable, begin(), hear(paid)).payment;
  const amounts = (payment: Payment) => payment.refunds.map(({ amount }) => amount);
  assert.deepEqual(amounts(after(start, refundDue('a', 300), refundDue('a', 300), refundDue('b', 900), refundDue('c', 1)).payment), [300, 700]);
  assert.deepEqual(amounts(after(start, refundDue('a', 600), refunded('a', false), refundDue('b', 1_000)).payment), [600, 1_000]);
  const { told, payment } = after(start, refundDue('a', 600), refunded('a'), refunded('a'), refunded('a', false));
  assert.deepEqual([told, payment.attempts[0]?.refunded], [['PaymentRefunded'], 600]);
});

test('looks come with doubling gaps, at most an hour apart', () => {
  const gaps = [1, 2, 3, 6, 7, 30].map((round) => ((lookAgain({ id: 'a', orderId }, round, now).due?.getTime() ?? 0) - now.getTime()) / 60_000);
  assert.deepEqual(gaps, [1, 2, 4, 32, 60, 60]);
});
