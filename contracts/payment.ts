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
  /** set aside at the shopper's bank and not captured yet */
  authorised: Price.default(0),
  captured: Price,
  refunded: Price,
  openedAt: Instant,
  /** the provider's own words for the last try that failed */
  lastFailure: z.string().nullable(),
});
export type Attempt = z.infer<typeof Attempt>;

/** How a part of a total is paid: by a gift card, through the provider, or with goods that came back. Total = the sum of its tenders. */
export const Tender = z.object({ kind: z.enum(['gift-card', 'provider', 'exchange']), amount: Price, last4: z.string().max(4).optional() });
export type Tender = z.infer<typeof Tender>;

/** What an order comes to, what gift cards pay of it, and what is left for the provider. */
export const Due = z.object({
  orderId: Uuid,
  currency: Currency,
  total: Price,
  giftCards: z.array(z.object({ last4: z.string(), amount: Price })),
  due: Price,
  paid: z.boolean(),
});
export type Due = z.infer<typeof Due>;

/** `expires` is month and year, such as 12/30. */
export const SavedMethod = z.object({ id: z.string(), brand: z.string(), last4: z.string().max(4), expires: z.string().nullable() });
export type SavedMethod = z.infer<typeof SavedMethod>;

/** Money that a shopper's bank took back and that is not decided yet. `answerBy`: until when the shop may object. */
export const OpenDispute = z.object({
  id: z.string(),
  orderId: Uuid,
  number: z.string(),
  amount: Price,
  currency: Currency,
  reason: z.string(),
  answerBy: Instant.nullable(),
  openedAt: Instant,
});
export type OpenDispute = z.infer<typeof OpenDispute>;

export const payment = {
  /** Opens one attempt at the provider, or finds the open one, and says where to pay. The amount is the order's, never the browser's. */
  start: command({
    input: z.object({ orderId: Uuid, locale: Locale }),
    output: z.object({ attemptId: Uuid, url: z.url() }),
    permission: 'shopper',
    http: { method: 'POST', path: '/orders/{orderId}/payment', summary: 'Pay an order at the provider' },
  }),
  due: ask({
    input: z.object({ orderId: Uuid }),
    output: Due,
    permission: 'shopper',
    http: { method: 'GET', path: '/orders/{orderId}/payment', summary: 'What is left to pay of an order' },
  }),
  byOrder: ask({ input: z.object({ orderId: Uuid }), output: z.array(Attempt), permission: 'shopper' }),
  /** Cards and accounts that were kept on the provider's page; the shop knows no more of them. */
  savedMethods: ask({
    input: z.object({}),
    output: z.array(SavedMethod),
    permission: 'customer',
    http: { method: 'GET', path: '/me/payment-methods', summary: 'Ways to pay that you asked to keep' },
  }),
  /** The provider forgets it; the answer is what is left. */
  removeMethod: command({
    input: z.object({ id: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/, 'pass the id as savedMethods gave it') }),
    output: z.array(SavedMethod),
    permission: 'customer',
    http: { method: 'DELETE', path: '/me/payment-methods/{id}', summary: 'Forget a way to pay' },
  }),
  /** At most a hundred, the next to be answered first. */
  disputes: ask({ input: z.object({}), output: z.array(OpenDispute), permission: 'staff:orders' }),
};

const about = { orderId: Uuid, attemptId: Uuid, amount: Price, currency: Currency };
/** `amount` is all that was paid; the tenders say how. `authorised` is the part that is only set aside: it is captured when goods leave. */
export const PaymentSucceeded = z.object({ ...about, tenders: z.array(Tender).default([]), authorised: Price.default(0) });
/** Step: some of what was set aside was taken, for goods that have left. */
export const PaymentCaptured = z.object({ ...about, captureId: Uuid });
/** Step: the rest of what was set aside is free again at the shopper's bank. */
export const PaymentReleased = z.object({ ...about });
/** Step: what was set aside cannot be taken: people have to find another way. */
export const PaymentCaptureFailed = z.object({ ...about, captureId: Uuid, reason: z.string().max(200) });
/** Step: a try was declined; the order stays payable. */
export const PaymentFailed = z.object({ ...about, reason: z.string().max(200) });
/** Step: nothing more can come in for this order. */
export const PaymentClosed = z.object({ orderId: Uuid });
export const PaymentRefunded = z.object({ orderId: Uuid, refundId: Uuid, amount: Price, currency: Currency });
/** Step: the shopper's bank did not take what was paid back, perhaps days after it seemed to: it is owed again, in another way. */
export const RefundReturned = z.object({ orderId: Uuid, refundId: Uuid, amount: Price, currency: Currency, reason: z.string().max(60) });
/** Step: a shopper's bank takes money back, or has decided. The order goes on as it is. */
export const PaymentDisputed = z.object({
  ...about,
  disputeId: z.string().max(200),
  reason: z.string().max(60),
  phase: z.enum(['open', 'won', 'lost']),
  answerBy: Instant.nullable(),
});
