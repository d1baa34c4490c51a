import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Piece } from '@kontor/contracts/shipping';
import { Refusal } from '@kontor/contracts/refusals';
import fc from 'fast-check';
import { cancelPieces, grantChange } from './aftercare/changes.ts';
import * as rules from './domain.ts';
import { anOrder, aParcel } from './examples.ts';
import { book, canDeliver, canFollow, delay, deliver, dispatch, follow, plan, trackingOf } from './parcels.ts';

const at = new Date('2026-11-23T10:00:05Z');
type State = rules.OrderState;
const play = (order: State, decided: rules.Decided): State =>
  decided.next ? { ...order, ...decided.next, version: order.version + (decided.silent ? 0 : 1) } : order;
const typesOf = (decided: rules.Decided) => (decided.events ?? []).map(({ type }) => type);
const held = () => play(anOrder(), rules.hold(anOrder(), { allocation: [], at }));
const paid = () => play(held(), rules.pay(held(), { attemptId: 'a', amount: 5_290, at }));
const [ONE, TWO] = ['00000000-0000-4000-8000-0000000000d1', '00000000-0000-4000-8000-0000000000d2'];
const mugs = (quantity: number): Piece[] => [{ sku: 'MUG-SAGE', quantity, location: 'berlin' }];
const half = (shipmentId: string, differs: object = {}) =>
  aParcel({ shipmentId, trackingNumber: `T-${shipmentId.at(-1)}`, lines: mugs(1), of: 2, no: shipmentId === ONE ? 1 : 2, ...differs });

test('a parcel that left is shipped, one that arrived completes the order', () => {
  const shipped = play(paid(), dispatch(paid(), aParcel()));
  assert.deepEqual([shipped.lines[0]?.shipped, shipped.parcels[0]?.lines], [2, [{ sku: 'MUG-SAGE', quantity: 2 }]]);
  assert.equal(canDeliver(paid(), ONE), false);
  const decided = deliver(shipped, aParcel());
  assert.deepEqual([decided.next?.phase, decided.next?.deliveredAt], ['completed', at.toISOString()]);
  assert.deepEqual(typesOf(decided), ['OrderCompleted']);
});

test('an order of two parcels counts each, names it in its history, and is completed with the last one', () => {
  const first = play(paid(), dispatch(paid(), half(TWO)));
  assert.deepEqual([first.lines[0]?.held, first.lines[0]?.shipped], [1, 1]);
  assert.deepEqual(dispatch(first, half(TWO)), {}, 'told again');
  assert.equal(canDeliver(first, ONE), false);
  const arrived = deliver(first, half(TWO));
  assert.deepEqual([typesOf(arrived), arrived.next?.phase, arrived.next?.deliveredAt], [['OrderAdvanced'], undefined, undefined]);
  const later = new Date('2026-11-25T10:00:00Z');
  const both = play(play(first, arrived), dispatch(play(first, arrived), half(ONE)));
  const done = play(both, deliver(both, half(ONE, { at: later })));
  assert.deepEqual([done.phase, done.deliveredAt, done.lines[0]?.delivered], ['completed', later.toISOString(), 2]);
  assert.deepEqual(
    done.steps.slice(-4).map(({ what }) => what),
    ['dispatched 2/2', 'delivered 2/2', 'dispatched 1/2', 'delivered 1/2'],
  );
});

test('what is left of an order can be cancelled after its first parcel has left; with the rest delivered it is completed', () => {
  const first = play(paid(), dispatch(paid(), half(ONE)));
  assert.throws(
    () => rules.cancel(first, { at }),
    (error) => error instanceof Refusal && error.code === 'WrongPhase',
  );
  const less = (order: State, quantity: number) => cancelPieces(order, { changeId: 'c', pieces: [{ sku: 'MUG-SAGE', quantity }], by: 'shopper', at });
  assert.throws(
    () => less(first, 2),
    (error) => error instanceof Refusal && error.details['most'] === 1,
  );
  const asked = play(first, less(first, 1));
  assert.equal(asked.change?.kind, 'pieces');
  const onTheWay = play(asked, grantChange(asked, { changeId: 'c', leftOut: mugs(1), at }));
  assert.deepEqual([onTheWay.phase, onTheWay.credits[0]?.amount], ['paid', 2_400]);
  assert.equal(play(onTheWay, deliver(onTheWay, half(ONE))).phase, 'completed');
  const there = play(asked, deliver(asked, half(ONE)));
  const granted = grantChange(there, { changeId: 'c', leftOut: mugs(1), at });
  assert.deepEqual([typesOf(granted), granted.next?.deliveredAt], [['PiecesCancelled', 'RefundDue', 'OrderCompleted'], at.toISOString()]);
  const told = granted.events?.[0];
  assert.deepEqual(told?.type === 'PiecesCancelled' && told.data.leftOut, mugs(1), 'stock learns from where they were left out');
});

test('what the carrier tells of a parcel is kept for its label alone, in any order, without a step of the order', () => {
  const said = (minute: number) => ({ at: new Date(minute * 60_000).toISOString(), what: { en: 'sorted', de: 'sortiert' }, place: 'Köln' });
  const [first, more] = [[said(1)], [said(1), said(2)]];
  const booked = play(paid(), book(paid(), aParcel({ steps: first })));
  const moved = play(booked, follow(booked, aParcel({ steps: more })));
  assert.deepEqual([trackingOf(moved.parcels)?.steps, moved.steps, moved.version], [more, booked.steps, booked.version]);
  assert.deepEqual(follow(moved, aParcel({ steps: first })), {});
  assert.deepEqual(follow(moved, aParcel({ steps: more })), {});
  assert.deepEqual(follow(moved, aParcel({ trackingNumber: 'T0', steps: [...more, said(3)] })), {});
});

test('a parcel that the carrier will not take is delayed, once, until it has a label or has left in another way', () => {
  const late = { shipmentId: ONE, at };
  const delayed = play(paid(), delay(paid(), late));
  assert.deepEqual([delayed.parcels[0]?.delayed, delayed.steps.at(-1)?.what], [true, 'delayed']);
  assert.deepEqual(delay(delayed, late), {}, 'told again');
  const booked = play(delayed, book(delayed, aParcel({ shipmentId: ONE })));
  assert.deepEqual([booked.parcels.length, booked.parcels[0]?.delayed], [1, false]);
  assert.deepEqual(delay(booked, late), {}, 'told late');
  const left = play(delayed, dispatch(delayed, aParcel({ shipmentId: ONE })));
  assert.deepEqual([left.parcels[0]?.delayed, left.lines[0]?.shipped], [false, 2]);
  assert.equal(play(left, deliver(left, aParcel({ shipmentId: ONE }))).phase, 'completed');
});

test('a newer label takes the place of the one before, an older one never', () => {
  const booked = play(paid(), book(paid(), aParcel()));
  const anew = play(booked, book(booked, aParcel({ trackingNumber: 'T2', booking: 1 })));
  assert.equal(trackingOf(anew.parcels)?.number, 'T2');
  assert.deepEqual(book(anew, aParcel()), {});
});

test('a plan says which parcels there are; the newest holds, and what has left stays as it was', () => {
  const planned = (order: State, version: number, ...parcels: [string, number][]) =>
    plan(order, { version, parcels: parcels.map(([shipmentId, quantity]) => ({ shipmentId, lines: quantity > 0 ? mugs(quantity) : [] })) });
  const two = play(paid(), planned(paid(), 2, [ONE, 1], [TWO, 1]));
  assert.deepEqual(
    [two.parcels.map(({ id, phase }) => [id, phase]), two.version],
    [
      [
        [ONE, 'planned'],
        [TWO, 'planned'],
      ],
      paid().version,
    ],
  );
  assert.deepEqual(planned(two, 1, [ONE, 2]), {});
  const sent = play(two, dispatch(two, half(ONE)));
  const one = play(sent, planned(sent, 5, [ONE, 2], [TWO, 0]));
  assert.deepEqual(
    one.parcels.map(({ id, lines }) => [id, lines[0]?.quantity]),
    [[ONE, 1]],
  );
});

test('what is told of two parcels in any order, some of it twice: each counts once, and the order ends the same', () => {
  const news = [ONE, TWO].flatMap((shipmentId) => [
    (order: State) => book(order, half(shipmentId)),
    (order: State) => dispatch(order, half(shipmentId)),
    (order: State) => (canDeliver(order, shipmentId) ? deliver(order, half(shipmentId)) : ('early' as const)),
  ]);
  const planned = (order: State) => plan(order, { version: 2, parcels: [ONE, TWO].map((shipmentId) => ({ shipmentId, lines: mugs(1) })) });
  fc.assert(
    fc.property(fc.shuffledSubarray([...news, ...news, planned, planned], { minLength: 14 }), (all) => {
      let order = paid();
      // What came too early is taken again later.
      for (let queue = all; queue.length > 0; ) {
        const again: typeof all = [];
        for (const rule of queue) {
          const decided = rule(order);
          if (decided === 'early') again.push(rule);
          else order = play(order, decided);
          for (const { ordered, held: kept, shipped, delivered } of order.lines) assert.ok(kept + shipped === ordered && delivered <= shipped);
        }
        queue = again;
      }
      assert.deepEqual([order.phase, order.lines[0]?.delivered], ['completed', 2]);
      assert.deepEqual(order.parcels.map(({ id, phase }) => [id, phase]).sort(), [
        [ONE, 'delivered'],
        [TWO, 'delivered'],
      ]);
      assert.equal(order.steps.filter(({ what }) => what.startsWith('dispatched')).length, 2);
    }),
    { numRuns: 300 },
  );
});

test('an order of before its parcels were told apart goes on with the one it had', () => {
  const kept = { id: anOrder().id, phase: 'booked' as const, lines: [], number: 'T1', url: 'u', steps: [], booking: 0, deliveredAt: null };
  const old = { ...paid(), parcels: [kept] };
  const sent = play(old, dispatch(old, aParcel()));
  assert.deepEqual(
    sent.parcels.map(({ id, phase }) => [id, phase]),
    [[ONE, 'dispatched']],
  );
  assert.equal(play(sent, deliver(sent, aParcel())).phase, 'completed');
});

test('what the carrier tells of a parcel ends the same in whatever order it comes: what is early waits, what was overtaken knows less', () => {
  const told = [1, 2, 3, 4, 5].map((hour) => ({ at: `2026-11-23T0${hour}:00:00.000Z`, what: { en: String(hour), de: String(hour) }, place: '' }));
  const until = (hour: number) => aParcel({ steps: told.slice(0, hour) });
  const word = {
    booked: (order: State) => book(order, until(1)),
    moved: (order: State) => canFollow(order, ONE) && follow(order, until(3)),
    dispatched: (order: State) => dispatch(order, until(2)),
    movedOn: (order: State) => canFollow(order, ONE) && follow(order, until(4)),
    delivered: (order: State) => canDeliver(order, ONE) && deliver(order, until(5)),
  };
  const names = Object.keys(word) as (keyof typeof word)[];
  fc.assert(
    fc.property(fc.shuffledSubarray(names, { minLength: names.length }), fc.boolean(), (sequence, arrived) => {
      let order = paid();
      for (let waiting = sequence.filter((name) => arrived || name !== 'delivered'); waiting.length > 0; )
        waiting = waiting.filter((name) => {
          const decided = word[name](order);
          if (decided) order = play(order, decided);
          return !decided;
        });
      assert.deepEqual(trackingOf(order.parcels), { number: 'T1', url: 'http://localhost/T1', steps: until(arrived ? 5 : 4).steps });
      assert.equal(order.phase, arrived ? 'completed' : 'paid');
    }),
  );
});
