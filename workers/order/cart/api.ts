import { Refusal } from '@kontor/contracts/refusals';
import type { Cart } from '@kontor/contracts/order';
import type { Actor } from '@kontor/kit/identity';
import { log } from '@kontor/kit/log';
import { keepCart, keepLess, keptCart } from '../store/carts.ts';
import { offersOf } from '../store/offers.ts';
import { cartOf } from './cart.ts';
import { addLine, type CartLines, dropCart, MOST_LINES, MOST_PIECES, readCart, setLine, takeOut } from './store.ts';

/** The lines of a shopper's cart. A customer's comes back from its kept copy when the cart store has lost it. */
export async function linesOf({ kind, id }: Actor): Promise<CartLines> {
  const lines = await readCart(id);
  if (lines || kind !== 'customer') return lines ?? [];
  const kept = await keptCart(id);
  for (const line of kept) await setLine(id, line);
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
  await addLine(actor.id, sku, quantity, offer.price);
  return changed(actor);
}

export async function setQuantity(actor: Actor, { sku, quantity }: { sku: string; quantity: number }): Promise<Cart> {
  const offer = (await offersOf([sku])).get(sku);
  if (quantity > 0 && !offer) throw new Refusal('NotFound', { field: 'sku' });
  await linesOf(actor);
  await setLine(actor.id, { sku, quantity, ...(offer && { seen: offer.price }) });
  return changed(actor);
}

/**
 * A guest's cart joins a customer's at sign-in: quantities add up to the limit, and what finds no room is named in `left`. The guest's
 * cart is gone afterwards.
 */
export async function joinCart(actor: Actor, guest: Actor): Promise<{ cart: Cart; left: { sku: string; quantity: number }[] }> {
  const lines = (await readCart(guest.id)) ?? [];
  const own = new Map((await linesOf(actor)).map((line) => [line.sku, line.quantity]));
  const left: { sku: string; quantity: number }[] = [];
  for (const line of lines) {
    const had = own.get(line.sku) ?? 0;
    const taken = !own.has(line.sku) && own.size >= MOST_LINES ? 0 : Math.min(line.quantity, MOST_PIECES - had);
    if (taken > 0) {
      await setLine(actor.id, { ...line, quantity: had + taken });
      own.set(line.sku, had + taken);
    }
    if (taken < line.quantity) left.push({ sku: line.sku, quantity: line.quantity - taken });
  }
  if (lines.length > 0) await dropCart(guest.id);
  return { cart: await changed(actor), left };
}

/** What was bought leaves the kept copy first: a cart that is empty is filled from it. */
export async function takeOutBought(owner: string, bought: CartLines): Promise<void> {
  const pieces = new Map(bought.map(({ sku, quantity }) => [sku, quantity]));
  const lines = await linesOf({ kind: 'customer', id: owner, roles: [] });
  const left = lines.map((line) => ({ ...line, quantity: line.quantity - (pieces.get(line.sku) ?? 0) }));
  await keepLess(
    owner,
    left.filter(({ quantity }) => quantity > 0),
  );
  await takeOut(owner, bought);
}
