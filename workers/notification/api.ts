import { notification } from '@kontor/contracts/notification';
import { Refusal } from '@kontor/contracts/refusals';
import { serve, staffOf } from '@kontor/kit/rpc';
import { findMail, journal, mailsOf, sendAgain } from './store.ts';

export const api = serve(notification, {
  byOrder: ({ orderId }) => mailsOf(orderId),
  async resend({ mailId, idempotencyKey }, context) {
    const { id: actor } = staffOf(context);
    const mail = await findMail(mailId);
    if (!mail) throw new Refusal('NotFound');
    if (!mail.to) throw new Refusal('InvalidInput', { field: 'mailId', reason: 'whom this mail was for is not kept any more' });
    await journal.transaction((tx) => sendAgain(tx, mailId, idempotencyKey, actor));
    return { mailId };
  },
});
