import { z } from 'zod';
import { Instant, Uuid } from './ids.ts';
import { ask, command } from './verb.ts';

export const Fact = z.enum([
  'welcome',
  'order-received',
  'order-confirmed',
  'order-cancelled',
  'payment-failed',
  'order-dispatched',
  'order-delivered',
  'parcel-delayed',
  'refunded',
  'refund-returned',
  'notice-asked',
  'back-in-stock',
  'stock-ran-low',
  'pieces-cancelled',
  'readdressed',
  'return-asked',
  'return-labelled',
  'return-received',
  'return-settled',
  'return-declined',
]);
export const Mail = z.object({ id: Uuid, fact: Fact, subject: z.string(), messageId: z.string(), queuedAt: Instant, sentAt: Instant.nullable() });
export type Mail = z.infer<typeof Mail>;

export const notification = {
  byOrder: ask({ input: z.object({ orderId: Uuid }), output: z.array(Mail), permission: 'staff:orders' }),
  /** Sends a mail once more, under the Message-ID it had; the same key again sends nothing. */
  resend: command({ input: z.object({ mailId: Uuid, idempotencyKey: Uuid }), output: z.object({ mailId: Uuid }), permission: 'staff:orders' }),
};

export const MailSent = z.object({ mailId: Uuid, fact: Fact, about: z.string(), messageId: z.string() });
