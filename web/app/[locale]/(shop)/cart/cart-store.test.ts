import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { Cart } from '@kontor/contracts/order';
import { askCart, cartNow, changeCart, freshenCart, keepCart } from './cart-store.ts';
import { emptyCart } from './optimistic.ts';

const cartOf = (items: number): Cart => ({ ...emptyCart, items });
const plus = (pieces: number) => (cart: Cart) => cartOf(cart.items + pieces);
const items = () => cartNow().cart?.items;

beforeEach(() => keepCart(cartOf(1)));

test('a change shows before the shop has answered, and then what it answered', async () => {
  const shop = Promise.withResolvers<Cart>();
  const change = changeCart(() => shop.promise, plus(2));
  assert.equal(items(), 3);
  shop.resolve(cartOf(9));
  await change;
  assert.equal(items(), 9);
});

test('changes are sent one after the other, and only the last answer is shown', async () => {
  const first = Promise.withResolvers<Cart>();
  const sent: string[] = [];
  const send = (name: string, answer: Cart | Promise<Cart>) => async () => {
    sent.push(name);
    return await answer;
  };
  const one = changeCart(send('one', first.promise), plus(1));
  const two = changeCart(send('two', cartOf(3)), plus(1));
  await Promise.resolve();
  assert.deepEqual(sent, ['one']);
  first.resolve(cartOf(2));
  await one;
  assert.equal(items(), 3, 'the second change is still shown');
  await two;
  assert.deepEqual(sent, ['one', 'two']);
  assert.equal(items(), 3);
});

test('a refused change is taken back and the cart is old then', async () => {
  await assert.rejects(
    changeCart(() => Promise.reject(new Error('refused')), plus(5)),
    { message: 'refused' },
  );
  assert.equal(items(), 1);
  await freshenCart(async () => cartOf(4));
  assert.equal(items(), 4);
});

test('an answer that was asked for before a change does not take the change back', async () => {
  const shop = Promise.withResolvers<Cart>();
  const asked = askCart(() => shop.promise);
  await changeCart(async () => cartOf(2), plus(1));
  shop.resolve(cartOf(1));
  await asked;
  assert.equal(items(), 2);
});

test('what is known is not asked for again at once', async () => {
  await freshenCart(() => assert.fail('it was known'));
  assert.equal(items(), 1);
});
