import { z } from 'zod';
import { withoutCards } from './card-number.ts';
import { Instant, Keyset, Uuid } from './ids.ts';
import { Currency, Money, Price } from './money.ts';
import { Due } from './payment.ts';
import { ask, command } from './verb.ts';

/** Sixteen letters and digits without those that look alike; spaces and dashes do not matter. */
export const GiftCardCode = z
  .string()
  .trim()
  .max(40)
  .transform((text) => text.toUpperCase().replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^[2-9A-HJKMNP-Z]{16}$/, 'a gift card has sixteen letters and digits, such as 7KQM-2RTW-9XHB-4CVD'));

/** What a customer reads out to staff: all of the code, or its last four. */
const SoughtCode = z
  .string()
  .trim()
  .max(40)
  .transform((text) => text.toUpperCase().replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^([2-9A-HJKMNP-Z]{4}|[2-9A-HJKMNP-Z]{16})$/, 'type all sixteen letters and digits of the card, or the last four'));

/** A card as it may be shown: never its code, which is worth money. */
export const GiftCard = z.object({ id: Uuid, last4: z.string(), currency: Currency, balance: Price, note: z.string(), on: z.boolean(), issuedAt: Instant });

/** A line of a card's ledger: `amount` is what it is about, `moved` what it changed the balance by. The balance is the sum of `moved`. */
export const LedgerEntry = z.object({
  kind: z.enum(['issued', 'held', 'released', 'captured', 'refunded']),
  orderId: Uuid.nullable(),
  amount: Price,
  moved: Money,
  at: Instant,
});

export const giftCard = {
  /** The code is said this once: only its hash is kept. The id is the caller's, so that nothing is issued twice. */
  issueGiftCard: command({
    input: z.object({
      id: Uuid,
      amount: Price.min(1).max(100_000),
      currency: Currency.default('EUR'),
      note: withoutCards(z.string().trim().max(200)).default(''),
    }),
    output: z.object({ card: GiftCard, code: z.string() }),
    permission: 'staff:orders',
  }),
  giftCards: ask({ input: z.object(Keyset), output: z.object({ items: z.array(GiftCard), next: z.string().nullable() }), permission: 'staff:orders' }),
  /** By the whole code or its last four; at most twenty. Not a GET: a code does not belong in an address. */
  findGiftCards: command({ input: z.object({ code: SoughtCode }), output: z.array(GiftCard), permission: 'staff:orders' }),
  giftCardLedger: ask({
    input: z.object({ id: Uuid }),
    output: z.object({ card: GiftCard, entries: z.array(LedgerEntry) }),
    permission: 'staff:orders',
  }),
  /** A card that is switched off cannot be used; what it has paid comes back to it all the same. */
  switchGiftCard: command({ input: z.object({ id: Uuid, on: z.boolean() }), output: GiftCard, permission: 'staff:orders' }),
  /** Not a GET: a code does not belong in an address. */
  giftCardBalance: command({
    input: z.object({ code: GiftCardCode }),
    output: GiftCard.pick({ last4: true, balance: true, currency: true }),
    permission: 'shopper',
    http: { method: 'POST', path: '/gift-cards/balance', summary: 'What is left on a gift card' },
  }),
  /** Sets aside what the card can pay of an order; when nothing is left to pay, the order is paid. */
  useGiftCard: command({
    input: z.object({ orderId: Uuid, code: GiftCardCode }),
    output: Due,
    permission: 'shopper',
    http: { method: 'POST', path: '/orders/{orderId}/gift-cards', summary: 'Pay an order, or a part of it, with a gift card' },
  }),
};
