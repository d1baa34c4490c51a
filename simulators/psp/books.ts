import type { Sent } from '../webhooks.ts';
import type { Session, Sessions } from './sessions.ts';

type Sum = { authorised: number; captured: number; refunded: number; disputed: number };
export type ReferenceSum = Sum & { currency: string; sessions: number; open: number };

const listed = 200;

/** Per reference what is set aside, what was taken, paid back and taken back by banks, in minor units, and how many sessions there are and are open. */
export function sumByReference(sessions: readonly Session[]): Record<string, ReferenceSum> {
  const sums: Record<string, ReferenceSum> = {};
  for (const { reference, currency, status, authorisedAmount, capturedAmount, refundedAmount, disputedAmount } of sessions) {
    const sum = sums[reference] ?? { authorised: 0, captured: 0, refunded: 0, disputed: 0, currency, sessions: 0, open: 0 };
    sums[reference] = sum;
    sum.authorised += authorisedAmount;
    sum.captured += capturedAmount;
    sum.refunded += refundedAmount;
    sum.disputed += disputedAmount;
    sum.sessions += 1;
    if (status === 'open') sum.open += 1;
  }
  return sums;
}

/**
 * What the provider knows of the money, for an outside check of the shop's books. Sums are in minor units and always whole;
 * without a reference the lists hold the newest 200.
 */
export function readBooks(sessions: Sessions, webhooks: readonly Sent[], reference: string | undefined) {
  const chosen = sessions.list(reference);
  const byReference = sumByReference(chosen);
  const sums: Sum = { authorised: 0, captured: 0, refunded: 0, disputed: 0 };
  for (const { authorised, captured, refunded, disputed } of Object.values(byReference)) {
    sums.authorised += authorised;
    sums.captured += captured;
    sums.refunded += refunded;
    sums.disputed += disputed;
  }
  const most = reference === undefined ? listed : Number.POSITIVE_INFINITY;
  return {
    sums,
    byReference,
    sessions: chosen.slice(0, most),
    refunds: sessions.refundsOf(chosen).slice(0, most),
    disputes: sessions.disputesOf(chosen).slice(0, most),
    webhooks: [...webhooks].reverse().slice(0, most),
  };
}
