import { env } from './env.ts';
import type { Provider } from './provider.ts';
import { psp } from './psp.ts';

/** The provider that this shop is paid through. */
export const provider: Provider = psp({ url: env.PSP_URL, key: env.PSP_SECRET_KEY, secrets: env.PSP_WEBHOOK_SECRET, webhookUrl: env.PAYMENT_WEBHOOK_URL });
