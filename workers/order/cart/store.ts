import { Redis } from 'ioredis';
import { Refusal } from '@kontor/contracts/refusals';
import { log } from '@kontor/kit/log';
import { env } from '../env.ts';

const DAYS_30 = 30 * 24 * 60 * 60;
const MOST_LINES = 100;
const MOST_PIECES = 99;

export type CartLines = { sku: string; quantity: number }[];

const redis = new Redis(env.REDIS_CART_URL, {
  maxRetriesPerRequest: 1,
  commandTimeout: 1_000,
  connectTimeout: 1_000,
  enableOfflineQueue: true,
  enableAutoPipelining: true,
});
redis.on('error', (error: Error) => log.warn({ error: error.message }, 'the cart store is away'));

const keyOf = (owner: string) => `cart:${owner}`;

/** Adds in one step; -1: too many pieces of one SKU, -2: too many lines. */
const ADD = `local had = redis.call('HGET', KEYS[1], ARGV[1])
  local quantity = tonumber(had or '0') + tonumber(ARGV[2])
  if quantity > ${MOST_PIECES} then return -1 end
  if not had and redis.call('HLEN', KEYS[1]) >= ${MOST_LINES} then return -2 end
  redis.call('HSET', KEYS[1], ARGV[1], quantity)
  redis.call('EXPIRE', KEYS[1], ${DAYS_30})
  return quantity`;
const SET = `if tonumber(ARGV[2]) == 0 then redis.call('HDEL', KEYS[1], ARGV[1]) return 0 end
  if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 and redis.call('HLEN', KEYS[1]) >= ${MOST_LINES} then return -2 end
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
  redis.call('EXPIRE', KEYS[1], ${DAYS_30})
  return tonumber(ARGV[2])`;
/** Takes what was bought out of the cart and leaves what was added since. */
const TAKE_OUT = `for i = 1, #ARGV, 2 do
    local left = tonumber(redis.call('HGET', KEYS[1], ARGV[i]) or '0') - tonumber(ARGV[i + 1])
    if left > 0 then redis.call('HSET', KEYS[1], ARGV[i], left) else redis.call('HDEL', KEYS[1], ARGV[i]) end
  end
  return 1`;

async function asked<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    log.warn({ error: String(error) }, 'the cart store did not answer');
    throw new Refusal('Unavailable', { service: 'cart' });
  }
}

function checked(result: number, sku: string): void {
  if (result === -1) throw new Refusal('CartFull', { field: 'quantity', sku, most: MOST_PIECES });
  if (result === -2) throw new Refusal('CartFull', { field: 'sku', most: MOST_LINES });
}

/** The lines of a cart in the order they were put in; null when there is no cart. */
export async function readCart(owner: string): Promise<CartLines | null> {
  const lines = Object.entries(await asked(() => redis.hgetall(keyOf(owner))));
  return lines.length === 0 ? null : lines.map(([sku, quantity]) => ({ sku, quantity: Number(quantity) }));
}

export async function addLine(owner: string, sku: string, quantity: number): Promise<void> {
  checked(Number(await asked(() => redis.eval(ADD, 1, keyOf(owner), sku, quantity))), sku);
}

export async function setLine(owner: string, sku: string, quantity: number): Promise<void> {
  checked(Number(await asked(() => redis.eval(SET, 1, keyOf(owner), sku, quantity))), sku);
}

export const takeOut = async (owner: string, lines: CartLines): Promise<void> =>
  void (await asked(() => redis.eval(TAKE_OUT, 1, keyOf(owner), ...lines.flatMap(({ sku, quantity }) => [sku, quantity]))));

export const dropCart = async (owner: string): Promise<void> => void (await asked(() => redis.del(keyOf(owner))));

export const pingCarts = (): Promise<unknown> => redis.ping();
export const closeCarts = async (): Promise<void> => redis.disconnect();
