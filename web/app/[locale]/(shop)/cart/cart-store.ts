import type { Cart } from '@kontor/contracts/order';
import { patiently } from '../../../../patiently.ts';
import { emptyCart } from './optimistic.ts';

/** One cart for the whole page: the header counts it, the drawer shows it, buttons everywhere change it. */
export type KnownCart = { cart: Cart | undefined; error: unknown; isAsking: boolean };

const OLD_MS = 30_000;
export const unknownCart: KnownCart = { cart: undefined, error: null, isAsking: false };
let known = unknownCart;
let knownSince = 0;
/** Counts what was asked and changed: an answer counts only if nothing began after its question. */
let turn = 0;
let underWay = 0;
let sending: Promise<unknown> = Promise.resolve();
const watchers = new Set<() => void>();

function become(next: Partial<KnownCart>) {
  known = { ...known, ...next };
  for (const tell of watchers) tell();
}

export function watchCart(tell: () => void) {
  watchers.add(tell);
  return () => void watchers.delete(tell);
}
export const cartNow = () => known;

/** What the shop says the cart is. */
export function keepCart(cart: Cart) {
  turn++;
  knownSince = Date.now();
  become({ cart, error: null, isAsking: false });
}

/** Asks for the cart anew; while changes are under way the last of them brings it. */
export async function askCart(ask: () => Promise<Cart>): Promise<void> {
  if (underWay > 0) return;
  const asked = ++turn;
  become({ isAsking: true });
  try {
    const cart = await patiently(ask);
    if (asked === turn) keepCart(cart);
  } catch (error) {
    if (asked === turn) become({ error, isAsking: false });
  }
}

/** Asks if nobody does and what is known is old. */
export const freshenCart = (ask: () => Promise<Cart>): Promise<void> => (known.isAsking || Date.now() - knownSince < OLD_MS ? Promise.resolve() : askCart(ask));

/** Does one thing to the cart after the other. */
export function inTurn<Done>(task: () => Promise<Done>): Promise<Done> {
  const done = sending.then(task);
  sending = done.catch(() => undefined);
  return done;
}

/**
 * A change that shows at once. Changes are sent one after the other, and only the last one under way writes its answer: an earlier
 * answer would take back what was pressed since. Fails as `send` does, with the cart as it was before; it has to be asked for then.
 */
export async function changeCart(send: () => Promise<Cart>, foresee: (cart: Cart) => Cart): Promise<void> {
  const before = known.cart ?? emptyCart;
  turn++;
  underWay++;
  become({ cart: foresee(before), isAsking: false });
  try {
    const cart = await inTurn(send);
    if (underWay === 1) keepCart(cart);
  } catch (error) {
    if (underWay === 1) become({ cart: before });
    knownSince = 0;
    throw error;
  } finally {
    underWay--;
  }
}
