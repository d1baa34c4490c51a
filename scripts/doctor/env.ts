import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

/** Addresses of everything the doctor looks at. What is not set is taken from the shop that `npm start` runs on this machine. */
const started = resolve(import.meta.dirname, '../../.kontor/env.json');
if (existsSync(started)) {
  const local = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(started, 'utf8')));
  for (const [name, value] of Object.entries(local)) process.env[name] ??= value;
}
const { environment } = await import('@kontor/kit/env');

export const addresses = environment({
  USER_DATABASE_URL: z.url(),
  ORDER_DATABASE_URL: z.url(),
  PAYMENT_DATABASE_URL: z.url(),
  SHIPPING_DATABASE_URL: z.url(),
  INVENTORY_DATABASE_URL: z.url(),
  NOTIFICATION_DATABASE_URL: z.url(),
  SEARCH_DATABASE_URL: z.url(),
  MONGO_URL: z.url(),
  OPENSEARCH_URL: z.url(),
  RABBITMQ_URL: z.url(),
  /** Ledgers of the simulators; a real provider's books are not asked here. */
  PSP_URL: z.url().optional(),
  CARRIER_URL: z.url().optional(),
});
