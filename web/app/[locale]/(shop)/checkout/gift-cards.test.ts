import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareOut } from './gift-cards.ts';

const card = (code: string, balance: number) => ({ code, last4: code, balance });

test('cards pay one after the other, never more than the total nor than is on them', () => {
  assert.deepEqual(shareOut([card('A', 1_000), card('B', 5_000), card('C', 100)], 4_000), {
    shares: [
      { code: 'A', last4: 'A', amount: 1_000 },
      { code: 'B', last4: 'B', amount: 3_000 },
      { code: 'C', last4: 'C', amount: 0 },
    ],
    left: 0,
  });
  assert.deepEqual(shareOut([card('A', 1_000)], 4_990).left, 3_990);
  assert.deepEqual(shareOut([], 10), { shares: [], left: 10 });
});
