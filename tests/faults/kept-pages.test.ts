import { addressOf } from '@kontor/kit/testing/env';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { Worker } from 'node:worker_threads';

/** An instance of the web as far as its page cache goes: a thread has memory of its own, as another process has. */
const INSTANCE = `
const { parentPort, workerData } = require('node:worker_threads');
process.env.REDIS_CACHE_URL = workerData.redis;
const loaded = import(workerData.pages);
const renders = new Map();
parentPort.on('message', async ({ act, render, key, html, tags }) => {
  const { default: Pages } = await loaded;
  if (act === 'begin') renders.set(render, new Pages({ serverDistDir: '/none' }));
  if (act === 'end') await renders.get(render).set(key, { kind: 'APP_PAGE', html, headers: { 'x-next-cache-tags': tags } }, {});
  if (act === 'change') await new Pages({ serverDistDir: '/none' }).revalidateTag(tags.split(','));
  const kept = act === 'get' ? await new Pages({ serverDistDir: '/none' }).get(key) : null;
  parentPort.postMessage(kept ? kept.value.html : null);
});`;

type Act = { act: 'begin' | 'end' | 'get' | 'change'; render?: string; key?: string; html?: string; tags?: string };

function instance(redis = addressOf('REDIS_CACHE_URL')) {
  const worker = new Worker(INSTANCE, { eval: true, workerData: { redis, pages: new URL('../../web/cache/pages.ts', import.meta.url).href } });
  after(() => worker.terminate());
  const ask = async (act: Act): Promise<string | null> => {
    worker.postMessage(act);
    const [answer] = (await once(worker, 'message')) as [string | null];
    return answer;
  };
  return {
    begin: (render: string) => ask({ act: 'begin', render }),
    end: (render: string, key: string, html: string, tags: string) => ask({ act: 'end', render, key, html, tags }),
    get: (key: string) => ask({ act: 'get', key }),
    change: (tags: string) => ask({ act: 'change', tags }),
    async keep(key: string, html: string, tags: string) {
      await this.begin(html);
      await this.end(html, key, html, tags);
    },
  };
}

/** The first thing that is asked of a connection which does not stand yet is a miss. */
async function connected() {
  const web = instance();
  do await web.keep('/warm', 'warm', 'warm');
  while ((await web.get('/warm')) === null);
  return web;
}

const [one, other, third] = await Promise.all([connected(), connected(), connected()]);
const page = () => ({ key: `/en/p/${randomUUID()}`, tag: `product:${randomUUID()}` });

test('what one instance has made every instance hands out', async () => {
  const { key, tag } = page();
  assert.equal(await other.get(key), null);
  await one.keep(key, 'made', tag);
  assert.deepEqual([await one.get(key), await other.get(key)], ['made', 'made']);
});

test('a change that one instance hears of ends the page on all of them', async () => {
  const { key, tag } = page();
  await one.keep(key, 'old', tag);
  await other.get(key);
  await other.change(tag);
  assert.deepEqual([await one.get(key), await other.get(key)], [null, null]);
  await other.keep(key, 'new', tag);
  assert.deepEqual([await one.get(key), await other.get(key)], ['new', 'new']);
});

test('a page whose making began before a change is never kept, however late it ends', async () => {
  const { key, tag } = page();
  await one.begin('slow');
  await other.change(tag);
  await one.end('slow', key, 'old', tag);
  assert.deepEqual([await one.get(key), await other.get(key)], [null, null]);
});

test('a page that was begun earlier does not take the place of one begun later', async () => {
  const { key, tag } = page();
  await one.begin('early');
  await other.keep(key, 'later', tag);
  await one.end('early', key, 'earlier', tag);
  assert.equal(await third.get(key), 'later');
});

test('without the cache every page is a miss, said at once', async () => {
  const alone = instance('redis://127.0.0.1:1');
  const { key, tag } = page();
  await alone.keep(key, 'made', tag);
  const began = performance.now();
  assert.equal(await alone.get(key), null);
  assert.ok(performance.now() - began < 1_000);
});
