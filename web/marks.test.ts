import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSignedIn, mayHaveCart } from './marks.ts';

test('the mark of a session is read among other cookies', () => assert.equal(isSignedIn('a=b; kontor-signed-in=1; c=d'), true));
test('no cookie, another value or a longer name say nothing', () => {
  for (const cookie of ['', 'kontor-signed-in=', 'kontor-signed-in=10', 'x-kontor-signed-in=1']) assert.equal(isSignedIn(cookie), false, cookie);
});
test('a guest who has put something into the cart and whoever is signed in may have one', () => {
  for (const cookie of ['kontor-cart=1', 'kontor-signed-in=1; a=b']) assert.equal(mayHaveCart(cookie), true, cookie);
  for (const cookie of ['', 'kontor-language=de', 'kontor-cart=']) assert.equal(mayHaveCart(cookie), false, cookie);
});
