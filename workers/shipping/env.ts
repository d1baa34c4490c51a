import { base, environment } from '@kontor/kit/env';
import { z } from 'zod';

const read = environment({
  SHIPPING_URL: z.url().default('http://127.0.0.1:4006'),
  SHIPPING_DATABASE_URL: z.url(),
  /** The shop as people reach it: links to labels that are kept here go there. */
  SHOP_URL: z
    .url()
    .default('http://localhost:3000')
    .transform((url) => url.replace(/\/$/, '')),
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
  /** What customs outside the union are told of goods whose own tariff number or origin is not known, and the shop's number there. */
  CUSTOMS_HS_CODE: z
    .string()
    .regex(/^\d{6,11}$/, 'six to eleven digits, such as 69120023')
    .optional(),
  CUSTOMS_ORIGIN: z
    .string()
    .regex(/^[A-Z]{2}$/, 'a country by two letters, such as DE')
    .optional(),
  CUSTOMS_EORI: z.string().max(35).optional(),
  /** Who takes returns in for the country they come from, as the contract names them: `DE=deu AT=aut`. */
  DHL_RETURN_RECEIVERS: z
    .string()
    .regex(/^([A-Z]{2}=\S{1,50}(\s+|$))*$/, 'pairs of country and receiver with blanks between, such as DE=deu AT=aut')
    .default('')
    .transform((pairs) => new Map(pairs.split(/\s+/).flatMap((pair): [string, string][] => (pair ? [[pair.slice(0, 2), pair.slice(3)]] : [])))),
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
function carrierOf(wanted: typeof read) {
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
  const customs = { hsCode: wanted.CUSTOMS_HS_CODE, origin: wanted.CUSTOMS_ORIGIN, eori: wanted.CUSTOMS_EORI };
  return { parcels: null, dhl: { url: wanted.DHL_URL, ...account, billing, customs, returnReceivers: wanted.DHL_RETURN_RECEIVERS } };
}
