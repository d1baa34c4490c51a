/** Times and days of the shop are those where the shop is, not where the reader or the server happens to be. */
export const SHOP_ZONE = 'Europe/Berlin';
