import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextPath } from './next-path.ts';

test('a path of the shop is kept with its query', () => {
  assert.equal(nextPath('/en/checkout?step=2#pay', '/en/account'), '/en/checkout?step=2#pay');
});

test('another origin is never followed', () => {
  for (const asked of ['https://evil.example', '//evil.example', '/\\evil.example', '/\t/evil.example', 'javascript:alert(1)', '', null, undefined]) {
    assert.equal(nextPath(asked, '/en/account'), '/en/account', String(asked));
  }
});
