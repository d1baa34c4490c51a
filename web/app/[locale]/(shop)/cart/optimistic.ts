import type { Cart } from '@kontor/contracts/order';

export type CartLine = Cart['lines'][number];

/** What the page already knows of a product before the server has answered. */
export type KnownLine = Omit<CartLine, 'sku' | 'quantity' | 'total'>;

export const emptyCart: Cart = { lines: [], items: 0, total: 0, currency: 'EUR', codes: [], saved: [], receipt: null };
const MOST = 99;

/** The cart as it will be when `quantity` pieces are added. Of an unknown product only the count of items rises. */
export function withAdded(cart: Cart, sku: string, quantity: number, known?: KnownLine): Cart {
  const line = cart.lines.find((each) => each.sku === sku);
  if (line) return withQuantity(cart, sku, line.quantity + quantity);
  if (known) return summed(cart, [...cart.lines, priced({ ...known, sku, quantity, total: 0 }, quantity)]);
  return { ...cart, items: cart.items + quantity };
}

/** The cart as it will be with this quantity of one line; 0 removes the line. */
export function withQuantity(cart: Cart, sku: string, quantity: number): Cart {
  const lines = cart.lines.map((line) => (line.sku === sku ? priced(line, quantity) : line));
  return summed(
    cart,
    lines.filter((line) => line.quantity > 0),
  );
}

/** The cart as it will be when a line is put aside for another day. */
export function withSaved(cart: Cart, sku: string): Cart {
  const line = cart.lines.find((each) => each.sku === sku);
  return line ? { ...withQuantity(cart, sku, 0), saved: [...cart.saved.filter((each) => each.sku !== sku), line] } : cart;
}

/** The cart as it will be without what was put aside; into it again, or forgotten. */
export function withoutSaved(cart: Cart, sku: string, into: boolean): Cart {
  const line = cart.saved.find((each) => each.sku === sku);
  const left = { ...cart, saved: cart.saved.filter((each) => each.sku !== sku) };
  return line && into ? withAdded(left, sku, line.quantity, line) : left;
}

/** How many pieces are on their way into the cart without a line yet. */
export const piecesWithoutLine = (cart: Cart): number => cart.items - cart.lines.reduce((sum, line) => sum + line.quantity, 0);

function priced(line: CartLine, quantity: number): CartLine {
  const pieces = Math.min(Math.max(quantity, 0), MOST);
  return { ...line, quantity: pieces, total: line.price * pieces };
}

function summed(cart: Cart, lines: CartLine[]): Cart {
  return {
    ...cart,
    lines,
    items: lines.reduce((sum, line) => sum + line.quantity, 0),
    total: lines.reduce((sum, line) => sum + line.total, 0),
  };
}
