import { run } from '@kontor/kit/worker';
import { api } from './api.ts';
import { asks } from './asks.ts';
import { env } from './env.ts';
import { hears } from './events.ts';
import { smtp } from './smtp.ts';
import { journal, mailsAbout } from './store.ts';

await run({ name: 'notification', url: env.NOTIFICATION_URL, journal, api, hears, asks, about: mailsAbout, gatherMs: 100, close: async () => smtp.close() });
