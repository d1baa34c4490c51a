import { Redis } from 'ioredis';
import { Refusal } from '@kontor/contracts/refusals';
import { log } from '@kontor/kit/log';
import { env } from '../env.ts';

const DAYS_30 = 30 * 24 * 60 * 60;
export const MOST_LINES = 100;
export const MOST_PIECES = 99;
export const MOST_CODES = 10;

/** `seen` is the price when the line was put in, in minor units. */
export type CartLines = { sku: string; quantity: number; seen?: number }[];

const redis = new Redis(env.REDIS_CART_URL, {
  maxRetriesPerRequest: 1,
  commandTimeout: 1_000,
  connectTimeout: 1_000,
  enableOfflineQueue: true,
  enableAutoPipelining: true,
});
redis.on('error', (error: Error) => log.warn({ error: error.message }, 'the cart store is away'));

const keyOf = (owner: string) => `cart:${owner}`;
const addedBy = (owner: string, key: string) => `added:${owner}:${key}`;
const boughtBy = (orderId: string) => `bought:${orderId}`;
const savedOf = (owner: string) => `saved:${owner}`;
const codesOf = (owner: string) => `codes:${owner}`;

/** A field is `QUANTITY` or `QUANTITY@PRICE`: the price that the shopper saw stays with the line. */
const PIECES = `local function pieces(field) return tonumber(string.match(field or '0', '^%d+')) end
  local function seen(field) return string.match(field or '', '@%d+') or '' end`;
/** Adds in one step, at the price of now, and once where a key is given; -1: too many pieces of one SKU, -2: too many lines, -3: the key was for something else. */
const ADD = `${PIECES}
  local before = KEYS[2] and redis.call('GET', KEYS[2])
  if before then return before == ARGV[4] and 0 or -3 end
  local had = redis.call('HGET', KEYS[1], ARGV[1])
  local quantity = pieces(had) + tonumber(ARGV[2])
  if quantity > ${MOST_PIECES} then return -1 end
  if not had and redis.call('HLEN', KEYS[1]) >= ${MOST_LINES} then return -2 end
  redis.call('HSET', KEYS[1], ARGV[1], quantity .. '@' .. ARGV[3])
  redis.call('EXPIRE', KEYS[1], ${DAYS_30})
  if KEYS[2] then redis.call('SET', KEYS[2], ARGV[4], 'EX', ${DAYS_30}) end
  return quantity`;
/** Sets in one step; a line that is there keeps the price it was put in at. */
const SET = `${PIECES}
  if tonumber(ARGV[2]) == 0 then redis.call('HDEL', KEYS[1], ARGV[1]) return 0 end
  local had = redis.call('HGET', KEYS[1], ARGV[1])
  if not had and redis.call('HLEN', KEYS[1]) >= ${MOST_LINES} then return -2 end
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. (had and seen(had) or ARGV[3]))
  redis.call('EXPIRE', KEYS[1], ${DAYS_30})
  return tonumber(ARGV[2])`;
/** Takes what was bought out of the cart and leaves what was added since: once per order, for whoever asks may not hear the answer. */
const TAKE_OUT = `${PIECES}
  if not redis.call('SET', KEYS[2], '1', 'NX', 'EX', ${DAYS_30}) then return 0 end
  for i = 1, #ARGV, 2 do
    local had = redis.call('HGET', KEYS[1], ARGV[i])
    local left = pieces(had) - tonumber(ARGV[i + 1])
    if left > 0 then redis.call('HSET', KEYS[1], ARGV[i], left .. seen(had)) else redis.call('HDEL', KEYS[1], ARGV[i]) end
  end
  return 1`;

/** Moves a line between the cart and what is saved for later, with the price it was put in at; pieces beyond the limit are let go. -2: too many lines. */
const MOVE = `${PIECES}
  local had = redis.call('HGET', KEYS[1], ARGV[1])
  if not had then return 0 end
  local there = redis.call('HGET', KEYS[2], ARGV[1])
  if not there and redis.call('HLEN', KEYS[2]) >= ${MOST_LINES} then return -2 end
  local quantity = math.min(${MOST_PIECES}, pieces(had) + pieces(there))
  redis.call('HSET', KEYS[2], ARGV[1], quantity .. seen(had))
  redis.call('HDEL', KEYS[1], ARGV[1])
  redis.call('EXPIRE', KEYS[2], ${DAYS_30})
  return quantity`;

/**
 * What a guest had moves into a customer's cart in one step, as far as there is room, with the price it was put in at; gives SKU and pieces
 * of what found none. Afterwards the guest has nothing, so a second one moves nothing.
 */
const JOIN = `${PIECES}
  local left, lines = {}, redis.call('HGETALL', KEYS[1])
  for i = 1, #lines, 2 do
    local had, wanted = redis.call('HGET', KEYS[2], lines[i]), pieces(lines[i + 1])
    local room = (had or redis.call('HLEN', KEYS[2]) < ${MOST_LINES}) and ${MOST_PIECES} - pieces(had) or 0
    local taken = math.min(wanted, room)
    if taken > 0 then redis.call('HSET', KEYS[2], lines[i], pieces(had) + taken .. (had and seen(had) or seen(lines[i + 1]))) end
    if taken < wanted then left[#left + 1], left[#left + 2] = lines[i], wanted - taken end
  end
  local saved = redis.call('HGETALL', KEYS[3])
  for i = 1, #saved, 2 do
    if redis.call('HLEN', KEYS[4]) < ${MOST_LINES} then redis.call('HSETNX', KEYS[4], saved[i], saved[i + 1]) end
  end
  local codes = redis.call('SMEMBERS', KEYS[5])
  table.sort(codes)
  for _, code in ipairs(codes) do
    if redis.call('SCARD', KEYS[6]) < ${MOST_CODES} then redis.call('SADD', KEYS[6], code) end
  end
  for i = 1, 6, 2 do
    redis.call('DEL', KEYS[i])
    redis.call('EXPIRE', KEYS[i + 1], ${DAYS_30})
  end
  return left`;

const ADD_CODE = `if redis.call('SISMEMBER', KEYS[1], ARGV[1]) == 0 and redis.call('SCARD', KEYS[1]) >= ${MOST_CODES} then return -1 end
  redis.call('SADD', KEYS[1], ARGV[1])
  redis.call('EXPIRE', KEYS[1], ${DAYS_30})
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
  if (result === -3) throw new Refusal('KeyReused', { field: 'idempotencyKey' });
}

async function readLines(key: string): Promise<CartLines> {
  return Object.entries(await asked(() => redis.hgetall(key))).map(([sku, field]) => {
    const [quantity, seen] = field.split('@').map(Number);
    return { sku, quantity: quantity ?? 0, ...(seen !== undefined && { seen }) };
  });
}

/** The lines of a cart in the order they were put in; null when there is no cart. */
export async function readCart(owner: string): Promise<CartLines | null> {
  const lines = await readLines(keyOf(owner));
  return lines.length === 0 ? null : lines;
}

/** What was put aside for another day. */
export const readSaved = (owner: string): Promise<CartLines> => readLines(savedOf(owner));

/** Puts a line of the cart aside; one that is not there is left alone. */
export const saveLine = async (owner: string, sku: string): Promise<void> =>
  checked(Number(await asked(() => redis.eval(MOVE, 2, keyOf(owner), savedOf(owner), sku))), sku);
export const takeUpLine = async (owner: string, sku: string): Promise<void> =>
  checked(Number(await asked(() => redis.eval(MOVE, 2, savedOf(owner), keyOf(owner), sku))), sku);
export const dropSavedLine = async (owner: string, sku: string): Promise<void> => void (await asked(() => redis.hdel(savedOf(owner), sku)));

/** Saves lines that come from elsewhere, as far as there is room; those that are there stay as they are. */
export async function addSaved(owner: string, lines: CartLines): Promise<void> {
  const known = new Set((await readSaved(owner)).map(({ sku }) => sku));
  const fresh = lines.filter(({ sku }) => !known.has(sku)).slice(0, MOST_LINES - known.size);
  if (fresh.length === 0) return;
  const fields = fresh.flatMap(({ sku, quantity, seen }) => [sku, seen === undefined ? String(quantity) : `${quantity}@${seen}`]);
  await asked(() =>
    redis
      .multi()
      .hset(savedOf(owner), ...fields)
      .expire(savedOf(owner), DAYS_30)
      .exec(),
  );
}

/** Adds pieces at a price in minor units. What a `key` has added in the last thirty days is not added again. */
export async function addLine(owner: string, { sku, quantity }: CartLines[number], price: number, key?: string): Promise<void> {
  const keys = [keyOf(owner), ...(key === undefined ? [] : [addedBy(owner, key)])];
  checked(Number(await asked(() => redis.eval(ADD, keys.length, ...keys, sku, quantity, price, `${quantity} ${sku}`))), sku);
}

/** Gives a guest's cart to a customer, and names what found no room there. */
export async function handOver(guest: string, owner: string): Promise<CartLines> {
  const keys = [keyOf, savedOf, codesOf].flatMap((of) => [of(guest), of(owner)]);
  const left = (await asked(() => redis.eval(JOIN, keys.length, ...keys))) as (string | number)[];
  return left.flatMap((sku, index) => (index % 2 === 0 ? [{ sku: String(sku), quantity: Number(left[index + 1]) }] : []));
}

/** `seen` counts for a line that is new. */
export async function setLine(owner: string, { sku, quantity, seen }: CartLines[number]): Promise<void> {
  checked(Number(await asked(() => redis.eval(SET, 1, keyOf(owner), sku, quantity, seen === undefined ? '' : `@${seen}`))), sku);
}

/** Whether what an order bought has left its cart already. */
export const isTakenOut = async (orderId: string): Promise<boolean> => (await asked(() => redis.exists(boughtBy(orderId)))) === 1;

export const takeOut = async (owner: string, orderId: string, lines: CartLines): Promise<void> =>
  void (await asked(() => redis.eval(TAKE_OUT, 2, keyOf(owner), boughtBy(orderId), ...lines.flatMap(({ sku, quantity }) => [sku, quantity]))));

export const dropCart = async (owner: string): Promise<void> => void (await asked(() => redis.del(keyOf(owner), savedOf(owner), codesOf(owner))));

/** The codes that were put into a cart, by letter. */
export const readCodes = async (owner: string): Promise<string[]> => (await asked(() => redis.smembers(codesOf(owner)))).sort();

export async function addCode(owner: string, code: string): Promise<void> {
  if (Number(await asked(() => redis.eval(ADD_CODE, 1, codesOf(owner), code))) === -1) throw new Refusal('CartFull', { field: 'code', most: MOST_CODES });
}

export async function takeOutCodes(owner: string, codes: readonly string[]): Promise<void> {
  if (codes.length > 0) await asked(() => redis.srem(codesOf(owner), ...codes));
}

export const pingCarts = (): Promise<unknown> => redis.ping();
export const closeCarts = async (): Promise<void> => redis.disconnect();
