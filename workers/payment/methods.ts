import { Refusal } from '@kontor/contracts/refusals';
import { Permanent } from '@kontor/kit/asks';
import { log } from '@kontor/kit/log';
import type { Actor } from '@kontor/kit/identity';
import type { Method } from './provider.ts';
import { provider } from './providers.ts';
import { customers } from './store.ts';

/** What the provider knows this shopper by; null for a guest, and while the provider cannot say: then nothing can be kept this time. */
export async function customerOf({ id, kind }: Actor): Promise<string | null> {
  if (kind !== 'customer') return null;
  const known = await customers.find(id);
  if (known) return known;
  try {
    return await customers.keep(id, await provider.customer(id));
  } catch (error) {
    log.warn({ error: String(error) }, 'the provider makes no customer now; the payment goes on without kept cards');
    return null;
  }
}

const away = (error: unknown): never => {
  if (error instanceof Refusal || error instanceof Permanent) throw error;
  log.warn({ error: String(error) }, 'the provider does not answer about kept cards');
  throw new Refusal('Unavailable', { service: 'payment' });
};

export async function savedMethods(owner: string): Promise<Method[]> {
  const customer = await customers.find(owner);
  return customer ? provider.methodsOf(customer).catch(away) : [];
}

/** Removes one of the owner's own; anything else is not found. */
export async function removeMethod(owner: string, id: string): Promise<Method[]> {
  const customer = await customers.find(owner);
  if (!customer || !(await provider.forgetMethod(customer, id).catch(away))) throw new Refusal('NotFound', { field: 'id' });
  return provider.methodsOf(customer).catch(away);
}
