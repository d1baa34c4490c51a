import { Redis } from 'ioredis';
import { env } from '../env.ts';
import { openMemory } from './memory.ts';

/**
 * What both handlers of Next share, once per process: the connection, the times at which tags changed, and a small memory in front.
 * The cache is never needed: whatever fails here is a miss, and the page is rendered.
 */
const LASTS_AT_MOST = 30 * 86_400;
const PAUSE_AFTER_FAILURE = 1_000;

/** Milliseconds since the epoch with fractions: two renders of one millisecond still have an order. */
export const now = () => performance.timeOrigin + performance.now();

/** The newest render wins: an older one that ends later is dropped. */
const KEEP = `local o = redis.call('HGET', KEYS[1], 't')
if o and tonumber(o) >= tonumber(ARGV[1]) then return 0 end
redis.call('HSET', KEYS[1], 't', ARGV[1], 'b', ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 1`;

/** The gateway writes the same three keys when an event changes what a page shows. */
const CHANGE_TAGS = `local v = redis.call('INCR', 'nx:ver')
local n = redis.call('TIME')
local ms = string.format('%.0f', n[1] * 1000 + math.floor(n[2] / 1000) + 1)
for _, t in ipairs(ARGV) do redis.call('ZADD', 'nx:tagv', v, t) redis.call('HSET', 'nx:tagt', t, ms) end
return ms`;

function openStore() {
  const redis = new Redis(env.cacheUrl, {
    lazyConnect: env.building,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 150,
    connectTimeout: 500,
    enableAutoPipelining: true,
    retryStrategy: (attempt) => Math.min(50 * attempt, 1_000),
  });
  const tagTimes = new Map<string, number>();
  const doubtful = new Map<string, number>();
  const memory = openMemory<unknown>(env.cacheBytes);
  let version = -1;
  let pausedUntil = 0;
  let next: Promise<void> | undefined;
  let reachable = true;

  function forget() {
    tagTimes.clear();
    memory.forget();
    version = -1;
  }

  redis.on('error', (error: Error) => {
    if (reachable) console.warn(`page cache: Redis cannot be reached (${error.message}); pages are rendered for each request until it can`);
    reachable = false;
  });
  redis.on('ready', () => {
    if (!reachable) console.warn('page cache: Redis is back');
    reachable = true;
    forget();
  });

  async function pullTagTimes() {
    const current = Number((await redis.get('nx:ver')) ?? 0);
    if (current === version) return;
    if (current < version) forget();
    const changed = await redis.zrangebyscore('nx:tagv', `(${version}`, '+inf');
    for (let start = 0; start < changed.length; start += 500) {
      const part = changed.slice(start, start + 500);
      const times = await redis.hmget('nx:tagt', ...part);
      for (const [index, tag] of part.entries()) tagTimes.set(tag, Number(times[index] ?? 0));
    }
    version = current;
  }

  const store = {
    /** False after a failed look at the tags: then nothing held here may be trusted. */
    fresh: true,
    /** Tags whose rendering was refused as too old: pages of this process born before that moment may hold the same old data. */
    doubtful,

    /** Learns which tags have changed. Callers of the same turn share one question, so it is always sent after they came. */
    sync(): Promise<void> {
      next ??= new Promise((resolve, reject) => {
        setImmediate(() => {
          next = undefined;
          if (Date.now() < pausedUntil) {
            store.fresh = false;
            reject(new Error('the cache is left alone for a moment'));
            return;
          }
          pullTagTimes().then(
            () => {
              store.fresh = true;
              resolve();
            },
            (error: unknown) => {
              pausedUntil = Date.now() + PAUSE_AFTER_FAILURE;
              store.fresh = false;
              reject(error);
            },
          );
        });
      });
      return next;
    },

    changedSince: (tags: readonly string[], since: number) => tags.some((tag) => (tagTimes.get(tag) ?? 0) >= since),

    recall: memory.recall,
    remember: memory.remember,

    read: (key: string) => redis.hgetBuffer(key, 'b'),

    async keep(key: string, born: number, body: Buffer, seconds: number) {
      if (Date.now() < pausedUntil) return;
      await redis.eval(KEEP, 1, key, String(born), body, String(Math.min(Math.ceil(seconds), LASTS_AT_MOST)));
    },

    changeTags: (tags: readonly string[]) => redis.eval(CHANGE_TAGS, 0, ...tags),
  };
  return store;
}

// Next loads each handler apart from its bundles, so the one store of the process hangs on a symbol.
const place = Symbol.for('kontor.page-cache');
const holder = globalThis as { [place]?: ReturnType<typeof openStore> };
holder[place] ??= openStore();
export const store = holder[place];
