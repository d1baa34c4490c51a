import { Redis } from 'ioredis';
import { log } from './log.ts';

/** Writes the time of each tag; pages rendered from older data are rendered again (web/cache reads these keys). */
const INVALIDATE = `local version = redis.call('INCR', 'nx:ver')
  local time = redis.call('TIME')
  local ms = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000) + 1)
  for _, tag in ipairs(ARGV) do
    redis.call('ZADD', 'nx:tagv', version, tag)
    redis.call('HSET', 'nx:tagt', tag, ms)
  end
  return ms`;
const COUNT = `local n = redis.call('INCRBY', KEYS[1], ARGV[2]) if n == tonumber(ARGV[2]) then redis.call('EXPIRE', KEYS[1], ARGV[1]) end return n`;

/** The cache Redis: whatever lies here may vanish without harm. */
export function openCache(url: string) {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 500,
    connectTimeout: 1_000,
    enableAutoPipelining: true,
    retryStrategy: (times) => Math.min(50 * times, 1_000),
  });
  let up = true;
  redis.on('error', (error: Error) => {
    if (up) log.warn({ error: error.message }, 'the cache is away');
    up = false;
  });
  redis.on('ready', () => {
    up = true;
  });
  return {
    invalidate: async (tags: readonly string[]): Promise<void> => void (tags.length > 0 && (await redis.eval(INVALIDATE, 0, ...tags))),
    /** Counts `more` under `key` in a window of `seconds`; gives the count so far. */
    count: async (key: string, seconds: number, more = 1): Promise<number> => Number(await redis.eval(COUNT, 1, key, seconds, more)),
    get: (key: string) => redis.get(key),
    set: async (key: string, value: string, seconds: number): Promise<void> => void (await redis.set(key, value, 'EX', seconds)),
    drop: async (key: string): Promise<void> => void (await redis.del(key)),
    ping: () => redis.ping(),
    close: async (): Promise<void> => redis.disconnect(),
  };
}
