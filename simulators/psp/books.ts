import type { Sent } from '../webhooks.ts';
import type { Session, Sessions } from './sessions.ts';

type Sum = { captured: number; refunded: number };

const listed = 200;

function add(sum: Sum, session: Session): void {
  sum.captured += session.capturedAmount;
  sum.refunded += session.refundedAmount;
}

/**
 * What the provider knows of the money, for an outside check of the shop's books. Sums are in minor units and always whole;
 * without a reference the lists hold the newest 200.
 */
export function readBooks(sessions: Sessions, webhooks: readonly Sent[], reference: string | undefined) {
  const chosen = sessions.list(reference);
  const sums: Sum = { captured: 0, refunded: 0 };
  const byReference: Record<string, Sum & { currency: string }> = {};
  for (const session of chosen) {
    add(sums, session);
    byReference[session.reference] ??= { captured: 0, refunded: 0, currency: session.currency };
    const own = byReference[session.reference];
    if (own) add(own, session);
  }
  const most = reference === undefined ? listed : Number.POSITIVE_INFINITY;
  return {
    sums,
    byReference,
    sessions: chosen.slice(0, most),
    refunds: sessions.refundsOf(chosen).slice(0, most),
    webhooks: [...webhooks].reverse().slice(0, most),
  };
}
