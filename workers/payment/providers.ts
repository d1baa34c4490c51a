import { env } from './env.ts';
import type { Provider } from './provider.ts';
import { psp } from './psp.ts';
import { stripe } from './stripe.ts';

/** The provider that this shop is paid through. */
export const provider: Provider = env.stripe ? stripe(env.stripe) : psp(env.psp);
