import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Wish } from '@kontor/contracts/aftercare';
import { Refusal } from '@kontor/contracts/refusals';
import fc from 'fast-check';
import * as rules from '../domain.ts';
import { anOrder, aParcel } from '../examples.ts';
import * as parcels from '../parcels.ts';
import { cancelPieces, grantChange } from './changes.ts';
import { askReturn, settleReturn } from './returns.ts';
import { comeBack } from './undelivered.ts';

const at = new Date('2026-11-27T15:00:00Z');
const SKU = 'MUG-SAGE';
const [ONE, TWO, WISH] = ['d1', 'd2', 'd3'].map((end) => `00000000-0000-4000-8000-0000000000${end}`) as [string, string, string];
type State = rules.OrderState;
type Rule = (order: State) => rules.Decided;

const play = (order: State, decided: rules.Decided): State =>
  decided.next ? { ...order, ...decided.next, version: order.version + (decided.silent ? 0 : 1) } : order;
const after = (...moves: Rule[]): State => moves.reduce((order, move) => play(order, move(order)), paid());
const paid = (): State =>
  [
    (order: State) => rules.hold(order, { allocation: [{ sku: SKU, location: 'berlin', quantity: 2 }], at }),
    (order: State) => rules.pay(order, { attemptId: 'a', amount: 5_290, at }),
  ].reduce((order, move) => play(order, move(order)), anOrder());
const half = (shipmentId: string) =>
  aParcel({ shipmentId, trackingNumber: `T${shipmentId.at(-1)}`, lines: [{ sku: SKU, quantity: 1 }], of: 2, no: shipmentId === ONE ? 1 : 2, at });
const leaves = (id: string) => (order: State) => parcels.dispatch(order, half(id));
const arrives = (id: string) => (order: State) => parcels.deliver(order, half(id));
const comesBack = (id: string) => (order: State) => comeBack(order, half(id));
const wishFor = (quantity: number): Wish => ({ returnId: WISH, kind: 'withdrawal', lines: [{ sku: SKU, quantity }], reason: null, note: '' });
const asks = (quantity: number) => (order: State) => askReturn(order, { wish: wishFor(quantity), at });
const settles =
  (returnId: string, looked: { resell?: number; refused?: number } = { resell: 1 }) =>
  (order: State) =>
    settleReturn(order, { returnId, looked: [{ sku: SKU, resell: 0, damaged: 0, refused: 0, ...looked }], answer: '', at });
const typesOf = (decided: rules.Decided) => (decided.events ?? []).map(({ type }) => type);
const dueOf = (decided: rules.Decided) => decided.events?.flatMap((event) => (event.type === 'RefundDue' ? [event.data.amount] : [])) ?? [];

test('one piece arrived and another came back: the order is completed, and staff looks at what is here again', () => {
  const order = after(leaves(ONE), leaves(TWO), arrives(ONE));
  const back = comesBack(TWO)(order);
  assert.deepEqual(typesOf(back), ['ReturnReceived', 'OrderCompleted']);
  const ended = play(order, back);
  assert.deepEqual([ended.phase, ended.deliveredAt, ended.parcels.map(({ phase }) => phase)], ['completed', at.toISOString(), ['delivered', 'returned']]);
  assert.deepEqual([ended.returns[0]?.kind, ended.returns[0]?.phase, ended.steps.at(-1)?.what], ['undelivered', 'received', 'came-back 2/2']);
  assert.deepEqual(comesBack(TWO)(ended), {}, 'told again');
  const settled = settles(TWO)(ended);
  assert.deepEqual(dueOf(settled), [2_400], 'what is kept was delivered: delivery is not paid back');
});

test('nothing arrived at all: delivery is paid back as after a withdrawal', () => {
  const back = after(leaves(ONE), comesBack(ONE), leaves(TWO), comesBack(TWO));
  assert.deepEqual([back.phase, back.deliveredAt], ['completed', null]);
  const ends = (...before: Parameters<typeof after>) =>
    comesBack(TWO)(after(...before, leaves(TWO))).events?.find(({ type }) => type === 'OrderCompleted')?.data;
  assert.equal((ends(leaves(ONE), comesBack(ONE)) as { cameBack?: boolean }).cameBack, true);
  assert.equal((ends(leaves(ONE), arrives(ONE)) as { cameBack?: boolean }).cameBack, false, 'a part of it arrived');
  const first = settles(ONE)(back);
  assert.deepEqual([dueOf(first), dueOf(settles(TWO)(play(back, first)))], [[2_400], [2_890]]);
});

test('what never arrived is paid back whatever it looks like', () => {
  const back = after(leaves(ONE), comesBack(ONE));
  assert.throws(
    () => settles(ONE, { refused: 1 })(back),
    (error) => error instanceof Refusal && error.details['field'] === 'lines.0.refused',
  );
});

test('a parcel that was not taken in by one who has withdrawn brings that return, and no other', () => {
  const refused = after(leaves(ONE), leaves(TWO), asks(2));
  const first = play(refused, comesBack(ONE)(refused));
  assert.deepEqual([first.returns.map(({ id, phase }) => [id, phase]), first.phase], [[[WISH, 'asked']], 'paid']);
  const whole = after((order) => parcels.dispatch(order, aParcel({ at })), asks(2));
  const back = comeBack(whole, aParcel({ at }));
  assert.deepEqual(typesOf(back), ['ReturnReceived', 'OrderCompleted']);
  assert.deepEqual(
    back.next?.returns?.map(({ id, phase }) => [id, phase]),
    [[WISH, 'received']],
  );
});

test('staff that had it first has decided: its carrier adds nothing but where the parcel is', () => {
  const done = after((order) => parcels.dispatch(order, aParcel({ at })), asks(2), settles(WISH, { resell: 2 }));
  const back = comeBack(done, aParcel({ at }));
  assert.deepEqual([done.phase, back.events, back.silent, back.next?.parcels?.[0]?.phase], ['completed', undefined, true, 'returned']);
});

/** What becomes of each piece, and whether somebody withdraws from what was on its way. */
const aFate = fc.constantFrom('arrives' as const, 'comes back' as const, 'is cancelled' as const);

test('whatever arrives, comes back or is cancelled, in whatever order and told twice: the order ends, and the money adds up', () => {
  const fates = fc.tuple(aFate, aFate).filter((both) => both.some((fate) => fate !== 'is cancelled'));
  fc.assert(
    fc.property(fates, fc.boolean(), fc.boolean(), fc.infiniteStream(fc.nat()), (both, withdraws, twice, picks) => {
      let order = paid();
      let due = 0;
      const run = (rule: Rule) => {
        const decided = rule(order);
        order = play(order, decided);
        due += dueOf(decided).reduce((sum, amount) => sum + amount, 0);
      };
      const changeId = (index: number) => `c${index}`;
      const lives = both.map((fate, index): Rule[] => {
        const id = index === 0 ? ONE : TWO;
        if (fate === 'is cancelled')
          return [
            (one) => cancelPieces(one, { changeId: changeId(index), pieces: [{ sku: SKU, quantity: 1 }], by: 'shopper', at }),
            (one) => grantChange(one, { changeId: changeId(index), leftOut: [{ sku: SKU, quantity: 1 }], at }),
          ];
        return [leaves(id), fate === 'arrives' ? arrives(id) : comesBack(id)];
      });
      const isUnderWay = () => order.phase === 'paid' && order.lines.some(({ shipped, delivered }) => shipped > delivered);
      for (let [asked, left] = [false, lives.flat().length]; left > 0; left--) {
        const open = lives.filter((life) => life.length > 0);
        const life = open[(picks.next().value ?? 0) % open.length];
        const rule = life?.shift();
        if (!rule) break;
        run(rule);
        if (twice) run(rule);
        if (withdraws && !asked && isUnderWay() && order.returns.length === 0) {
          asked = true;
          run(asks(1));
        }
      }
      assert.equal(order.phase, 'completed', 'each piece has arrived, is here again, or never left');
      for (const { id, phase, lines } of order.returns)
        if (phase === 'received') run(settles(id, { resell: lines.reduce((sum, { quantity }) => sum + quantity, 0) }));
      const [line] = order.lines;
      const [back, gone] = [both.filter((fate) => fate === 'comes back').length, both.filter((fate) => fate === 'is cancelled').length];
      const isWaiting = order.returns.some(({ phase }) => phase === 'asked');
      assert.ok(line && line.returned <= back && line.cancelled === gone && line.returned + line.cancelled <= 2);
      assert.ok(isWaiting || line.returned === back, 'nobody keeps money for what is here');
      const credited = order.credits.reduce((sum, { amount }) => sum + amount, 0);
      assert.equal(due, credited);
      assert.equal(credited, 2_400 * (line.returned + line.cancelled) + (line.returned + line.cancelled === 2 ? 490 : 0));
    }),
    { numRuns: 500 },
  );
});
