import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allocate, apply, available, availableOf, decide, type Shelf } from './domain.ts';

const shelf = (sku: string, location: string, onHand: number, held = 0, allocated = 0): Shelf => ({ sku, location, onHand, held, allocated });
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
        assert.ok(now.every((one) => available(one) >= 0));
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
