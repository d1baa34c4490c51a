import { run } from '@kontor/kit/worker';
import { api } from './api.ts';
import { asks } from './asks.ts';
import { env } from './env.ts';
import { hears } from './events.ts';
import { webhook } from './news.ts';
import { close, journal, newsAbout } from './store.ts';

await run({ name: 'payment', url: env.PAYMENT_URL, journal, api, hears, asks, webhook, about: newsAbout, gatherMs: 20, close });
