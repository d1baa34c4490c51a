import { run } from '@kontor/kit/worker';
import { api } from './api.ts';
import { env } from './env.ts';
import { hears } from './events.ts';
import { close, ping } from './store/opensearch.ts';
import { journal } from './store/postgres.ts';

await run({ name: 'search', url: env.SEARCH_URL, journal, api, hears, checks: { index: ping }, close });
