import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

/**
 * The environment of scripts that speak to a running shop. What is not set is taken from the shop that `npm start` runs on this
 * machine. Import this module before any of kit.
 */
const started = resolve(import.meta.dirname, '../.kontor/env.json');
if (existsSync(started)) {
  const local = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(started, 'utf8')));
  for (const [name, value] of Object.entries(local)) process.env[name] ??= value;
}
const { environment } = await import('@kontor/kit/env');

export const env = environment({
  CATALOG_URL: z.url(),
  INVENTORY_URL: z.url(),
  SHIPPING_URL: z.url(),
  ORDER_URL: z.url(),
  SEARCH_URL: z.url(),
  GATEWAY_SIGNING_KEY: z.string().min(1),
});
