import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '@kontor/contracts/refusals';
import * as rules from './domain.ts';
import { anOrder, aParcel } from './examples.ts';
import * as parcels from './parcels.ts';

const at = new Date('2026-11-23T10:00:05Z');
const ATTEMPT = '00000000-0000-4000-8000-0000000000b1';
const CREDIT = '00000000-0000-4000-8000-0000000000c1';
type State = rules.OrderState;

/** Plays a decision as `change` would: the state after it, with its version. */
function play(order: State, decided: { next?: Partial<State> }): State {
  return decided.next ? { ...order, ...decided.next, version: order.version + 1 } : order;
}
const held = () => play(anOrder(), rules.hold(anOrder(), { allocation: [{ sku: 'MUG-SAGE', location: 'berlin', quantity: 2 }], at }));
const paid = () => play(held(), rules.pay(held(), { attemptId: ATTEMPT, amount: 5_290, at }));
const typesOf = (decided: { events?: { type: string }[] }) => (decided.events ?? []).map(({ type }) => type);

test('held stock makes the order payable for fifteen minutes', () => {
  const decided = rules.hold(anOrder(), { allocation: [], at });
  assert.equal(decided.next?.phase, 'held');
  assert.equal(decided.next?.payBy, '2026-11-23T10:15:05.000Z');
  assert.deepEqual(typesOf(decided), ['OrderReadyToPay']);
  assert.deepEqual(
    decided.asks?.map(({ kind, due }) => [kind, due?.toISOString()]),
    [['payBy', '2026-11-23T10:15:05.000Z']],
  );
});

test('a short line cancels the order and says which', () => {
  const short = [{ sku: 'MUG-SAGE', wanted: 2, available: 1 }];
  const decided = rules.refuse(anOrder(), { short, at });
  assert.equal(decided.next?.phase, 'cancelled');
  assert.deepEqual(decided.next?.short, short);
  assert.deepEqual(typesOf(decided), ['OrderCancelled']);
});

test('a payment makes a held order paid, once', () => {
  const order = held();
  const decided = rules.pay(order, { attemptId: ATTEMPT, amount: 5_290, at });
  assert.equal(decided.next?.phase, 'paid');
  assert.deepEqual(typesOf(decided), ['OrderPaid']);
  assert.deepEqual(rules.pay(play(order, decided), { attemptId: ATTEMPT, amount: 5_290, at }), {});
});

test('a payment that comes while the order is closing still counts', () => {
  const closing = play(held(), rules.cancel(held(), { at }));
  assert.equal(closing.phase, 'closing');
  assert.equal(rules.pay(closing, { attemptId: ATTEMPT, amount: 5_290, at }).next?.phase, 'paid');
});

test('money for a cancelled order is due back whole', () => {
  const cancelled = { ...held(), phase: 'cancelled' as const };
  const decided = rules.pay(cancelled, { attemptId: ATTEMPT, amount: 5_290, at });
  assert.equal(decided.next?.phase, undefined);
  assert.equal(decided.next?.captured, 5_290);
  assert.deepEqual(typesOf(decided), ['RefundDue']);
});

test('a second capture of a paid order is due back', () => {
  assert.deepEqual(typesOf(rules.pay(paid(), { attemptId: '00000000-0000-4000-8000-0000000000b2', amount: 5_290, at })), ['RefundDue']);
});

test('payBy closes only an order that is still held, and not before its time', () => {
  const order = held();
  assert.deepEqual(rules.lapse(order, { at }), {});
  const late = new Date(at.getTime() + rules.PAY_WITHIN_MS);
  assert.deepEqual(typesOf(rules.lapse(order, { at: late })), ['OrderPaymentClosing']);
  assert.deepEqual(rules.lapse(paid(), { at: late }), {});
});

test('a closed payment cancels a closing order and nothing else', () => {
  const closing = play(held(), rules.cancel(held(), { at }));
  const decided = rules.closePayment(closing, { at });
  assert.equal(decided.next?.phase, 'cancelled');
  assert.equal(
    decided.next?.lines?.every(({ ordered, cancelled, held: stillHeld }) => cancelled === ordered && stillHeld === 0),
    true,
  );
  assert.deepEqual(rules.closePayment(paid(), { at }), {});
});

test('a dispatched order cannot be cancelled any more', () => {
  const shipped = play(paid(), parcels.dispatch(paid(), aParcel()));
  assert.throws(
    () => rules.cancel(shipped, { at }),
    (error) => error instanceof Refusal && error.code === 'WrongPhase',
  );
});

test('a parcel stopped in time gives the money back; one that had left leaves the order paid', () => {
  const cancelling = play(paid(), rules.cancel(paid(), { at }));
  assert.equal(cancelling.phase, 'cancelling');
  assert.deepEqual(typesOf(rules.stop(cancelling, { creditId: CREDIT, at })), ['OrderCancelled', 'RefundDue']);
  assert.equal(rules.tooLate(cancelling, { at }).next?.phase, 'paid');
});

test('who cancels is told of money that was taken and of money that was only set aside', () => {
  const told = ({ events = [] }: rules.Decided) => {
    const [first] = events;
    return first?.type === 'OrderCancelled' ? [first.data.captured, first.data.authorised] : null;
  };
  const total = paid().receipt.total;
  const stop = (order: State) => told(rules.stop(play(order, rules.cancel(order, { at })), { creditId: CREDIT, at }));
  assert.deepEqual(stop(paid()), [total, 0]);
  const setAside = play(held(), rules.pay(held(), { attemptId: 'a', amount: total, authorised: total, at }));
  assert.deepEqual(stop(setAside), [0, total]);
  const closing = play(held(), rules.cancel(held(), { at }));
  assert.deepEqual(told(rules.closePayment(closing, { at })), [0, 0]);
});

const moves = {
  held: (order: State) => rules.hold(order, { allocation: [], at }),
  refused: (order: State) => rules.refuse(order, { short: [], at }),
  paid: (order: State) => rules.pay(order, { attemptId: ATTEMPT, amount: 5_290, at }),
  failed: (order: State) => rules.noteFailedPayment(order, { at }),
  lapsed: (order: State) => rules.lapse(order, { at: new Date(at.getTime() + 2 * rules.PAY_WITHIN_MS) }),
  cancelled: (order: State) =>
    order.lines.some((line) => line.shipped > 0) || order.phase === 'placed' || order.phase === 'completed' ? {} : rules.cancel(order, { at }),
  closed: (order: State) => rules.closePayment(order, { at }),
  dispatched: (order: State) => parcels.dispatch(order, aParcel()),
  delivered: (order: State) => (parcels.canDeliver(order, aParcel().shipmentId) ? parcels.deliver(order, aParcel()) : {}),
  // Shipping stops all parcels or none: one that has left is too late.
  stopped: (order: State) => (order.lines.some((line) => line.shipped > 0) ? {} : rules.stop(order, { creditId: CREDIT, at })),
  tooLate: (order: State) => rules.tooLate(order, { at }),
  refunded: (order: State) => rules.refund(order, { refundId: '00000000-0000-4000-8000-0000000000c1', amount: order.captured, at }),
};
const allowed: Record<string, string[]> = {
  placed: ['placed', 'held', 'cancelled'],
  held: ['held', 'paid', 'closing'],
  closing: ['closing', 'cancelled', 'paid'],
  paid: ['paid', 'cancelling', 'completed'],
  cancelling: ['cancelling', 'cancelled', 'paid', 'completed'],
  cancelled: ['cancelled'],
  completed: ['completed'],
};

test('whatever comes in whatever order: only transitions of the table, history without gaps, each told move counted once', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...(Object.keys(moves) as (keyof typeof moves)[])), { maxLength: 30 }), (names) => {
      let order = anOrder();
      for (const name of names) {
        const next = play(order, moves[name](order));
        assert.ok(allowed[order.phase]?.includes(next.phase), `${order.phase} → ${next.phase} by ${name}`);
        assert.ok(next.captured <= order.receipt.total && next.refunded <= next.captured);
        for (const line of next.lines) assert.ok(line.delivered <= line.shipped && line.shipped + line.cancelled <= line.ordered);
        order = next;
      }
      assert.deepEqual(
        order.steps.map(({ version }) => version),
        order.steps.map((_, index) => index + 2),
      );
    }),
    { numRuns: 500 },
  );
});

test('an order with pieces to come says so when it is paid, until all are there; told again nothing changes', () => {
  const later = { sku: 'MUG-SAGE', kind: 'back-order' as const, shipsOn: null, weeks: 3, pieces: 1 };
  const { sku: _sku, ...when } = later;
  const waits = play(anOrder(), rules.hold(anOrder(), { allocation: [], later: [later], at }));
  assert.deepEqual(waits.lines[0]?.later, when);
  const told = rules.pay(waits, { attemptId: ATTEMPT, amount: 5_290, at }).events?.[0];
  assert.deepEqual(told?.type === 'OrderPaid' && told.data.lines[0]?.later, when);
  const decided = rules.completeGoods(waits, { at });
  assert.deepEqual(typesOf(decided), ['OrderAdvanced']);
  const ready = play(waits, decided);
  assert.equal(ready.lines[0]?.later, null);
  assert.deepEqual(rules.completeGoods(ready, { at }), {});
  assert.deepEqual(rules.completeGoods({ ...waits, phase: 'cancelled' }, { at }), {});
});
