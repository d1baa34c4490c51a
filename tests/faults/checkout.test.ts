import { startStack } from '../stack.ts';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DELIVERY, stockGoods } from '../goods.ts';
import { assertHealthy } from '../health.ts';
import { advance, booksOf, parcelsOf } from '../outside.ts';
import { payAt, shopperOf, until } from '../shopper.ts';

const PLENTY = { sku: 'CHECKOUT-1', price: 1_900, pieces: 500 };
const OTHER = { sku: 'CHECKOUT-2', price: 700, pieces: 500 };
const LAST = { sku: 'CHECKOUT-LAST', price: 5_000, pieces: 1 };
const stack = await startStack({ environment: { CARRIER_DISPATCH_AFTER_MS: 'off', CARRIER_DELIVER_AFTER_MS: 'off' } });
before(() => stockGoods(stack, [PLENTY, OTHER, LAST]));
after(() => stack.stop());

const withGoods = async ({ sku }: { sku: string }, quantity = 1) => {
  const shopper = await shopperOf(stack);
  await shopper.add(sku, quantity);
  return shopper;
};

test('two tabs that order and pay the same cart make one order, paid once', async () => {
  const shopper = await withGoods(PLENTY);
  const total = PLENTY.price + DELIVERY;
  const [one, other] = await Promise.all([shopper.placeFor(total), shopper.placeFor(total)]);
  assert.equal(one.id, other.id);
  await shopper.phase(one.id, 'held');
  const [left, right] = await Promise.all([shopper.start(one.id), shopper.start(one.id)]);
  assert.deepEqual(left, right);
  await Promise.all([payAt(left.url), payAt(right.url)]);
  await shopper.phase(one.id, 'paid');
  assert.deepEqual((await booksOf(stack, left.attemptId)).sums, { captured: total, refunded: 0 });
  assert.equal((await shopper.order(one.id)).captured, total);
});

test('what is put into the cart while paying stays there, more of the same too', async () => {
  const shopper = await withGoods(PLENTY);
  const { id } = await shopper.place();
  await shopper.phase(id, 'held');
  await shopper.add(OTHER.sku, 2);
  await shopper.add(PLENTY.sku, 3);
  await shopper.pay(id);
  await shopper.phase(id, 'paid');
  await until(async () => (await shopper.cart()).items === 5, 'what was bought left the cart');
  assert.equal((await shopper.order(id)).lines.length, 1);
  const { lines } = await shopper.cart();
  assert.deepEqual(Object.fromEntries(lines.map(({ sku, quantity }) => [sku, quantity])), { [PLENTY.sku]: 3, [OTHER.sku]: 2 });
});

test('cancelled while the parcel leaves: either it is stopped and the money is back, or it arrives and is paid', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, async (_, round) => {
      const shopper = await withGoods(PLENTY);
      const { id, receipt } = await shopper.place();
      await shopper.phase(id, 'held');
      await shopper.pay(id);
      const { tracking } = await until(async () => {
        const order = await shopper.order(id);
        return order.tracking && order;
      }, 'the parcel is booked');
      const parcel = (await parcelsOf(stack)).find(({ trackingNumber }) => trackingNumber === tracking?.number);
      assert.ok(parcel);
      const leave = () => advance(stack, parcel.id).catch(() => undefined);
      const cancel = () => shopper.cancel(id).catch(() => undefined);
      await Promise.all(round % 2 === 0 ? [leave(), cancel()] : [cancel(), leave()]);
      return until(async () => {
        const { phase, captured, refunded, lines } = await shopper.order(id);
        if (phase === 'cancelled') return captured === refunded && 'stopped';
        return phase === 'paid' && refunded === 0 && captured === receipt.total && lines.every(({ shipped }) => shipped > 0) && 'left';
      }, 'it was decided');
    }),
  );
  assert.equal(outcomes.length, 8);
});

test('the last piece raced by thirty: one gets it, twenty-nine are told at once', async () => {
  const racers = await Promise.all(Array.from({ length: 30 }, () => withGoods(LAST)));
  const placed = await Promise.all(racers.map((shopper) => shopper.placeFor(LAST.price + DELIVERY)));
  const ends = await Promise.all(
    placed.map(({ id }, index) =>
      until(async () => {
        const phase = (await racers[index]?.order(id))?.phase;
        return phase !== 'placed' && phase;
      }, 'stock has answered'),
    ),
  );
  assert.deepEqual(
    { held: ends.filter((phase) => phase === 'held').length, cancelled: ends.filter((phase) => phase === 'cancelled').length },
    { held: 1, cancelled: 29 },
  );
});

test('a price that changed between cart and checkout is refused with the new total, and nothing is ordered', async () => {
  const shopper = await withGoods(OTHER, 2);
  const seen = 2 * OTHER.price + DELIVERY;
  await stockGoods(stack, [{ ...OTHER, price: OTHER.price + 100 }]);
  const refused = await shopper.placeFor(seen).then(
    () => null,
    (error: Error & { status: number }) => error,
  );
  assert.equal(refused?.status, 409);
  assert.match(refused?.message ?? '', /TotalChanged/);
  assert.match(refused?.message ?? '', new RegExp(`${seen + 200}`));
  const { id } = await shopper.placeFor(seen + 200);
  await shopper.phase(id, 'held');
  assert.equal((await shopper.order(id)).receipt.total, seen + 200);
});

test('after all of this every promise holds', () => assertHealthy(stack).then(() => undefined));
