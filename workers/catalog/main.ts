import { run } from '@kontor/kit/worker';
import { api } from './api.ts';
import { asks, closeTelling } from './asks.ts';
import { env } from './env.ts';
import { hears } from './events.ts';
import { retell } from './retell.ts';
import { journal } from './store/catalogue.ts';

const BODY_LIMIT = 10 * 1024 * 1024;

await run({ name: 'catalog', url: env.CATALOG_URL, journal, api, hears, asks, retell, bodyLimit: BODY_LIMIT, gatherMs: 100, close: closeTelling });
