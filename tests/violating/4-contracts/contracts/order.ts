import { z } from 'zod';

export const order = {
  place: { kind: 'mutation', input: z.object({}), output: z.object({}), permission: 'shopper', http: { method: 'POST', path: '/orders' } },
  cancel: { kind: 'mutation', input: z.object({}), permission: 'shopper', http: { method: 'POST', path: '/orders' } },
  inspect: { kind: 'query', output: z.object({}), permission: 'staff:everything' },
  all: { kind: 'query', input: z.object({}), output: z.object({}) },
};

export const OrderPlaced = z.object({ orderId: z.string(), gift: z.boolean() });
export const OrderPaid = z.object({ orderId: z.string() });
