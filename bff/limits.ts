import { Refusal } from '@kontor/contracts/refusals';
import { openCache } from '@kontor/kit/cache';
import { env } from './env.ts';

export const cache = openCache(env.REDIS_CACHE_URL);

type Limit = { most: number; seconds: number };
const USUAL: Limit = { most: env.REQUESTS_PER_MINUTE, seconds: 60 };
/** The web itself, rendering pages that all share. */
const WEB = 'web';
/** Procedures that are worth guessing at, or that cost much. */
const STRICT: Record<string, Limit> = {
  'user.signIn': { most: 30, seconds: 60 },
  'user.signInStaff': { most: 10, seconds: 60 },
  'user.register': { most: 20, seconds: 60 },
  'catalog.askForNotice': { most: 10, seconds: 60 },
  'catalog.writeReview': { most: 10, seconds: 60 },
  'order.applyCode': { most: 30, seconds: 60 },
  'payment.giftCardBalance': { most: 20, seconds: 60 },
  'payment.useGiftCard': { most: 20, seconds: 60 },
};

const inMemory = new Map<string, { count: number; until: number }>();

function countInMemory(key: string, seconds: number): number {
  const known = inMemory.get(key);
  if (known && known.until > Date.now()) return ++known.count;
  if (inMemory.size > 10_000) inMemory.clear();
  inMemory.set(key, { count: 1, until: Date.now() + seconds * 1000 });
  return 1;
}

/** Refuses a client that asks too often. With the cache away each gateway counts for itself. */
export async function limit(client: string, procedure: string): Promise<void> {
  if (client === WEB) return;
  const { most, seconds } = STRICT[procedure] ?? USUAL;
  const key = `limit:${procedure in STRICT ? procedure : 'any'}:${client}`;
  const count = await cache.count(key, seconds).catch(() => countInMemory(key, seconds));
  if (count > most) throw new Refusal('TooMany', { retryAfter: seconds });
}
