import type { Carrier } from './carrier.ts';
import { dhl } from './dhl.ts';
import { recipientOf } from './domain.ts';
import { env } from './env.ts';
import { parcels } from './parcels.ts';
import { warehouse } from './returns.ts';

/** The carrier that this shop ships with. */
export const carrier: Carrier = env.dhl ? dhl({ ...env.dhl, sender: recipientOf(warehouse) }) : parcels(env.parcels);
