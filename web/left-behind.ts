/** How many pieces of a guest's cart found no room in the customer's at sign-in: set by the server, said once by the cart. */
export const LEFT_BEHIND_COOKIE = 'kontor-cart-left';

export function leftBehind(cookie: string): number {
  const [, pieces] = new RegExp(`(?:^|; )${LEFT_BEHIND_COOKIE}=(\\d{1,5})(?:;|$)`).exec(cookie) ?? [];
  return Number(pieces ?? 0);
}
