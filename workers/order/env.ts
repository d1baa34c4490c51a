import { Prices } from '@kontor/contracts/receipt';
import { z } from 'zod';
import { environment } from '@kontor/kit/env';

export const env = environment({
  ORDER_URL: z.url().default('http://127.0.0.1:4004'),
  ORDER_DATABASE_URL: z.url(),
  REDIS_CART_URL: z.url(),
  /** The register of VAT ids; without it no id can be checked, and every order is taxed. */
  VIES_URL: z.url().optional(),
  /** Signs the links in mails that show one order without an account. */
  ORDER_LINK_SECRET: z.string().min(16),
  /** Whether the shop's prices contain the tax, or it is added to them. */
  PRICES: Prices.default('gross'),
  USER_URL: z.url().default('http://127.0.0.1:4003'),
});
