import assert from 'node:assert/strict';
import { test } from 'node:test';
import { together } from './together.ts';

test('calls that arrive while a batch is under way share the next one, in their order', async () => {
  const batches: number[][] = [];
  const gate = Promise.withResolvers<void>();
  const call = together<number, number>(async (items) => {
    batches.push(items);
    await gate.promise;
    return items.map((item) => item * 2);
  }, 3);
  const first = call(1);
  await new Promise(setImmediate);
  const rest = [2, 3, 4, 5].map((item) => call(item));
  await new Promise(setImmediate);
  assert.deepEqual(batches, [[1]], 'one batch at a time');
  gate.resolve();
  assert.deepEqual(await Promise.all([first, ...rest]), [2, 4, 6, 8, 10]);
  assert.deepEqual(batches, [[1], [2, 3, 4], [5]]);
});

test('one that fails is answered with its own error; its neighbours are not', async () => {
  const call = together<number, string>(async (items) => items.map((item) => (item === 2 ? new Error('not two') : String(item))));
  const answers = await Promise.allSettled([1, 2, 3].map((item) => call(item)));
  assert.deepEqual(
    answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : (answer.reason as Error).message)),
    ['1', 'not two', '3'],
  );
});

test('a batch that fails is taken again one by one: a poisoned item spoils no other', async () => {
  const batches: number[][] = [];
  const call = together<number, number>(async (items) => {
    batches.push(items);
    if (items.includes(2)) throw new Error('not two');
    return items;
  });
  const answers = await Promise.allSettled([1, 2, 3].map((item) => call(item)));
  assert.deepEqual(
    answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : (answer.reason as Error).message)),
    [1, 'not two', 3],
  );
  assert.deepEqual(batches, [[1, 2, 3], [1], [2], [3]]);
});

test('a batch that fails fails for all of it, and the next one runs', async () => {
  let broken = true;
  const call = together<number, number>(async (items) => {
    if (broken) throw new Error('no store');
    return items;
  });
  const failed = await Promise.allSettled([call(1), call(2)]);
  assert.deepEqual(
    failed.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  broken = false;
  assert.equal(await call(3), 3);
});

test('an answer that is missing is an error, not silence', async () => {
  await assert.rejects(together<number, number>(async () => [])(1), /no answer/);
});
