import assert from 'node:assert/strict';
import test from 'node:test';
import { patiently } from './patiently.ts';

const failing = (times: number, error: unknown) => {
  let asked = 0;
  const ask = () => (++asked > times ? Promise.resolve('there') : Promise.reject(error));
  return { ask, asked: () => asked };
};

test('what nobody answered is asked again, up to twice', async () => {
  const twice = failing(2, new Error('away'));
  assert.equal(await patiently(twice.ask, [0, 0]), 'there');
  const always = failing(9, new Error('away'));
  await assert.rejects(patiently(always.ask, [0, 0]), { message: 'away' });
  assert.equal(always.asked(), 3);
});

test('a refusal is not asked again', async () => {
  const refused = failing(9, Object.assign(new Error('SessionEnded'), { data: { refusal: { code: 'SessionEnded' } } }));
  await assert.rejects(patiently(refused.ask, [0, 0]), { message: 'SessionEnded' });
  assert.equal(refused.asked(), 1);
});
