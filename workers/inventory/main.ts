import { run } from '@kontor/kit/worker';
import { api } from './api.ts';
import { env } from './env.ts';
import { hears } from './events.ts';
import { allStock, journal } from './store.ts';

async function* retell() {
  for await (const { version, ...data } of allStock()) yield { type: 'StockChanged' as const, subject: data.sku, version, data };
}

await run({ name: 'inventory', url: env.INVENTORY_URL, journal, api, hears, retell });
