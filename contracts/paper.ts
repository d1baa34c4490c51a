import { z } from 'zod';
import { Email, Instant, Uuid } from './ids.ts';
import { Price } from './money.ts';
import { ask, command } from './verb.ts';

/** An invoice is issued when an order leaves, a credit note for each part of it that is taken back. */
export const PaperKind = z.enum(['invoice', 'credit-note']);
export type PaperKind = z.infer<typeof PaperKind>;
/** Its id is the order's, or that of what was credited: each is issued once. */
export const Paper = z.object({ id: Uuid, kind: PaperKind, /** without gaps in its year */ number: z.string(), issuedAt: Instant, amount: Price });
export type Paper = z.infer<typeof Paper>;

/** A PDF as it is, for a way that carries text only. */
export const Printed = z.object({ name: z.string(), base64: z.base64() });
const which = { orderId: Uuid, paperId: Uuid };

export const paper = {
  print: ask({ input: z.object(which), output: Printed, permission: 'shopper' }),
  /** By the link of a mail and the e-mail it was sent to: an invoice shows an address, the link alone does not. */
  printByLink: command({ input: z.object({ token: z.string().max(200), email: Email, paperId: Uuid }), output: Printed, permission: 'public' }),
  printForStaff: ask({ input: z.object(which), output: Printed, permission: 'staff:orders' }),
};
