import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sign, verify } from './signature.ts';

const at = new Date('2026-11-23T10:00:00Z');
const body = '{"amount":1999}';

test('a signature is verified with the secret it was made with, and with an old secret beside a new one', () => {
  assert.ok(verify(['secret'], body, sign('secret', body, at), at));
  assert.ok(verify(['new', 'secret'], body, sign('secret', body, at), at));
});

test('a signature has the documented form', () => {
  assert.match(sign('secret', body, at), /^t=1795428000,v1=[0-9a-f]{64}$/);
});

test('another body, another secret, an old time and a broken header are refused', () => {
  const header = sign('secret', body, at);
  assert.ok(!verify(['secret'], '{"amount":1}', header, at));
  assert.ok(!verify(['other'], body, header, at));
  assert.ok(!verify(['secret'], body, header, new Date(at.getTime() + 301_000)));
  assert.ok(!verify(['secret'], body, header.replace('v1=', 'v0='), at));
  assert.ok(!verify(['secret'], body, '', at));
});
