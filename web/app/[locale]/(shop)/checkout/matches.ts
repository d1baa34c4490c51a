import type { Cart, Receipt } from '@kontor/contracts/order';

/** Whether a receipt is for what lies in the cart now: the cart shows a change before the total for it has come. */
export const isFor = (cart: Pick<Cart, 'items' | 'lines'>, receipt: Pick<Receipt, 'lines'>): boolean => {
  const priced = new Map(receipt.lines.map(({ sku, quantity }) => [sku, quantity]));
  return priced.size === cart.lines.length && cart.lines.every(({ sku, quantity }) => priced.get(sku) === quantity);
};
