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
  'order.askReturnByLink': { most: 20, seconds: 60 },
  'payment.giftCardBalance': { most: 20, seconds: 60 },
  'payment.useGiftCard': { most: 20, seconds: 60 },
};

/** `all`: as the cache counted, by every gateway, when it was last asked; `untold`: since then, here. */
type Counted = { untold: number; all: number; seconds: number; until: number };
const counts = new Map<string, Counted>();
const COUNTED_MOST = 10_000;
const TELL_MS = 100;
let telling: NodeJS.Timeout | undefined;

/** Tells the cache what was counted here since the last time, in one go, and learns what the other gateways counted. */
function tellCounts(): void {
  telling = undefined;
  for (const [key, count] of counts) {
    const { untold, seconds } = count;
    if (untold === 0) continue;
    Object.assign(count, { untold: 0, all: count.all + untold });
    // With the cache away each gateway goes on by what it counted itself.
    cache.count(key, seconds, untold).then(
      (all) => (count.all = all),
      () => {},
    );
  }
}

function countOf(key: string, seconds: number): Counted {
  const known = counts.get(key);
  if (known && known.until > Date.now()) return known;
  if (counts.size >= COUNTED_MOST) counts.clear();
  const fresh = { untold: 0, all: 0, seconds, until: Date.now() + seconds * 1000 };
  counts.set(key, fresh);
  return fresh;
}

/** Refuses a client that asks too often: exact for one gateway, and a tenth of a second behind the others, so that no call waits to be counted. */
export function limit(client: string, procedure: string): void {
  if (client === WEB) return;
  const { most, seconds } = STRICT[procedure] ?? USUAL;
  const key = `limit:${procedure in STRICT ? procedure : 'any'}:${client}`;
  const count = countOf(key, seconds);
  count.untold++;
  if (!telling) telling = setTimeout(tellCounts, TELL_MS).unref();
  if (count.all + count.untold > most) throw new Refusal('TooMany', { retryAfter: seconds });
}
