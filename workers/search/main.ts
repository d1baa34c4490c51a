import { run } from '@kontor/kit/worker';
import { api } from './api.ts';
import { asks } from './asks.ts';
import { env } from './env.ts';
import { hears } from './events.ts';
import { stopCounting } from './searched.ts';
import { close, ping } from './store/opensearch.ts';
import { journal } from './store/postgres.ts';

await run({ name: 'search', url: env.SEARCH_URL, journal, api, hears, asks, checks: { index: ping }, close: () => stopCounting().then(close) });
