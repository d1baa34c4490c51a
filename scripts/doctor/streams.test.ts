import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Joined, joined, pages } from './streams.ts';

type Row = { key: string; value: number };
const keyOf = ({ key }: Row) => key;
const inPages = (rows: readonly Row[], size: number) => pages(async (after: string) => rows.filter(({ key }) => key > after).slice(0, size), keyOf);
const rowsOf = (keys: readonly string[]): Row[] => keys.map((key, value) => ({ key, value })).sort((a, b) => (a.key < b.key ? -1 : 1));

test('joining pages of two stores gives each key once, in order, with what each store knows of it', async () => {
  const keys = fc.uniqueArray(fc.stringMatching(/^[a-f0-9]{1,3}$/), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(keys, keys, fc.integer({ min: 1, max: 7 }), async (some, others, size) => {
      const left = rowsOf(some);
      const right = rowsOf(others);
      const seen: Joined<{ left: Row; right: Row }>[] = [];
      for await (const one of joined<{ left: Row; right: Row }>({
        left: { rows: inPages(left, size), keyOf },
        right: { rows: inPages(right, size), keyOf },
      }))
        seen.push(one);
      assert.deepEqual(
        seen.map(({ key }) => key),
        [...new Set([...some, ...others])].sort(),
      );
      for (const { key, ...known } of seen) {
        assert.deepEqual(
          known.left,
          left.find((row) => row.key === key),
        );
        assert.deepEqual(
          known.right,
          right.find((row) => row.key === key),
        );
      }
    }),
  );
});
