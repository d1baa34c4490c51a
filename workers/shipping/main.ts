import { run } from '@kontor/kit/worker';
import { api, retell } from './api.ts';
import { asks } from './asks.ts';
import { env } from './env.ts';
import { hears } from './events.ts';
import { webhook } from './news.ts';
import { journal, newsAbout } from './store.ts';

await run({ name: 'shipping', url: env.SHIPPING_URL, journal, api, hears, asks, retell, webhook, about: newsAbout, gatherMs: 50 });
