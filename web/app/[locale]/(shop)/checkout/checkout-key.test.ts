import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Uuid } from '@kontor/contracts/ids';
import { checkoutKey, forgetCheckoutKey } from './checkout-key.ts';

const kept = new Map<string, string>();
Object.assign(globalThis, {
  sessionStorage: {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  },
});

test('a checkout keeps its key until the order is placed', () => {
  const key = checkoutKey();
  assert.equal(Uuid.safeParse(key).success, true);
  assert.equal(checkoutKey(), key);
  forgetCheckoutKey();
  assert.notEqual(checkoutKey(), key);
});
