import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { notFound } from '../refusal.ts';

export const keepable = ['accepted', 'confirm'] as const;
const method = z.object({ id: z.string(), customer: z.string(), card: z.enum(keepable), brand: z.string(), last4: z.string(), expires: z.string() });
export const methodEntries = [
  z.object({ kind: z.literal('kept'), at: z.string(), method }),
  z.object({ kind: z.literal('forgotten'), at: z.string(), methodId: z.string() }),
] as const;
const methodEntry = z.discriminatedUnion('kind', methodEntries);
export type MethodEntry = z.infer<typeof methodEntry>;
export type Method = z.infer<typeof method>;

const last4 = { accepted: '4242', confirm: '3155' };

/** Cards that customers of a merchant asked to keep: the merchant knows them by their ids and last digits only. */
export function openMethods({ write, now }: { write: (entry: MethodEntry) => void; now: () => Date }) {
  const methods = new Map<string, Method>();
  const of = (customer: string): Method[] => [...methods.values()].filter((one) => one.customer === customer);
  const forget = (methodId: string) => write({ kind: 'forgotten', at: now().toISOString(), methodId });
  return {
    apply(entry: MethodEntry): void {
      if (entry.kind === 'kept') methods.set(entry.method.id, entry.method);
      else methods.delete(entry.methodId);
    },
    of,
    /** The customer's own method; throws for anybody else's. */
    find(customer: string, id: string): Method {
      const found = methods.get(id);
      if (found?.customer !== customer) throw notFound('payment method');
      return found;
    },
    /** Keeps a card once. */
    keep(customer: string, card: Method['card']): void {
      if (of(customer).some((one) => one.card === card)) return;
      const kept = { id: `pm_${randomUUID().replaceAll('-', '')}`, customer, card, brand: 'visa', last4: last4[card], expires: '12/30' };
      write({ kind: 'kept', at: now().toISOString(), method: kept });
    },
    forget(customer: string, id: string): void {
      forget(this.find(customer, id).id);
    },
    forgetAll(customer: string): void {
      for (const { id } of of(customer)) forget(id);
    },
  };
}
export type Methods = ReturnType<typeof openMethods>;
