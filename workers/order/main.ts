import { run } from '@kontor/kit/worker';
import { api } from './api.ts';
import { asks } from './asks.ts';
import { closeCarts, pingCarts } from './cart/store.ts';
import { env } from './env.ts';
import { hears } from './events.ts';
import { journal } from './store/journal.ts';

await run({ name: 'order', url: env.ORDER_URL, journal, api, hears, asks, checks: { carts: pingCarts }, close: closeCarts });
