import { addressOf, namespace } from './testing/env.ts';
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Redis } from 'ioredis';
import { openCache } from './cache.ts';
import { until } from './testing.ts';
import { wireTo } from './testing/wire.ts';

const wire = await wireTo(addressOf('REDIS_CACHE_URL'));
const cache = openCache(wire.url);
const here = () =>
  until(
    () =>
      cache.ping().then(
        () => true,
        () => false,
      ),
    'the cache is here',
  );
await here();
after(async () => {
  await cache.close();
  await wire.close();
});
const key = (name: string) => `test:${namespace}:${name}`;

test('what is kept is there for its time, and can be dropped', async () => {
  await cache.set(key('a'), 'one', 60);
  assert.equal(await cache.get(key('a')), 'one');
  await cache.drop(key('a'));
  assert.equal(await cache.get(key('a')), null);
});

test('a count begins anew with its window', async () => {
  assert.deepEqual([await cache.count(key('n'), 1), await cache.count(key('n'), 1), await cache.count(key('n'), 1, 5)], [1, 2, 7]);
  await until(async () => (await cache.count(key('n'), 1)) === 1, 'the next window');
});

test('a tag that is written anew has a later version, and a time later than now, by the clock of the cache', async (t) => {
  const redis = new Redis(addressOf('REDIS_CACHE_URL'));
  const [tag, other] = [key('tag'), key('other')];
  t.after(async () => {
    await redis.zrem('nx:tagv', tag, other);
    await redis.hdel('nx:tagt', tag, other);
    redis.disconnect();
  });
  const written = async (name: string) => ({ version: Number(await redis.zscore('nx:tagv', name)), at: Number(await redis.hget('nx:tagt', name)) });
  const [seconds, micros] = await redis.time();
  await cache.invalidate([tag, other]);
  const [first, beside] = [await written(tag), await written(other)];
  await cache.invalidate([tag]);
  const second = await written(tag);
  assert.deepEqual(first, beside);
  assert.ok(first.at > Number(seconds) * 1000 + Number(micros) / 1000);
  assert.ok(second.version > first.version && second.at >= first.at);
  await cache.invalidate([]);
});

test('with the cache away every call fails at once; when it is back they answer again', async () => {
  wire.goAway();
  await until(
    () =>
      cache.ping().then(
        () => false,
        () => true,
      ),
    'it is noticed',
  );
  const began = performance.now();
  const calls = [cache.get(key('a')), cache.set(key('a'), 'x', 1), cache.count(key('n'), 1), cache.invalidate(['t'])];
  await Promise.all(calls.map((call) => assert.rejects(call)));
  assert.ok(performance.now() - began < 200);
  wire.comeBack();
  await here();
});

test('with the cache hung a call fails within its time', async () => {
  wire.hold();
  const began = performance.now();
  await assert.rejects(cache.get(key('a')), /timed out/);
  assert.ok(performance.now() - began < 1_500);
  wire.release();
  await here();
});
