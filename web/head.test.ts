import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { describe, headOf, shorten } from './head.ts';

test('a short summary is filled up from what follows, and nothing is said twice', () => {
  assert.equal(describe('Boils two litres.', 'Steel under enamel.', 'Boils two litres.'), 'Boils two litres. Steel under enamel.');
  assert.equal(describe(undefined, ' ', 'Only this'), 'Only this');
  assert.equal(describe('A summary', 'Then more.'), 'A summary. Then more.');
});

test('a text that says enough stands alone', () => {
  const enough = 'A kettle of steel under two coats of enamel, with a beech handle that stays cool.';
  assert.equal(describe(enough, 'More of it.'), enough);
});

test('shortened texts end with a whole word and are never longer than they may be', () => {
  assert.equal(shorten('one two three', 9), 'one two…');
  fc.assert(
    fc.property(fc.string({ maxLength: 400 }), fc.integer({ min: 10, max: 200 }), (text, most) => {
      assert.ok(shorten(text, most).length <= most + 1);
    }),
  );
});

test('each language names the other, and the default', () => {
  const { alternates } = headOf({ title: 'Kettle', description: '', locale: 'de', path: '/p/kettle' });
  assert.deepEqual(alternates, { canonical: '/de/p/kettle', languages: { en: '/en/p/kettle', de: '/de/p/kettle', 'x-default': '/en/p/kettle' } });
});
