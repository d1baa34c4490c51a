import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSignedIn } from './signed-in.ts';

test('the mark of a session is read among other cookies', () => assert.equal(isSignedIn('a=b; kontor-signed-in=1; c=d'), true));
test('no cookie, another value or a longer name say nothing', () => {
  for (const cookie of ['', 'kontor-signed-in=', 'kontor-signed-in=10', 'x-kontor-signed-in=1']) assert.equal(isSignedIn(cookie), false, cookie);
});
