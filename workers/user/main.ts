import { run } from '@kontor/kit/worker';
import { api } from './api.ts';
import { env } from './env.ts';
import { hears } from './events.ts';
import { journal } from './store.ts';
import { jwks } from './tokens.ts';

await run({ name: 'user', url: env.USER_URL, journal, api, hears, jwks, gatherMs: 100 });
