import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Wish } from '@kontor/contracts/aftercare';
import { lastDay, returnable } from '@kontor/contracts/return';
import { Refusal } from '@kontor/contracts/refusals';
import fc from 'fast-check';
import * as rules from '../domain.ts';
import { anOrder, aParcel } from '../examples.ts';
import * as parcels from '../parcels.ts';
import { askReturn, declineReturn, labelReturn, receiveReturn, settleReturn } from './returns.ts';

const ordered = new Date('2026-11-23T10:00:05Z');
const arrived = new Date('2026-11-25T15:00:00Z');
const soon = new Date('2026-11-27T15:00:00Z');
const ID = '00000000-0000-4000-8000-0000000000d1';
type State = rules.OrderState;

const play = (order: State, decided: { next?: Partial<State> }): State => (decided.next ? { ...order, ...decided.next, version: order.version + 1 } : order);
const after = (...moves: ((order: State) => { next?: Partial<State> })[]): State => moves.reduce((order, move) => play(order, move(order)), anOrder());
const paid = () =>
  after(
    (order) => rules.hold(order, { allocation: [{ sku: 'MUG-SAGE', location: 'berlin', quantity: 2 }], at: ordered }),
    (order) => rules.pay(order, { attemptId: 'a', amount: 5_290, at: ordered }),
  );
const sent = () => play(paid(), parcels.dispatch(paid(), aParcel({ at: ordered })));
const delivered = () => play(sent(), parcels.deliver(sent(), aParcel({ at: arrived })));
const wishFor = (quantity: number, differs: Partial<Wish> = {}): Wish => ({
  returnId: ID,
  kind: 'withdrawal',
  lines: [{ sku: 'MUG-SAGE', quantity }],
  reason: null,
  note: '',
  ...differs,
});
const ask = (order: State, wish: Wish, at = soon) => askReturn(order, { wish, at });
const settle = (order: State, looked: { resell?: number; damaged?: number; refused?: number }, returnId = ID) =>
  settleReturn(order, { returnId, looked: [{ sku: 'MUG-SAGE', resell: 0, damaged: 0, refused: 0, ...looked }], answer: '', at: soon });
const refusal = (reason: string) => (error: unknown) => error instanceof Refusal && (error.details['reason'] === reason || error.code === reason);
const dueOf = (decided: { events?: { type: string; data: object }[] }) =>
  decided.events?.find(({ type }) => type === 'RefundDue')?.data as { amount: number } | undefined;

test('what has not left cannot come back, nor more than was ordered, nor what is on its way back already', () => {
  assert.throws(() => ask(paid(), wishFor(1)), refusal('not-shipped'));
  assert.throws(() => ask(delivered(), wishFor(3)), refusal('too-many'));
  const asked = play(delivered(), ask(delivered(), wishFor(1)));
  assert.throws(() => ask(asked, wishFor(2, { returnId: 'other' })), refusal('too-many'));
  assert.throws(() => ask(anOrder(), wishFor(1)), refusal('WrongPhase'));
});

test('fourteen days to withdraw and thirty to return, the day of arrival not counted, weekends passed over', () => {
  assert.equal(lastDay('2026-11-25T15:00:00Z', 14), '2026-12-09');
  assert.equal(lastDay('2026-11-28T23:30:00Z', 14), '2026-12-14', 'half past midnight where the shop is, and then a Sunday');
  const [lastMinute, over] = [new Date('2026-12-09T22:59:00Z'), new Date('2026-12-09T23:01:00Z')];
  assert.ok(ask(delivered(), wishFor(1), lastMinute).next);
  assert.throws(() => ask(delivered(), wishFor(1), over), refusal('too-late'));
  assert.ok(ask(delivered(), wishFor(1, { kind: 'return' }), over).next);
  assert.ok(ask(sent(), wishFor(1), over).next, 'nothing has arrived yet');
});

test('the same wish again changes nothing, another one under its id is refused', () => {
  const asked = play(delivered(), ask(delivered(), wishFor(1)));
  assert.deepEqual(ask(asked, wishFor(1)), {});
  assert.throws(() => ask(asked, wishFor(2)), refusal('KeyReused'));
});

test('a withdrawal from all of it gives delivery back, as far as the cheapest way would have cost', () => {
  const asked = play(delivered(), ask(delivered(), wishFor(2)));
  assert.equal(dueOf(settle(asked, { resell: 2 }))?.amount, 5_290);
  const express: State = { ...asked, method: { ...asked.method, cheapest: 190 } };
  assert.equal(dueOf(settle(express, { resell: 2 }))?.amount, 4_990);
});

test('a return from all of it gives the goods back alone, unless we were at fault', () => {
  const whole = (differs: Partial<Wish>) =>
    dueOf(settle(play(delivered(), ask(delivered(), wishFor(2, { kind: 'return', ...differs }))), { damaged: 2 }))?.amount;
  assert.equal(whole({ reason: 'too-big' }), 4_800);
  assert.equal(whole({ reason: 'faulty' }), 5_290);
});

test('what cannot be sold again is paid back and stays off the shelf; what is refused is not paid back', () => {
  const asked = play(delivered(), ask(delivered(), wishFor(2)));
  const decided = settle(asked, { damaged: 1, refused: 1 });
  const told = decided.events?.find(({ type }) => type === 'ReturnSettled')?.data as { restock: unknown[]; refused: unknown[] };
  assert.deepEqual(told.restock, []);
  assert.equal(told.refused.length, 1);
  assert.equal(dueOf(decided)?.amount, 2_400);
  assert.equal(decided.next?.lines?.[0]?.returned, 1);
  assert.deepEqual(settle(play(asked, decided), { resell: 2 }), {}, 'looked at once');
  assert.throws(() => settle(asked, { resell: 1 }), refusal('InvalidInput'), 'every piece must be somewhere');
});

test('goods that are back before word comes of their arrival: the order is over, and its parcel shown as arrived all the same', () => {
  const onTheWay = play(paid(), parcels.dispatch(paid(), aParcel({ at: ordered })));
  const asked = play(onTheWay, ask(onTheWay, wishFor(2)));
  const over = play(asked, settle(asked, { resell: 2 }));
  assert.deepEqual([over.phase, over.deliveredAt], ['completed', null]);
  const late = parcels.deliver(over, aParcel({ at: soon }));
  const { phase, lines, deliveredAt } = play(over, late);
  assert.deepEqual([phase, lines[0]?.delivered, deliveredAt], ['completed', 2, soon.toISOString()]);
  assert.deepEqual(
    late.events?.map(({ type }) => type),
    ['OrderAdvanced'],
    'completed once',
  );
  assert.deepEqual(parcels.deliver(play(over, late), aParcel({ at: soon })), {}, 'told again');
});

test('a declined return frees its pieces for another', () => {
  const asked = play(delivered(), ask(delivered(), wishFor(2)));
  const declined = play(asked, declineReturn(asked, { returnId: ID, answer: 'never came', at: soon }));
  assert.equal(dueOf(settle(play(declined, ask(declined, wishFor(2, { returnId: 'other' }))), { resell: 2 }, 'other'))?.amount, 5_290);
  assert.throws(() => settle(declined, { resell: 2 }), refusal('WrongPhase'));
});

const aMove = fc.oneof(
  fc.record({
    move: fc.constant('ask' as const),
    id: fc.nat(3),
    pieces: fc.integer({ min: 1, max: 3 }),
    kind: fc.constantFrom('withdrawal' as const, 'return' as const),
  }),
  fc.record({ move: fc.constantFrom('label' as const, 'receive' as const, 'decline' as const, 'settle' as const), id: fc.nat(3), damaged: fc.nat(3) }),
);

test('whatever is asked, looked at and declined in whatever order: never more back than was sent or paid, and each piece once', () => {
  fc.assert(
    fc.property(fc.array(aMove, { maxLength: 25 }), (moves) => {
      let order = delivered();
      let due = 0;
      for (const one of moves) {
        const returnId = `r-${one.id}`;
        const pieces = order.returns.find(({ id }) => id === returnId)?.lines[0]?.quantity ?? 0;
        const rule = () => {
          if (one.move === 'ask') return ask(order, wishFor(one.pieces, { returnId, kind: one.kind }));
          if (one.move === 'label') return labelReturn(order, { returnId, label: { trackingNumber: 'T', trackingUrl: 'u', labelUrl: 'l' }, at: soon });
          if (one.move === 'receive') return receiveReturn(order, { returnId, at: soon });
          if (one.move === 'decline') return declineReturn(order, { returnId, answer: 'no', at: soon });
          return settle(order, { damaged: Math.min(one.damaged, pieces), resell: Math.max(0, pieces - one.damaged) }, returnId);
        };
        try {
          const decided = rule();
          due += dueOf(decided)?.amount ?? 0;
          order = play(order, decided);
        } catch (error) {
          assert.ok(error instanceof Refusal);
        }
        const [line] = order.lines;
        assert.ok(line && line.returned <= line.shipped && returnable(line, order.returns) >= 0);
        assert.ok(due <= order.captured);
        assert.equal(
          due,
          order.credits.reduce((sum, { amount }) => sum + amount, 0),
        );
        assert.equal(
          line.returned,
          order.credits.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0),
        );
        assert.equal(order.phase, 'completed');
      }
    }),
    { numRuns: 400 },
  );
});
