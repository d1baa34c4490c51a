import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Wish } from '@kontor/contracts/aftercare';
import type { OfferChanged } from '@kontor/contracts/catalog';
import { taxInside } from '@kontor/contracts/money';
import { Refusal } from '@kontor/contracts/refusals';
import fc from 'fast-check';
import * as rules from '../domain.ts';
import { anOffer, anOrder, aParcel, aPromotion, aShopper, aCheckout, someRates } from '../examples.ts';
import * as parcels from '../parcels.ts';
import { priceOrder } from '../pricing/order.ts';
import { receiptOf } from '../pricing/receipt.ts';
import { grantChange, cancelPieces } from './changes.ts';
import { followReturn, giveUpExchange, replacementFor } from './exchanges.ts';
import { askReturn, declineReturn, receiveReturn, settleReturn } from './returns.ts';

type State = rules.OrderState;
const at = new Date('2026-11-27T15:00:00Z');
const RETURN = '00000000-0000-4000-8000-0000000000e1';
const OTHER = '00000000-0000-4000-8000-0000000000e2';
const sage = 'MUG-SAGE';

const play = (order: State, { next }: { next?: Partial<State> }): State => (next ? { ...order, ...next, version: order.version + 1 } : order);
const offers = (...some: Partial<OfferChanged>[]) => new Map(some.map((one) => anOffer(one)).map((offer) => [offer.sku, offer]));
const olive = { sku: 'MUG-OLIVE', variant: { en: 'Olive', de: 'Oliv' } };
const wishFor = (quantity: number, exchangeFor: string | undefined, differs: Partial<Wish> = {}): Wish => ({
  ...{ returnId: RETURN, kind: 'return', reason: 'not-as-expected', note: '' },
  lines: [{ sku: sage, quantity, ...(exchangeFor && { exchangeFor }) }],
  ...differs,
});

/** Mugs that have arrived, with so much taken off, in basis points. */
function bought(quantity = 2, percent = 0): State {
  const cart = [{ sku: sage, quantity }];
  const promotions = percent > 0 ? [aPromotion({ benefit: { kind: 'percent', percent } })] : [];
  const deal = { promotions, shopper: aShopper() };
  const method = { id: 'standard', price: 490 };
  const { total } = receiptOf([{ offer: anOffer(), quantity }], { method, country: 'DE', ...deal });
  const checkout = aCheckout({ total });
  const placed = priceOrder({ id: anOrder().id, owner: 'g-1', checkout, cart, at }, offers({}), someRates, deal);
  const held = play({ ...placed, number: 'K100001' }, rules.hold(placed, { allocation: [{ sku: sage, location: 'berlin', quantity }], at }));
  const paid = play(held, rules.pay(held, { attemptId: 'a', amount: total, at }));
  const sent = play(paid, parcels.dispatch(paid, aParcel({ at })));
  return play(sent, parcels.deliver(sent, aParcel({ at })));
}

const kept = (order: State): State => play(order, rules.hold(order, { allocation: [{ sku: olive.sku, location: 'berlin', quantity: 1 }], at }));
/** An order after a wish, and what is to replace its goods, kept by stock. */
function exchanged(order: State, wish: Wish, known = offers({}, olive)): { order: State; other: State } {
  const replacement = replacementFor(order, wish, known, { id: OTHER, at });
  assert.ok(replacement);
  return { order: play(order, askReturn(order, { wish, at, replacement })), other: kept({ ...replacement, number: 'K100002' }) };
}
type Looked = { resell?: number; damaged?: number; refused?: number };
const settle = (order: State, looked: Looked, replacement: State | null, returnId = RETURN) =>
  settleReturn(order, { returnId, looked: [{ sku: sage, resell: 0, damaged: 0, refused: 0, ...looked }], answer: '', at, replacement });
const backOf = (order: State, id = RETURN) => order.returns.find((one) => one.id === id);
const told = <D>(decided: { events?: { type: string; data: object }[] }, type: string) =>
  decided.events?.find((one) => one.type === type)?.data as D | undefined;
const refusal = (reason: string) => (error: unknown) => error instanceof Refusal && (error.details['reason'] === reason || error.code === reason);

test('an even exchange: the replacement costs what comes back, nothing is refunded, and it leaves once the return is settled', () => {
  const { order, other } = exchanged(bought(), wishFor(1, olive.sku));
  assert.deepEqual([other.phase, other.payBy, other.receipt.total, other.receipt.shipping], ['held', null, 2_400, 0]);
  assert.deepEqual(backOf(order)?.exchange, { orderId: OTHER, amount: 2_400, done: false });
  assert.equal(backOf(order)?.lines[0]?.replacement?.sku, olive.sku);
  const decided = settle(order, { resell: 1 }, other);
  const after = play(order, decided);
  assert.equal(told(decided, 'RefundDue'), undefined);
  assert.deepEqual([after.credits[0]?.amount, backOf(after)?.amount, backOf(after)?.exchange?.done], [2_400, 0, true]);
  assert.equal(told<{ exchanged: boolean }>(decided, 'ReturnSettled')?.exchanged, true);
  const paid = followReturn(other, { back: backOf(after), at });
  assert.deepEqual([paid.next?.phase, paid.next?.tenders?.[0]?.by], ['paid', [{ kind: 'exchange', amount: 2_400 }]]);
  assert.ok(told(paid, 'OrderPaid'));
  assert.deepEqual(followReturn(play(other, paid), { back: backOf(after), at }), {}, 'paid once');
});

test('of a cheaper one the rest is refunded, of a dearer or another one nothing is offered', () => {
  const cheaper = exchanged(bought(), wishFor(1, olive.sku), offers({}, { ...olive, price: 1_900 }));
  assert.equal(told<{ amount: number }>(settle(cheaper.order, { resell: 1 }, cheaper.other), 'RefundDue')?.amount, 500);
  const wish = (known: Map<string, OfferChanged>) => () => replacementFor(bought(), wishFor(1, olive.sku), known, { id: OTHER, at });
  assert.throws(wish(offers({}, { ...olive, price: 2_401 })), refusal('dearer'));
  assert.throws(wish(offers({}, { ...olive, productId: 'P-other' })), refusal('not-offered'));
  assert.throws(wish(offers({}, { ...olive, forSale: false })), refusal('not-offered'));
  assert.throws(wish(offers({})), refusal('not-offered'));
  assert.throws(wish(offers({}, { ...olive, taxClass: 'reduced' })), refusal('taxed-otherwise'));
  assert.throws(() => replacementFor(bought(), wishFor(1, olive.sku, { kind: 'withdrawal' }), offers({}, olive), { id: OTHER, at }), refusal('InvalidInput'));
});

test('what a promotion took off stays off, and the receipt says so', () => {
  const { other } = exchanged(bought(2, 1_000), wishFor(1, olive.sku));
  const { total, subtotal, promotions, taxes, tax } = other.receipt;
  assert.deepEqual([subtotal, promotions[0]?.amount, promotions[0]?.name.en, total], [2_400, 240, 'As with order K100001', 2_160]);
  assert.deepEqual([taxes, tax], [[{ rate: 1_900, gross: 2_160, tax: taxInside(2_160, 1_900) }], taxInside(2_160, 1_900)]);
});

test('odd cents of pieces that are exchanged one by one go back: a replacement never costs more than comes back for it', () => {
  let order = bought(3, 777);
  const rest = [1, 2, 3].map((no) => {
    const one = exchanged(order, wishFor(1, olive.sku, { returnId: `r-${no}` }));
    const decided = settle(one.order, { resell: 1 }, one.other, `r-${no}`);
    order = play(one.order, decided);
    return [one.other.receipt.total, backOf(order, `r-${no}`)?.amount];
  });
  assert.deepEqual(rest, [
    [2_213, 1],
    [2_213, 0],
    [2_213, 1],
  ]);
});

test('a return that is declined, refused or looked at too late lets go of what was kept', () => {
  const { order, other } = exchanged(bought(), wishFor(2, olive.sku));
  const declined = play(order, declineReturn(order, { returnId: RETURN, answer: 'used', at }));
  assert.equal(followReturn(other, { back: backOf(declined), at }).next?.cancelReason, 'not-exchanged');
  const decided = settle(order, { resell: 1, refused: 1 }, other);
  assert.equal(told<{ amount: number }>(decided, 'RefundDue')?.amount, 2_400, 'what was accepted is paid back');
  assert.equal(followReturn(other, { back: backOf(play(order, decided)), at }).next?.phase, 'cancelled');
  assert.equal(giveUpExchange(other, { back: backOf(order), at }).next?.phase, 'cancelled');
  const received = play(order, receiveReturn(order, { returnId: RETURN, at }));
  assert.deepEqual(giveUpExchange(other, { back: backOf(received), at }), {}, 'it is being looked at');
});

test('whoever cancels the replacement, or finds it sold out, gets the money for what comes back', () => {
  const { order, other } = exchanged(bought(), wishFor(1, olive.sku));
  const cancelled = play(other, rules.cancel(other, { at }));
  assert.deepEqual([cancelled.phase, cancelled.cancelReason], ['cancelled', 'shopper']);
  const decided = settle(order, { resell: 1 }, cancelled);
  assert.equal(told<{ amount: number }>(decided, 'RefundDue')?.amount, 2_400);
  assert.deepEqual(followReturn(cancelled, { back: backOf(play(order, decided)), at }), {});
  const placed = { ...other, phase: 'placed' as const };
  assert.throws(() => settle(order, { resell: 1 }, placed), refusal('StillRunning'));
  const short = play(placed, rules.refuse(placed, { short: [{ sku: olive.sku, wanted: 1, available: 0 }], at }));
  assert.equal(told<{ amount: number }>(settle(order, { resell: 1 }, short), 'RefundDue')?.amount, 2_400);
});

test('delivery is not paid back to whoever keeps a replacement, also where we were at fault', () => {
  const { order, other } = exchanged(bought(1), wishFor(1, sage, { reason: 'faulty' }), offers({}));
  const decided = settle(order, { damaged: 1 }, other);
  assert.deepEqual([told(decided, 'RefundDue'), decided.next?.credits?.[0]?.delivery], [undefined, 0]);
});

test('the same wish again changes nothing, with another replacement it is another wish', () => {
  const { order } = exchanged(bought(), wishFor(1, olive.sku));
  assert.equal(replacementFor(order, wishFor(1, olive.sku), offers({}), { id: RETURN, at }), null);
  assert.deepEqual(askReturn(order, { wish: wishFor(1, olive.sku), at }), {});
  assert.throws(() => askReturn(order, { wish: wishFor(1, undefined), at }), refusal('KeyReused'));
});

/** The replacement on its way, paid with what came back. */
function arrived(other: State, back: ReturnType<typeof backOf>): State {
  const paid = play(other, followReturn(other, { back, at }));
  const about = { shipmentId: OTHER, at };
  const sent = play(paid, parcels.dispatch(paid, aParcel(about)));
  return play(sent, parcels.deliver(sent, aParcel(about)));
}

test('a replacement that comes back is paid from the first order’s money, also one that replaced a replacement', () => {
  const first = exchanged(bought(), wishFor(1, olive.sku));
  const settled = play(first.order, settle(first.order, { resell: 1 }, first.other));
  const second = arrived(first.other, backOf(settled));
  assert.equal(second.phase, 'completed');
  const wish: Wish = { ...wishFor(1, undefined), lines: [{ sku: olive.sku, quantity: 1 }] };
  const asked = play(second, askReturn(second, { wish, at }));
  const looked = [{ sku: olive.sku, resell: 1, damaged: 0, refused: 0 }];
  const decided = settleReturn(asked, { returnId: RETURN, looked, answer: '', at });
  const due = { orderId: settled.id, number: 'K100001', owner: 'g-1', amount: 2_400, currency: 'EUR', reason: 'return K100002-R1', returned: true };
  assert.deepEqual(told(decided, 'RefundDue'), due);
  const third = replacementFor(second, { ...wish, lines: [{ sku: olive.sku, quantity: 1, exchangeFor: sage }] }, offers({}), { id: RETURN, at });
  assert.deepEqual([third?.exchange?.of.number, third?.exchange?.paidBy.number], ['K100002', 'K100001']);
});

test('a piece of a replacement that is cancelled before it leaves is paid from the first order’s money, which was taken', () => {
  const { order, other } = exchanged(bought(), wishFor(2, olive.sku));
  const paid = play(other, followReturn(other, { back: backOf(play(order, settle(order, { resell: 2 }, other))), at }));
  const asked = play(paid, cancelPieces(paid, { changeId: OTHER, pieces: [{ sku: olive.sku, quantity: 1 }], by: 'shopper', at }));
  const due = told<{ orderId: string; amount: number; returned: boolean }>(grantChange(asked, { changeId: OTHER, at }), 'RefundDue');
  assert.deepEqual([due?.orderId, due?.amount, due?.returned], [order.id, 2_400, true]);
});

const isPaidFor = ({ phase }: State) => phase === 'paid' || phase === 'cancelling';
const aMove = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      move: fc.constant('ask' as const),
      id: fc.nat(3),
      pieces: fc.integer({ min: 1, max: 2 }),
      instead: fc.boolean(),
      price: fc.constantFrom(2_400, 2_399, 1_900, 0),
      isQuick: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      move: fc.constantFrom(
        'settle' as const,
        'settle' as const,
        'settle' as const,
        'receive' as const,
        'decline' as const,
        'hold' as const,
        'short' as const,
        'cancel' as const,
        'giveUp' as const,
      ),
      id: fc.nat(3),
      refused: fc.constantFrom(0, 0, 0, 1),
    }),
  },
);

test('whatever is asked, looked at, cancelled and given up in whatever order: money and replacements together never come to more than was paid', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 7 }), fc.integer({ min: 0, max: 3_000 }), fc.array(aMove, { maxLength: 30 }), (quantity, percent, moves) => {
      let order = bought(quantity, percent);
      const others = new Map<string, State>();
      let due = 0;
      const change = (returnId: string, rule: (other: State) => { next?: Partial<State> }) => {
        const other = others.get(returnId);
        if (other) others.set(returnId, play(other, rule(other)));
      };
      for (const one of moves) {
        const returnId = `r-${one.id}`;
        try {
          if (one.move === 'ask') {
            const wish = wishFor(one.pieces, one.instead ? olive.sku : undefined, { returnId });
            const replacement = replacementFor(order, wish, offers({}, { ...olive, price: one.price }), { id: `o-${one.id}`, at });
            const decided = askReturn(order, { wish, at, replacement });
            // Stock answers at once, or later.
            if (decided.next && replacement) others.set(returnId, one.isQuick ? kept(replacement) : replacement);
            order = play(order, decided);
          } else if (one.move === 'hold') change(returnId, (other) => rules.hold(other, { allocation: [], at }));
          else if (one.move === 'short') change(returnId, (other) => rules.refuse(other, { short: [], at }));
          else if (one.move === 'cancel') change(returnId, (other) => rules.cancel(other, { at }));
          else if (one.move === 'giveUp') change(returnId, (other) => giveUpExchange(other, { back: backOf(order, returnId), at }));
          else if (one.move === 'receive') order = play(order, receiveReturn(order, { returnId, at }));
          else {
            const pieces = backOf(order, returnId)?.lines[0]?.quantity ?? 0;
            const refused = Math.min(one.refused, pieces);
            const other = others.get(returnId) ?? null;
            const decided =
              one.move === 'decline'
                ? declineReturn(order, { returnId, answer: 'no', at })
                : settle(order, { resell: pieces - refused, refused }, other, returnId);
            due += told<{ amount: number }>(decided, 'RefundDue')?.amount ?? 0;
            order = play(order, decided);
            change(returnId, (kept) => followReturn(kept, { back: backOf(order, returnId), at }));
          }
        } catch (error) {
          assert.ok(error instanceof Refusal, String(error));
        }
        const sent = [...others.values()].filter(isPaidFor).reduce((sum, { receipt }) => sum + receipt.total, 0);
        const credited = order.credits.reduce((sum, { amount }) => sum + amount, 0);
        assert.equal(due + sent, credited);
        assert.ok(due >= 0 && credited <= order.captured);
        for (const [id, other] of others) {
          const back = backOf(order, id);
          assert.equal(isPaidFor(other), back?.exchange?.done === true, 'it leaves if, and only if, its return pays for it');
          if (back?.phase === 'settled' || back?.phase === 'declined') assert.ok(isPaidFor(other) || other.phase === 'cancelled', 'nothing stays kept');
        }
      }
    }),
    { numRuns: 500 },
  );
});
