import type { Cart } from '@kontor/contracts/order';

export type CartLine = Cart['lines'][number];

/** What the page already knows of a product before the server has answered. */
export type KnownLine = Omit<CartLine, 'sku' | 'quantity' | 'total'>;

export const emptyCart: Cart = { lines: [], items: 0, total: 0, currency: 'EUR', codes: [], receipt: null };
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
