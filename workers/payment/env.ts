import { base, environment } from '@kontor/kit/env';
import { z } from 'zod';

const read = environment({
  PAYMENT_URL: z.url().default('http://127.0.0.1:4005'),
  PAYMENT_DATABASE_URL: z.url(),
  /** Keeps where to pay, by order; without it PostgreSQL alone answers. */
  REDIS_CACHE_URL: z.url().optional(),
  SHOP_URL: z.url().default('http://localhost:3000'),
  PSP_URL: z.url().default('http://127.0.0.1:4101'),
  PSP_SECRET_KEY: z.string().min(8),
  /** Several, separated by spaces, while one replaces another. */
  PSP_WEBHOOK_SECRET: z
    .string()
    .min(8)
    .transform((secrets) => secrets.split(/\s+/).filter(Boolean)),
  /** Where the provider sends its news; the gateway passes them on. */
  PAYMENT_WEBHOOK_URL: z.url().optional(),
});

export const env = { ...read, PAYMENT_WEBHOOK_URL: read.PAYMENT_WEBHOOK_URL ?? `${base.BFF_URL}/webhooks/psp` };
