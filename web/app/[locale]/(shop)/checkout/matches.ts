import type { Cart } from '@kontor/contracts/order';
import type { Receipt } from '@kontor/contracts/receipt';

/** Whether a receipt is for what lies in the cart now: the cart shows a change before the total for it has come. */
export const isFor = (cart: Pick<Cart, 'items' | 'lines'>, receipt: { lines: Pick<Receipt['lines'][number], 'sku' | 'quantity'>[] }): boolean => {
  const priced = new Map(receipt.lines.map(({ sku, quantity }) => [sku, quantity]));
  return priced.size === cart.lines.length && cart.lines.every(({ sku, quantity }) => priced.get(sku) === quantity);
};
