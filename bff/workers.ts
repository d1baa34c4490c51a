import type { Worker } from '@kontor/contracts/events';
import { type Call, callWorker } from '@kontor/kit/rpc';
import { workerToken } from './context.ts';
import { env } from './env.ts';
import { limit } from './limits.ts';

export const addresses: Record<Worker, string> = {
  catalog: env.CATALOG_URL,
  search: env.SEARCH_URL,
  user: env.USER_URL,
  order: env.ORDER_URL,
  payment: env.PAYMENT_URL,
  shipping: env.SHIPPING_URL,
  inventory: env.INVENTORY_URL,
  notification: env.NOTIFICATION_URL,
};

function callOf(worker: Worker): Call {
  const call = callWorker(worker, addresses[worker], workerToken(worker));
  return async (verb, name, input, context) => {
    limit(context.client, `${worker}.${name}`);
    return call(verb, name, input, context);
  };
}

export const calls: Record<Worker, Call> = {
  catalog: callOf('catalog'),
  search: callOf('search'),
  user: callOf('user'),
  order: callOf('order'),
  payment: callOf('payment'),
  shipping: callOf('shipping'),
  inventory: callOf('inventory'),
  notification: callOf('notification'),
};
