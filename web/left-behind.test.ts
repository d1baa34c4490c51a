import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leftBehind } from './left-behind.ts';

test('the number of pieces is read from among other cookies', () => assert.equal(leftBehind('a=1; kontor-cart-left=12; b=2'), 12));
test('without the cookie, or with another text in it, nothing was left behind', () => {
  for (const cookie of ['', 'xkontor-cart-left=3', 'kontor-cart-left=<b>']) assert.equal(leftBehind(cookie), 0);
});
