import type { Finding } from './finding.ts';
import type { Stores } from './stores.ts';

const MOST = 200;
/** One scan, grouped in the database; only what is wrong comes back. */
const BALANCES = `select c.id, c.balance::float8 as balance, c.currency, coalesce(sum(e.moved), 0)::float8 as ledger
  from gift_card c left join gift_card_entry e on e.card_id = c.id group by c.id having c.balance <> coalesce(sum(e.moved), 0) order by c.id limit ${MOST}`;

/** I8: what is left on a gift card is the sum of its ledger. The ledger only grows, so the balance is counted from it. */
export async function* checkGiftCards(stores: Stores): AsyncGenerator<Finding> {
  for (const { id, balance, currency, ledger } of await stores.sql<{ id: string; balance: number; currency: string; ledger: number }>('payment', BALANCES))
    yield {
      promised: 'I8',
      what: 'balance differs',
      subject: id,
      sentence: `Gift card ${id} has ${(balance / 100).toFixed(2)} ${currency} left, its ledger sums up to ${(ledger / 100).toFixed(2)} ${currency}.`,
      wayOn: 'Read the card’s ledger; the balance is counted from it.',
      repairs: ledger >= 0 ? [{ way: 'recount card', cardId: id }] : [],
    };
}
