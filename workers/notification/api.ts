import { notification } from '@kontor/contracts/notification';
import { serve } from '@kontor/kit/rpc';
import { mailsOf } from './store.ts';

export const api = serve(notification, {
  byOrder: ({ orderId }) => mailsOf(orderId),
});
