import { z } from 'zod';
import { Instant, Locale, Uuid } from './ids.ts';
import { Currency, Price } from './money.ts';
import { ask, command } from './verb.ts';

export const AttemptPhase = z.enum(['opening', 'open', 'closing', 'succeeded', 'closed', 'failed']);
export const Attempt = z.object({
  id: Uuid,
  orderId: Uuid,
  phase: AttemptPhase,
  amount: Price,
  currency: Currency,
  captured: Price,
  refunded: Price,
  openedAt: Instant,
  /** the provider's own words for the last try that failed */
  lastFailure: z.string().nullable(),
});
export type Attempt = z.infer<typeof Attempt>;

export const payment = {
  /** Opens one attempt at the provider, or finds the open one, and says where to pay. The amount is the order's, never the browser's. */
  start: command({
    input: z.object({ orderId: Uuid, locale: Locale }),
    output: z.object({ attemptId: Uuid, url: z.url() }),
    permission: 'shopper',
    http: { method: 'POST', path: '/orders/{orderId}/payment', summary: 'Pay an order at the provider' },
  }),
  byOrder: ask({ input: z.object({ orderId: Uuid }), output: z.array(Attempt), permission: 'shopper' }),
};

const about = { orderId: Uuid, attemptId: Uuid, amount: Price, currency: Currency };
export const PaymentSucceeded = z.object({ ...about });
/** Step: a try was declined; the order stays payable. */
export const PaymentFailed = z.object({ ...about, reason: z.string().max(200) });
/** Step: nothing more can come in for this order. */
export const PaymentClosed = z.object({ orderId: Uuid });
export const PaymentRefunded = z.object({ orderId: Uuid, refundId: Uuid, amount: Price, currency: Currency });
