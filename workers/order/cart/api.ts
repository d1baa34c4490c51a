import { Refusal } from '@kontor/contracts/refusals';
import type { Cart } from '@kontor/contracts/order';
import type { Actor } from '@kontor/kit/identity';
import { log } from '@kontor/kit/log';
import { keepCart, keepLess, keptCart } from '../store/carts.ts';
import { offersOf } from '../store/offers.ts';
import { cartOf } from './cart.ts';
import { addLine, type CartLines, dropCart, readCart, setLine, takeOut } from './store.ts';

/** The lines of a shopper's cart. A customer's comes back from its kept copy when the cart store has lost it. */
export async function linesOf({ kind, id }: Actor): Promise<CartLines> {
  const lines = await readCart(id);
  if (lines || kind !== 'customer') return lines ?? [];
  const kept = await keptCart(id);
  for (const { sku, quantity } of kept) await setLine(id, sku, quantity);
  return kept;
}

export async function showCart(actor: Actor): Promise<Cart> {
  const lines = await linesOf(actor);
  return cartOf(lines, await offersOf(lines.map(({ sku }) => sku)));
}

async function changed(actor: Actor): Promise<Cart> {
  const lines = (await readCart(actor.id)) ?? [];
  if (actor.kind === 'customer')
    await keepCart(actor.id, lines).catch((error: unknown) => log.warn({ error: String(error) }, 'the cart has no fresh kept copy'));
  return cartOf(lines, await offersOf(lines.map(({ sku }) => sku)));
}

/** Adds pieces; refuses what nobody sells. */
export async function addToCart(actor: Actor, { sku, quantity }: { sku: string; quantity: number }): Promise<Cart> {
  const offer = (await offersOf([sku])).get(sku);
  if (!offer) throw new Refusal('NotFound', { field: 'sku' });
  if (!offer.forSale) throw new Refusal('NotForSale', { lines: [{ sku }] });
  await linesOf(actor);
  await addLine(actor.id, sku, quantity);
  return changed(actor);
}

export async function setQuantity(actor: Actor, { sku, quantity }: { sku: string; quantity: number }): Promise<Cart> {
  if (quantity > 0 && !(await offersOf([sku])).has(sku)) throw new Refusal('NotFound', { field: 'sku' });
  await linesOf(actor);
  await setLine(actor.id, sku, quantity);
  return changed(actor);
}

/** A guest's cart joins a customer's at sign-in: quantities add up to the limit; the guest's cart is gone afterwards. */
export async function joinCart(actor: Actor, guest: Actor): Promise<Cart> {
  const lines = (await readCart(guest.id)) ?? [];
  const own = new Map((await linesOf(actor)).map(({ sku, quantity }) => [sku, quantity]));
  for (const { sku, quantity } of lines) await setLine(actor.id, sku, Math.min(99, (own.get(sku) ?? 0) + quantity));
  if (lines.length > 0) await dropCart(guest.id);
  return changed(actor);
}

/** What was bought leaves the kept copy first: a cart that is empty is filled from it. */
export async function takeOutBought(owner: string, bought: CartLines): Promise<void> {
  const pieces = new Map(bought.map(({ sku, quantity }) => [sku, quantity]));
  const lines = await linesOf({ kind: 'customer', id: owner, roles: [] });
  const left = lines.map(({ sku, quantity }) => ({ sku, quantity: quantity - (pieces.get(sku) ?? 0) }));
  await keepLess(
    owner,
    left.filter(({ quantity }) => quantity > 0),
  );
  await takeOut(owner, bought);
}
