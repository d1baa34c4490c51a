import { base, environment } from '@kontor/kit/env';
import { z } from 'zod';

const read = environment({
  SHIPPING_URL: z.url().default('http://127.0.0.1:4006'),
  SHIPPING_DATABASE_URL: z.url(),
  CARRIER_URL: z.url().default('http://127.0.0.1:4102'),
  CARRIER_API_KEY: z.string().min(8),
  /** Several, separated by spaces, while one replaces another. */
  CARRIER_WEBHOOK_SECRET: z
    .string()
    .min(8)
    .transform((secrets) => secrets.split(/\s+/).filter(Boolean)),
  /** Where the carrier sends its news; the gateway passes them on. */
  SHIPPING_WEBHOOK_URL: z.url().optional(),
});

export const env = { ...read, SHIPPING_WEBHOOK_URL: read.SHIPPING_WEBHOOK_URL ?? `${base.BFF_URL}/webhooks/carrier` };
