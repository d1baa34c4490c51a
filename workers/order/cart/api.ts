import { Refusal } from '@kontor/contracts/refusals';
import type { Cart } from '@kontor/contracts/order';
import { now } from '@kontor/kit/clock';
import type { Actor } from '@kontor/kit/identity';
import { log } from '@kontor/kit/log';
import { env } from '../env.ts';
import { lastingObstacle, type Shopper, shopTime } from '../pricing/promotions.ts';
import { keepCart, keepLess, keptCart } from '../store/carts.ts';
import { offersOf } from '../store/offers.ts';
import { type Deal, dealFor } from '../store/promotions.ts';
import { cartOf } from './cart.ts';
import { addCode, addLine, addSaved, type CartLines, handOver, isTakenOut, readCart, readCodes, readSaved, setLine, takeOut, takeOutCodes } from './store.ts';

type Contents = { lines: CartLines; saved: CartLines; codes: string[] };

/** Lines and codes of a shopper's cart. A customer's come back from their kept copy when the cart store has lost them. */
export async function contentsOf({ kind, id }: Pick<Actor, 'kind' | 'id'>): Promise<Contents> {
  const [lines, saved, codes] = await Promise.all([readCart(id), readSaved(id), readCodes(id)]);
  if (lines || kind !== 'customer') return { lines: lines ?? [], saved, codes };
  const kept = await keptCart(id);
  for (const line of kept.lines) await setLine(id, line);
  for (const code of kept.codes) await addCode(id, code);
  if (saved.length === 0) await addSaved(id, kept.saved);
  return { lines: kept.lines, saved: saved.length > 0 ? saved : kept.saved, codes: [...new Set([...kept.codes, ...codes])].sort() };
}

/** Who buys, as promotions ask. */
export const shopperFor = ({ kind }: Pick<Actor, 'kind'>, codes: readonly string[], { hasOrdered, groups }: Deal, at: Date): Shopper => ({
  signedIn: kind === 'customer',
  hasOrdered,
  groups,
  codes,
  at: shopTime(at),
});

async function shown(actor: Actor, { lines, saved, codes }: Contents): Promise<Cart> {
  const [offers, deal] = await Promise.all([offersOf([...lines, ...saved].map(({ sku }) => sku)), dealFor(actor.id, codes)]);
  return cartOf({ lines, saved }, offers, codes, { prices: env.PRICES, promotions: deal.promotions, shopper: shopperFor(actor, codes, deal, now()) });
}

export const showCart = async (actor: Actor): Promise<Cart> => shown(actor, await contentsOf(actor));

async function changed(actor: Actor): Promise<Cart> {
  const [lines, saved, codes] = await Promise.all([readCart(actor.id), readSaved(actor.id), readCodes(actor.id)]);
  if (actor.kind === 'customer')
    await keepCart(actor.id, { lines: lines ?? [], saved, codes }).catch((error: unknown) =>
      log.warn({ error: String(error) }, 'the cart has no fresh kept copy'),
    );
  return shown(actor, { lines: lines ?? [], saved, codes });
}

type Added = { sku: string; quantity: number; idempotencyKey?: string | undefined };

/** Adds pieces, with a key once; refuses what nobody sells. */
export async function addToCart(actor: Actor, { sku, quantity, idempotencyKey }: Added): Promise<Cart> {
  const offer = (await offersOf([sku])).get(sku);
  if (!offer) throw new Refusal('NotFound', { field: 'sku' });
  if (!offer.forSale) throw new Refusal('NotForSale', { lines: [{ sku }] });
  await contentsOf(actor);
  await addLine(actor.id, { sku, quantity }, offer.price, idempotencyKey);
  return changed(actor);
}

export async function setQuantity(actor: Actor, { sku, quantity }: { sku: string; quantity: number }): Promise<Cart> {
  const offer = (await offersOf([sku])).get(sku);
  if (quantity > 0 && !offer) throw new Refusal('NotFound', { field: 'sku' });
  await contentsOf(actor);
  await setLine(actor.id, { sku, quantity, ...(offer && { seen: offer.price }) });
  return changed(actor);
}

/** Puts a line aside, takes it up again or forgets it; what is not there is left alone, so a second press changes nothing. */
export async function changeSaved(actor: Actor, sku: string, change: (owner: string, sku: string) => Promise<void>): Promise<Cart> {
  await contentsOf(actor);
  await change(actor.id, sku);
  return changed(actor);
}

/** Puts a code into the cart; the same again changes nothing. What no change of the cart will cure is refused at once. */
export async function applyCode(actor: Actor, { code }: { code: string }): Promise<Cart> {
  const { promotions } = await dealFor(actor.id, [code]);
  const promotion = promotions.find((one) => one.code === code);
  const reason = promotion ? lastingObstacle(promotion, shopTime(now())) : 'unknown';
  if (reason) throw new Refusal('CodeRefused', { field: 'code', code, reason });
  await contentsOf(actor);
  await addCode(actor.id, code);
  return changed(actor);
}

export async function removeCode(actor: Actor, { code }: { code: string }): Promise<Cart> {
  await contentsOf(actor);
  await takeOutCodes(actor.id, [code]);
  return changed(actor);
}

/** A guest's cart joins a customer's at sign-in: quantities add up to the limit, and what finds no room is named in `left`. */
export async function joinCart(actor: Actor, guest: Actor): Promise<{ cart: Cart; left: { sku: string; quantity: number }[] }> {
  await contentsOf(actor);
  const left = await handOver(guest.id, actor.id);
  return { cart: await changed(actor), left };
}

/**
 * What was bought leaves the kept copy first, and the codes with it: a cart that is empty is filled from it. The pieces go last, and once
 * per order: asked again because nobody heard the answer, it leaves alone what was put in since.
 */
export async function takeOutBought(owner: string, orderId: string, bought: CartLines, spent: readonly string[]): Promise<void> {
  if (await isTakenOut(orderId)) return;
  const pieces = new Map(bought.map(({ sku, quantity }) => [sku, quantity]));
  const { lines, codes } = await contentsOf({ kind: 'customer', id: owner });
  const left = lines.map((line) => ({ ...line, quantity: line.quantity - (pieces.get(line.sku) ?? 0) }));
  await keepLess({ owner, lines: left.filter(({ quantity }) => quantity > 0), codes: codes.filter((code) => !spent.includes(code)) });
  await takeOutCodes(owner, spent);
  await takeOut(owner, orderId, bought);
}
