/**
 * Says that this browser has a customer's session, to pages that are the same for everybody and may not know it. It proves nothing:
 * whoever sets it by hand is refused by the shop.
 */
export const SIGNED_IN_COOKIE = 'kontor-signed-in';

export const isSignedIn = (cookie: string): boolean => cookie.split('; ').includes(`${SIGNED_IN_COOKIE}=1`);
