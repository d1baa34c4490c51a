import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isIntact, seal } from './audit.ts';

const at = new Date('2026-03-01T10:00:00.000Z');
const first = seal(undefined, { actor: 's1', act: 'setPrice', about: 'MUG-1', detail: { price: 1900, was: 2100 } }, at, 'trace');
const second = seal(first, { actor: 's2', act: 'count', about: 'MUG-1' }, at, '');
const third = seal(second, { actor: 's1', act: 'replay', about: 'm1', detail: { queue: undefined } }, at, '');
const log = [third, second, first];

test('entries count up, and each holds the hash of the one before', () => {
  assert.deepEqual(
    log.map(({ no, previous }) => [no, previous]),
    [
      [3, second.hash],
      [2, first.hash],
      [1, ''],
    ],
  );
  assert.ok(isIntact(log));
});

test('a store may give the fields of the detail back in another order', () => {
  assert.ok(isIntact([third, second, { ...first, detail: { was: 2100, price: 1900 } }]));
});

test('an entry that was changed, taken out or put in is noticed', () => {
  assert.equal(isIntact([third, second, { ...first, detail: { price: 1, was: 2100 } }]), false);
  assert.equal(isIntact([third, first]), false);
  assert.equal(isIntact([third, seal(first, { actor: 's9', act: 'count', about: 'MUG-1' }, at, ''), first]), false);
  assert.equal(isIntact([{ ...first, no: 2 }]), false);
});

test('a page of the log is judged by what it shows: its oldest entry may follow one that is not on it', () => {
  assert.ok(isIntact([third, second]));
});
