import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '@kontor/contracts/refusals';
import fc from 'fast-check';
import * as rules from '../domain.ts';
import { anOrder, aParcel } from '../examples.ts';
import * as parcels from '../parcels.ts';
import { cancelPieces, dropChange, grantChange, readdress } from './changes.ts';

const at = new Date('2026-11-23T10:00:05Z');
const ID = '00000000-0000-4000-8000-0000000000e1';
type State = rules.OrderState;
const play = (order: State, decided: { next?: Partial<State> }): State => (decided.next ? { ...order, ...decided.next, version: order.version + 1 } : order);
const held = () => play(anOrder(), rules.hold(anOrder(), { allocation: [{ sku: 'MUG-SAGE', location: 'berlin', quantity: 2 }], at }));
const paid = () => play(held(), rules.pay(held(), { attemptId: 'a', amount: 5_290, at }));
const typesOf = (decided: { events?: { type: string }[] }) => (decided.events ?? []).map(({ type }) => type);
const out = (order: State, quantity: number, changeId = ID) => cancelPieces(order, { changeId, pieces: [{ sku: 'MUG-SAGE', quantity }], by: 'shopper', at });
const elsewhere = { ...anOrder().person.address, street: 'Lindenweg 4' };
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

test('one piece less: shipping is asked, and once it grants it the piece is cancelled and its share goes back', () => {
  const asked = play(paid(), out(paid(), 1));
  assert.deepEqual(typesOf(out(paid(), 1)), ['OrderChangeAsked', 'OrderAdvanced']);
  assert.equal(asked.lines[0]?.cancelled, 0);
  const decided = grantChange(asked, { changeId: ID, at });
  const done = play(asked, decided);
  assert.deepEqual([done.lines[0]?.held, done.lines[0]?.cancelled, done.change], [1, 1, null]);
  assert.deepEqual(typesOf(decided), ['PiecesCancelled', 'RefundDue', 'OrderAdvanced']);
  assert.equal(done.credits[0]?.amount, 2_400);
  assert.deepEqual(grantChange(done, { changeId: ID, at }), {});
  assert.deepEqual(out(done, 1), {}, 'the same wish again');
  const sent = play(done, parcels.dispatch(done, aParcel()));
  assert.deepEqual([sent.lines[0]?.shipped, sent.lines[0]?.held], [1, 0]);
  assert.equal(play(sent, parcels.deliver(sent, aParcel())).phase, 'completed');
});

test('all pieces are a cancellation of the order, and what was cancelled before is not paid back twice', () => {
  assert.deepEqual(typesOf(out(paid(), 2)), ['OrderCancelAsked']);
  const less = play(play(paid(), out(paid(), 1)), grantChange(play(paid(), out(paid(), 1)), { changeId: ID, at }));
  const cancelling = play(less, out(less, 1, 'other'));
  assert.equal(cancelling.phase, 'cancelling');
  const cancelled = play(cancelling, rules.stop(cancelling, { creditId: 'c', at }));
  assert.deepEqual(
    cancelled.credits.map(({ amount }) => amount),
    [2_400, 2_890],
  );
});

test('too late: everything stays as it was', () => {
  const asked = play(paid(), out(paid(), 1));
  const dropped = play(asked, dropChange(asked, { changeId: ID, at }));
  assert.deepEqual([dropped.lines, dropped.credits, dropped.change], [asked.lines, [], null]);
  assert.deepEqual(grantChange(dropped, { changeId: ID, at }), {});
});

test('one change at a time, and none of what has left or is not paid', () => {
  const asked = play(paid(), out(paid(), 1));
  assert.throws(() => out(asked, 1, 'other'), refused('StillRunning'));
  assert.throws(() => rules.cancel(asked, { at }), refused('StillRunning'));
  assert.throws(() => out(held(), 1), refused('WrongPhase'));
  const sent = play(paid(), parcels.dispatch(paid(), aParcel()));
  assert.throws(() => out(sent, 1), refused('WrongPhase'));
  assert.throws(() => readdress(sent, { changeId: ID, address: elsewhere, at }), refused('WrongPhase'));
  assert.throws(() => out(paid(), 3), refused('InvalidInput'));
});

test('another address: at once before it is paid, by shipping after; not in another country', () => {
  const unpaid = readdress(held(), { changeId: ID, address: elsewhere, at });
  assert.deepEqual(unpaid.next?.movedTo, elsewhere);
  const asked = play(paid(), readdress(paid(), { changeId: ID, address: elsewhere, at }));
  assert.equal(asked.person.address.street, 'Unter den Linden 6');
  const granted = play(asked, grantChange(asked, { changeId: ID, at }));
  assert.equal(granted.person.address.street, 'Lindenweg 4');
  assert.throws(() => readdress(paid(), { changeId: ID, address: { ...elsewhere, country: 'AT' }, at }), refused('InvalidInput'));
  assert.deepEqual(readdress(paid(), { changeId: ID, address: paid().person.address, at }), {});
});

const moves = {
  less: (order: State, id: string) => out(order, 1, id),
  move: (order: State, id: string) => readdress(order, { changeId: id, address: { ...elsewhere, street: id }, at }),
  grant: (order: State, id: string) => grantChange(order, { changeId: id, at }),
  drop: (order: State, id: string) => dropChange(order, { changeId: id, at }),
  cancel: (order: State) => rules.cancel(order, { at }),
  stop: (order: State, id: string) => rules.stop(order, { creditId: `stop ${id}`, at }),
  dispatch: (order: State) => (order.phase === 'paid' ? parcels.dispatch(order, aParcel()) : {}),
};

test('whatever comes in whatever order: each piece is held, shipped or cancelled, and what is due back is what was credited', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...(Object.keys(moves) as (keyof typeof moves)[])), fc.constantFrom('a', 'b', 'c')), { maxLength: 20 }),
      (all) => {
        let order = paid();
        let due = 0;
        for (const [name, id] of all) {
          try {
            const decided: rules.Decided = moves[name](order, id);
            for (const told of decided.events ?? []) if (told.type === 'RefundDue') due += told.data.amount;
            order = play(order, decided);
          } catch (error) {
            assert.ok(error instanceof Refusal);
          }
          for (const { ordered, held: kept, shipped, cancelled } of order.lines) assert.equal(kept + shipped + cancelled, ordered);
          assert.equal(
            due,
            order.credits.reduce((sum, { amount }) => sum + amount, 0),
          );
          assert.ok(due <= order.captured && (order.phase !== 'cancelled' || due === order.captured));
        }
      },
    ),
    { numRuns: 400 },
  );
});
