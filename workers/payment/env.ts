import { base, environment } from '@kontor/kit/env';
import { z } from 'zod';

const secrets = z
  .string()
  .min(8)
  .transform((all) => all.split(/\s+/).filter(Boolean));

const read = environment({
  PAYMENT_URL: z.url().default('http://127.0.0.1:4005'),
  PAYMENT_DATABASE_URL: z.url(),
  /** Keeps where to pay, by order; without it PostgreSQL alone answers. */
  REDIS_CACHE_URL: z.url().optional(),
  SHOP_URL: z.url().default('http://localhost:3000'),
  PAYMENT_PROVIDER: z.enum(['psp', 'stripe']).default('psp'),
  /** When the money of a card is taken: with the payment, or set aside then and taken when goods leave. */
  PAYMENT_CAPTURE: z.enum(['with-payment', 'at-dispatch']).default('with-payment'),
  PSP_URL: z.url().default('http://127.0.0.1:4101'),
  PSP_SECRET_KEY: z.string().min(8).optional(),
  /** Several, separated by spaces, while one replaces another. */
  PSP_WEBHOOK_SECRET: secrets.optional(),
  /** Where the provider sends its news; the gateway passes them on. */
  PAYMENT_WEBHOOK_URL: z.url().optional(),
  STRIPE_MODE: z.enum(['test', 'live']).default('test'),
  STRIPE_SECRET_KEY: z.string().optional(),
  STRIPE_WEBHOOK_SECRET: secrets.optional(),
  /** Which ways to pay the hosted page offers: the id (pmc_…) of a payment method configuration at Stripe; without it the account's own. */
  STRIPE_METHODS: z.string().optional(),
  /** Another address than Stripe's own, for tests. */
  STRIPE_URL: z.url().optional(),
});

export const env = { ...read, ...providerOf(read) };

type Wanted = typeof read;

/** The one provider of this shop, with its keys; throws a sentence for keys that are missing or of the other mode. */
function providerOf(wanted: Wanted) {
  const { PAYMENT_PROVIDER: name, STRIPE_MODE: mode, STRIPE_SECRET_KEY: key = '' } = wanted;
  const missing = (variable: string) => new Error(`The environment is not complete: ${variable}. PAYMENT_PROVIDER is ${name} and needs it.`);
  if (name === 'psp') {
    if (!wanted.PSP_SECRET_KEY) throw missing('PSP_SECRET_KEY');
    if (!wanted.PSP_WEBHOOK_SECRET) throw missing('PSP_WEBHOOK_SECRET');
    const webhookUrl = wanted.PAYMENT_WEBHOOK_URL ?? `${base.BFF_URL}/webhooks/psp`;
    return { psp: { url: wanted.PSP_URL, key: wanted.PSP_SECRET_KEY, secrets: wanted.PSP_WEBHOOK_SECRET, webhookUrl }, stripe: null };
  }
  if (!key) throw missing('STRIPE_SECRET_KEY');
  if (!wanted.STRIPE_WEBHOOK_SECRET) throw missing('STRIPE_WEBHOOK_SECRET');
  if (!new RegExp(`^[sr]k_${mode}_`).test(key)) throw new Error(`STRIPE_MODE is ${mode}, but STRIPE_SECRET_KEY is not a ${mode} key. Set both to the same.`);
  if (mode === 'live' && base.CLOCK_MOVABLE) throw new Error('STRIPE_MODE is live, but CLOCK_MOVABLE is set, which is for tests. Unset one of them.');
  return { psp: null, stripe: { key, secrets: wanted.STRIPE_WEBHOOK_SECRET, methods: wanted.STRIPE_METHODS, live: mode === 'live', url: wanted.STRIPE_URL } };
}
