/**
 * Cookies that say what this browser has, to pages that are the same for everybody and may not know it. They prove nothing: whoever
 * sets one by hand is refused by the shop.
 */
export const SIGNED_IN_COOKIE = 'kontor-signed-in';
export const CART_COOKIE = 'kontor-cart';

const isMarked = (cookie: string, name: string): boolean => cookie.split('; ').includes(`${name}=1`);

export const isSignedIn = (cookie: string): boolean => isMarked(cookie, SIGNED_IN_COOKIE);

/** Whether there can be something in a cart. Asking for it makes a guest of everybody else, which who only looks around is not. */
export const mayHaveCart = (cookie: string): boolean => isSignedIn(cookie) || isMarked(cookie, CART_COOKIE);
