import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressOf } from './address.ts';

const seen = (forwarded: string) => addressOf(new Headers({ 'x-forwarded-for': forwarded }));

test('the address is the one that our own proxy saw, whatever a caller writes before it', () => {
  assert.equal(seen('203.0.113.7'), '203.0.113.7');
  assert.equal(seen('1.1.1.1, 203.0.113.7'), '203.0.113.7');
  assert.equal(seen('2001:db8::7'), '2001:db8::7');
});

test('nobody passes for the web itself, or for somebody with a signature of their own', () => {
  for (const made of ['web', 'web;00', '', '127.0.0.1;web']) assert.equal(seen(made), undefined);
});
