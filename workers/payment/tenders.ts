import { Refusal } from '@kontor/contracts/refusals';
import type { Payment } from './domain.ts';

/** What a gift card pays of an order: set aside, taken, or given back to the card. */
export type Tender = { cardId: string; last4: string; amount: number; refunded: number; phase: 'held' | 'captured' | 'released' };
/** A line of a card's ledger that is not saved yet; its key makes it count once. `moved` is what it changes the balance by. */
export type Entry = { key: string; cardId: string; orderId: string; kind: 'held' | 'released' | 'captured' | 'refunded'; amount: number; moved: number };
export type Card = { id: string; last4: string; currency: string; balance: number; on: boolean };
type Cards = Pick<Payment, 'tenders' | 'entries'>;

/** Of one order. */
export const MOST_CARDS = 5;
const entry = (orderId: string, { cardId, amount }: Tender, kind: Entry['kind'], moved: number): Entry => ({
  key: `${kind}:${orderId}:${cardId}`,
  cardId,
  orderId,
  kind,
  amount,
  moved,
});
const counts = ({ phase }: Tender) => phase !== 'released';

export const paidByCards = ({ tenders }: Pick<Payment, 'tenders'>): number => tenders.filter(counts).reduce((sum, { amount }) => sum + amount, 0);
/** What is left for the provider to collect. */
export const dueOf = (payment: Payment): number => payment.amount - paidByCards(payment);

/** Sets aside what a card can pay that does not pay yet. */
export function holdOnCard(payment: Payment, card: Card): Cards {
  const refuse = (reason: string) => new Refusal('GiftCardRefused', { field: 'code', reason });
  if (!card.on) throw refuse('unknown');
  if (card.currency !== payment.currency) throw refuse('other-currency');
  if (card.balance === 0) throw refuse('empty');
  if (payment.tenders.filter(counts).length >= MOST_CARDS) throw refuse('too-many');
  const amount = Math.min(card.balance, dueOf(payment));
  const held: Tender = { cardId: card.id, last4: card.last4, amount, refunded: 0, phase: 'held' };
  return { tenders: [...payment.tenders, held], entries: [...payment.entries, entry(payment.orderId, held, 'held', -amount)] };
}

/** Takes what was set aside: the balance fell when it was, and does not move any more. */
export const captureCards = (payment: Payment): Cards => settle(payment, 'captured', () => 0);
/** Gives back what was set aside. */
export const releaseCards = (payment: Payment): Cards => settle(payment, 'released', ({ amount }) => amount);

function settle({ orderId, tenders, entries }: Payment, phase: 'captured' | 'released', moved: (tender: Tender) => number): Cards {
  const held = tenders.filter((tender) => tender.phase === 'held');
  return {
    tenders: tenders.map((tender) => (tender.phase === 'held' ? { ...tender, phase } : tender)),
    entries: [...entries, ...held.map((tender) => entry(orderId, tender, phase, moved(tender)))],
  };
}

/** Pays back to the cards what they have paid, at most `amount`; `ids` are those of the refunds, one a card. */
export function backToCards(payment: Payment, amount: number, ids: readonly string[]): Cards & { refunds: { id: string; cardId: string; amount: number }[] } {
  let left = amount;
  const back = payment.tenders.flatMap((tender, index) => {
    const due = tender.phase === 'captured' ? Math.min(left, tender.amount - tender.refunded) : 0;
    const id = ids[index];
    left -= due;
    return due > 0 && id ? [{ id, tender, due }] : [];
  });
  const of = new Map(back.map(({ tender, due }) => [tender.cardId, due]));
  return {
    tenders: payment.tenders.map((tender) => ({ ...tender, refunded: tender.refunded + (of.get(tender.cardId) ?? 0) })),
    entries: [
      ...payment.entries,
      ...back.map(
        ({ id, tender, due }): Entry => ({
          key: `refunded:${id}`,
          cardId: tender.cardId,
          orderId: payment.orderId,
          kind: 'refunded',
          amount: due,
          moved: due,
        }),
      ),
    ],
    refunds: back.map(({ id, tender, due }) => ({ id, cardId: tender.cardId, amount: due })),
  };
}
