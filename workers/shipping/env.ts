import { base, environment } from '@kontor/kit/env';
import { z } from 'zod';

const read = environment({
  SHIPPING_URL: z.url().default('http://127.0.0.1:4006'),
  SHIPPING_DATABASE_URL: z.url(),
  CARRIER: z.enum(['parcels', 'dhl']).default('parcels'),
  CARRIER_URL: z.url().default('http://127.0.0.1:4102'),
  CARRIER_API_KEY: z.string().min(8).optional(),
  /** Several, separated by spaces, while one replaces another. */
  CARRIER_WEBHOOK_SECRET: z
    .string()
    .min(8)
    .transform((secrets) => secrets.split(/\s+/).filter(Boolean))
    .optional(),
  /** Where the carrier sends its news; the gateway passes them on. */
  SHIPPING_WEBHOOK_URL: z.url().optional(),
  DHL_URL: z.url().default('https://api-eu.dhl.com'),
  DHL_API_KEY: z.string().min(8).optional(),
  DHL_USER: z.string().optional(),
  DHL_PASSWORD: z.string().optional(),
  DHL_PROFILE: z.string().default('STANDARD_GRUPPENPROFIL'),
  DHL_BILLING_NUMBER: z
    .string()
    .regex(/^\d{10}01[0-9A-Za-z]{2}$/, 'fourteen characters; the procedure (11 and 12) of DHL Paket is 01')
    .optional(),
  DHL_BILLING_NUMBER_ABROAD: z
    .string()
    .regex(/^\d{10}53[0-9A-Za-z]{2}$/, 'fourteen characters; the procedure (11 and 12) of DHL Paket International is 53')
    .optional(),
});

export const env = { ...read, ...carrierOf(read) };

/** The one carrier of this shop, with its keys; throws a sentence for those that are missing. */
export function carrierOf(wanted: typeof read) {
  const needed = (variable: 'CARRIER_API_KEY' | 'DHL_API_KEY' | 'DHL_USER' | 'DHL_PASSWORD' | 'DHL_BILLING_NUMBER'): string => {
    const value = wanted[variable];
    if (!value) throw new Error(`The environment is not complete: ${variable}. CARRIER is ${wanted.CARRIER} and needs it.`);
    return value;
  };
  if (wanted.CARRIER === 'parcels') {
    const secrets = wanted.CARRIER_WEBHOOK_SECRET;
    if (!secrets) throw new Error('The environment is not complete: CARRIER_WEBHOOK_SECRET. CARRIER is parcels and needs it.');
    const webhookUrl = wanted.SHIPPING_WEBHOOK_URL ?? `${base.BFF_URL}/webhooks/carrier`;
    return { parcels: { url: wanted.CARRIER_URL, key: needed('CARRIER_API_KEY'), secrets, webhookUrl }, dhl: null };
  }
  const billing = { inland: needed('DHL_BILLING_NUMBER'), abroad: wanted.DHL_BILLING_NUMBER_ABROAD };
  const account = { apiKey: needed('DHL_API_KEY'), user: needed('DHL_USER'), password: needed('DHL_PASSWORD'), profile: wanted.DHL_PROFILE };
  return { parcels: null, dhl: { url: wanted.DHL_URL, ...account, billing } };
}
