import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { captureForGoods, settleCapture, settleRelease } from './captures.ts';
import { beginAttempt, hearProvider, payableOf, payBack, type Payment } from './domain.ts';
import type { Session } from './provider.ts';

const orderId = '018f0000-0000-7000-8000-000000000001';
const attemptId = '018f0000-0000-7000-8000-00000000000a';
const now = new Date('2026-11-23T10:00:00.000Z');
type Rule = (payment: Payment) => { next?: Partial<Payment>; events?: { type: string; data: unknown }[]; asks?: { kind: string }[] };

/** An order of `total` whose money is set aside; every rule is applied in its turn, and what it told and asked is kept. */
function held(total: number, inParts: boolean) {
  const ready = { orderId, number: 'K100001', owner: 'ada', currency: 'EUR', payBy: '2026-11-23T10:15:00.000Z', locale: 'de' as const };
  let payment = payableOf({ ...ready, total });
  const told: { type: string; amount: number }[] = [];
  const asked: string[] = [];
  let count = 0;
  const hold = { amount: total, until: '2026-11-30T10:00:00.000Z', inParts };
  const page = { id: 'ps_1', payment: 'pi_1', reference: attemptId, url: 'https://pay.example/1', declines: 0, lastFailure: null };
  const paid: Session = { ...page, status: 'succeeded', captured: 0, hold, currency: 'EUR' };
  const apply = (rule: Rule) => {
    const { next, events = [], asks = [] } = rule(payment);
    payment = { ...payment, ...next };
    told.push(...events.map(({ type, data }) => ({ type, amount: (data as { amount?: number }).amount ?? 0 })));
    asked.push(...asks.map(({ kind }) => kind));
  };
  apply((one) => beginAttempt(one, { attemptId, locale: 'en', now, later: true }));
  apply((one) => hearProvider(one, { attemptId, session: paid }));
  const next = () => `id-${++count}`;
  return {
    leave: (upTo: number) => apply((one) => captureForGoods(one, { upTo, captureId: next() })),
    giveBack: (amount: number, returned = false) => apply((one) => payBack(one, { ids: [next(), next()], amount, reason: 'cancelled', returned })),
    settle(failure: string | null = null) {
      const capture = payment.captures.find(({ phase }) => phase === 'asked');
      if (capture) apply((one) => settleCapture(one, { captureId: capture.id, nextId: next(), failure }));
      else if (asked.includes('releaseHold')) apply((one) => settleRelease(one, { attemptId }));
      return Boolean(capture);
    },
    get attempt() {
      const [attempt] = payment.attempts;
      assert.ok(attempt);
      return attempt;
    },
    asked,
    sumOf: (type: string) => told.filter((one) => one.type === type).reduce((sum, { amount }) => sum + amount, 0),
    letGo: () => payment.refunds.filter(({ phase }) => phase === 'released').reduce((sum, { amount }) => sum + amount, 0),
  };
}

test('where the provider takes one part only, all of it is taken with the first parcel', () => {
  const order = held(10_000, false);
  order.giveBack(1_000);
  order.leave(3_000);
  order.settle();
  assert.deepEqual([order.attempt.captured, order.attempt.authorised, order.sumOf('PaymentReleased')], [9_000, 0, 1_000]);
  order.leave(9_000);
  assert.equal(order.asked.filter((kind) => kind === 'capture').length, 1);
});

test('what was cancelled after all was taken goes back as money', () => {
  const order = held(10_000, false);
  order.leave(3_000);
  order.settle();
  order.giveBack(2_000);
  assert.deepEqual([order.letGo(), order.asked.at(-1)], [0, 'refund']);
});

test('whatever leaves, is cancelled or declined in whatever order: nothing is taken that has not left, and each cent is somewhere once', () => {
  const deed = fc.oneof(
    fc.record({ kind: fc.constant('leave' as const), share: fc.integer({ min: 1, max: 60 }) }),
    fc.record({ kind: fc.constant('cancel' as const), share: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ kind: fc.constantFrom('taken' as const, 'declined' as const) }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.array(deed, { maxLength: 20 }), (total, deeds) => {
      const order = held(total, true);
      let [sent, cancelled] = [0, 0];
      const check = () => {
        const { authorised, captured } = order.attempt;
        assert.ok(captured <= sent, `${captured} of ${sent} that left is taken`);
        assert.equal(authorised + captured + order.sumOf('PaymentReleased'), total);
        assert.equal(order.sumOf('PaymentCaptured'), captured);
      };
      for (const one of deeds) {
        const most = total - sent - cancelled;
        if (one.kind === 'leave') {
          sent += Math.min(most, Math.ceil((total * one.share) / 100));
          order.leave(sent);
        } else if (one.kind === 'cancel') {
          const amount = Math.min(most, Math.ceil((total * one.share) / 100));
          if (amount > 0) order.giveBack(amount);
          cancelled += amount;
        } else order.settle(one.kind === 'declined' ? 'declined' : null);
        check();
      }
      sent = total - cancelled;
      order.leave(sent);
      while (order.settle()) check();
      order.settle();
      check();
      // A declined part is taken with the next one; after the last there is none.
      if (deeds.some(({ kind }) => kind === 'declined')) return;
      assert.deepEqual([order.attempt.captured, order.attempt.authorised], [sent, 0]);
    }),
  );
});
