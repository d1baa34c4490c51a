import type { Carrier } from './carrier.ts';
import { env } from './env.ts';
import { parcels } from './parcels.ts';

/** The carrier that this shop ships with. */
export const carrier: Carrier = parcels({
  url: env.CARRIER_URL,
  key: env.CARRIER_API_KEY,
  secrets: env.CARRIER_WEBHOOK_SECRET,
  webhookUrl: env.SHIPPING_WEBHOOK_URL,
});
