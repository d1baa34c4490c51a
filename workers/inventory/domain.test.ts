import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { serve, toServe, waitingIn } from './backlog.ts';
import { allocate, apply, availableOf, decide, free, type HoldPhase, laterOf, leaveOut, onHandOf, type Shelf, toldOf, waitingOf } from './domain.ts';

const shelf = (sku: string, location: string, onHand: number, held = 0, allocated = 0): Shelf => ({
  sku,
  location,
  onHand,
  held,
  allocated,
  waiting: 0,
  later: null,
  lowAt: null,
});
const SKUS = ['A', 'B', 'C'];
const shelves = fc.tuple(
  ...SKUS.flatMap((sku) => ['berlin', 'leipzig'].map((location) => fc.integer({ min: 0, max: 20 }).map((onHand) => shelf(sku, location, onHand)))),
);
const wanted = fc.uniqueArray(fc.record({ sku: fc.constantFrom(...SKUS), quantity: fc.integer({ min: 1, max: 15 }) }), {
  selector: ({ sku }) => sku,
  minLength: 1,
  maxLength: 3,
});

test('an order gets all its lines or none, and never more than there is', () => {
  fc.assert(
    fc.property(shelves, fc.array(wanted, { maxLength: 10 }), (start, orders) => {
      let now: readonly Shelf[] = start;
      for (const lines of orders) {
        const decided = allocate(now, lines);
        if ('short' in decided) {
          assert.ok(decided.short.length > 0 && decided.short.every((line) => line.wanted > availableOf(now, line.sku)));
          continue;
        }
        for (const { sku, quantity } of lines)
          assert.equal(
            decided.allocation.filter((one) => one.sku === sku).reduce((sum, one) => sum + one.quantity, 0),
            quantity,
          );
        now = apply(now, decided.allocation, 'hold');
        assert.ok(now.every((one) => free(one) >= 0));
      }
    }),
  );
});

test('every deed has an undo that leaves the shelves as they were', () => {
  fc.assert(
    fc.property(shelves, wanted, (start, lines) => {
      const decided = allocate(start, lines);
      fc.pre('allocation' in decided);
      const { allocation } = decided;
      const heldNow = apply(start, allocation, 'hold');
      assert.deepEqual(apply(heldNow, allocation, 'release'), start);
      assert.deepEqual(apply(apply(heldNow, allocation, 'keep'), allocation, 'giveBack'), start);
    }),
  );
});

test('one location serves the whole order where one can', () => {
  const decided = allocate(
    [shelf('A', 'berlin', 9), shelf('A', 'leipzig', 3), shelf('B', 'berlin', 0), shelf('B', 'leipzig', 5)],
    [
      { sku: 'A', quantity: 2 },
      { sku: 'B', quantity: 1 },
    ],
  );
  assert.deepEqual('allocation' in decided && decided.allocation.map(({ location }) => location), ['leipzig', 'leipzig']);
});

test('a line is split over locations only when it must be', () => {
  const decided = allocate([shelf('A', 'berlin', 2), shelf('A', 'leipzig', 3)], [{ sku: 'A', quantity: 4 }]);
  assert.deepEqual('allocation' in decided && decided.allocation, [
    { sku: 'A', location: 'leipzig', quantity: 3 },
    { sku: 'A', location: 'berlin', quantity: 1 },
  ]);
});

test('a hold is kept, booked out or released once; what comes too early waits', () => {
  assert.deepEqual(decide('held', 'OrderPaid'), { phase: 'allocated', deed: 'keep' });
  assert.equal(decide('allocated', 'OrderPaid'), 'nothing');
  assert.equal(decide('held', 'ShipmentDispatched'), 'early');
  assert.deepEqual(decide('allocated', 'ShipmentDispatched'), { phase: 'dispatched', deed: 'bookOut' });
  assert.equal(decide('dispatched', 'OrderCancelled'), 'nothing');
  assert.deepEqual(decide('allocated', 'OrderCancelled'), { phase: 'released', deed: 'giveBack' });
  assert.equal(decide('released', 'OrderPaid'), 'nothing');
  assert.equal(decide(undefined, 'OrderPaid'), 'early');
});

const quotas = fc.record({ A: fc.integer({ min: 1, max: 20 }), B: fc.integer({ min: 1, max: 20 }) });
const rule = (quota: number) => ({ kind: 'back-order' as const, shipsOn: null, weeks: 3, quota, open: true });
type Open = { id: number; phase: HoldPhase; lines: Parameters<typeof apply>[1][number][] };
const step = fc.oneof(
  fc.record({ do: fc.constant('order' as const), lines: wanted }),
  fc.record({ do: fc.constant('pay' as const), which: fc.nat(30) }),
  fc.record({ do: fc.constant('cancel' as const), which: fc.nat(30) }),
  fc.record({
    do: fc.constant('receive' as const),
    sku: fc.constantFrom(...SKUS),
    at: fc.constantFrom('berlin', 'leipzig'),
    pieces: fc.integer({ min: 1, max: 12 }),
  }),
);

test('whatever is ordered, paid, cancelled and received: never more is promised than there is and the quota, and the oldest are served first', () => {
  fc.assert(
    fc.property(shelves, quotas, fc.array(step, { maxLength: 40 }), (start, quota, steps) => {
      let now: readonly Shelf[] = start.map((one) => ({ ...one, later: one.sku === 'C' ? null : rule(one.sku === 'A' ? quota.A : quota.B) }));
      let open: Open[] = [];
      for (const [id, one] of steps.entries()) {
        if (one.do === 'order') {
          const decided = allocate(now, one.lines);
          if ('short' in decided) continue;
          now = apply(now, decided.allocation, 'hold');
          open.push({ id, phase: 'held', lines: decided.allocation });
        } else if (one.do === 'receive') {
          now = now.map((shelf) => (shelf.sku === one.sku && shelf.location === one.at ? { ...shelf, onHand: shelf.onHand + one.pieces } : shelf));
        } else {
          const order = open[one.which];
          const decided = order && decide(order.phase, one.do === 'pay' ? 'OrderPaid' : 'OrderCancelled');
          if (!order || !decided || typeof decided === 'string') continue;
          now = apply(now, order.lines, decided.deed);
          open = open.flatMap((other) => (other !== order ? [other] : decided.phase === 'released' ? [] : [{ ...order, phase: decided.phase }]));
        }
        if (toServe(now).length > 0) {
          const backlog = open.filter(({ lines }) => waitingIn(lines) > 0);
          const done = serve(now, backlog);
          now = done.shelves;
          open = open.map((order) => done.served.find(({ id }) => id === order.id) ?? order);
          const firstLeft = open.findIndex(({ lines }) => lines.some(({ sku, waiting = 0 }) => sku === 'A' && waiting > 0));
          const lastServed = done.served.filter(
            ({ lines, id }) => lines.some(({ sku }) => sku === 'A') && waitingIn(lines) === 0 && open.findIndex((other) => other.id === id) > firstLeft,
          );
          assert.ok(
            firstLeft === -1 ||
              lastServed.every(({ id }) => !backlog.find((order) => order.id === id)?.lines.some(({ sku, waiting = 0 }) => sku === 'A' && waiting > 0)),
          );
        }
        assert.deepEqual(toServe(now), [], 'nothing lies free while somebody waits for it');
        for (const shelf of now) {
          assert.ok(free(shelf) >= 0 && shelf.waiting >= 0 && shelf.held >= 0 && shelf.allocated >= 0);
          const promised = open.flatMap(({ phase, lines }) =>
            lines.filter(({ sku, location }) => sku === shelf.sku && location === shelf.location).map((line) => ({ phase, ...line })),
          );
          const total = (phase: HoldPhase) => promised.filter((line) => line.phase === phase).reduce((sum, { quantity }) => sum + quantity, 0);
          assert.deepEqual([shelf.held, shelf.allocated, shelf.waiting], [total('held'), total('allocated'), waitingIn(promised)]);
        }
        for (const sku of SKUS) {
          const most = sku === 'A' ? quota.A : sku === 'B' ? quota.B : 0;
          assert.ok(
            waitingOf(now, sku) <= most &&
              onHandOf(now, sku) - now.filter((shelf) => shelf.sku === sku).reduce((sum, { held, allocated }) => sum + held + allocated, 0) >= -most,
          );
          assert.equal(laterOf(now, sku)?.pieces ?? 0, most - waitingOf(now, sku));
        }
      }
    }),
  );
});

test('cancelled pieces are taken out once, whoever tells of them first, and those that wait go first', () => {
  const place = fc.record({ quantity: fc.integer({ min: 1, max: 5 }), waiting: fc.nat(5), sku: fc.constantFrom('A', 'B') });
  fc.assert(
    fc.property(fc.array(place, { maxLength: 5 }), fc.array(fc.record({ A: fc.nat(4), B: fc.nat(4) }), { maxLength: 4 }), (places, cancels) => {
      const lines = places.map(({ sku, quantity, waiting }, index) => ({
        ...{ sku, location: `l-${index}`, quantity },
        ...(waiting > 0 && { waiting: Math.min(quantity, waiting) }),
      }));
      const pieces = (some: readonly { sku: string; quantity: number; waiting?: number | undefined }[], sku: string) =>
        some.filter((one) => one.sku === sku).reduce((sum, { quantity }) => sum + quantity, 0);
      let [kept, before]: [typeof lines, { sku: string; quantity: number }[]] = [lines, []];
      for (const cancel of cancels) {
        const leftOut = (['A', 'B'] as const).map((sku) => ({ sku, quantity: Math.min(pieces(lines, sku), pieces(before, sku) + cancel[sku]) }));
        for (let again = 0; again < 2; again++) {
          const taken = leaveOut(kept, before, leftOut);
          kept = taken.kept as typeof lines;
          before = leftOut;
        }
        for (const { sku, quantity } of leftOut) assert.equal(pieces(kept, sku), pieces(lines, sku) - quantity);
        assert.ok(kept.every(({ quantity, waiting = 0 }) => quantity > 0 && waiting <= quantity));
      }
    }),
  );
});

test('others are told the number itself where a SKU runs low or less than plenty lies there, else that there is plenty', () => {
  const told = (onHand: number, lowAt: number | null = null) => toldOf([{ ...shelf('A', 'berlin', onHand), lowAt }], 'A');
  assert.deepEqual(
    [0, 5, 6, 99, 100, 7_000].map((onHand) => told(onHand).available),
    [0, 5, 6, 99, 100, 100],
  );
  assert.deepEqual(told(400, 500), { available: 400, later: null, low: true });
  assert.deepEqual(told(600, 500), { available: 100, later: null, low: false });
});
