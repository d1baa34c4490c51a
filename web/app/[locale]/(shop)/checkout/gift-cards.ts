import { useSyncExternalStore } from 'react';

/** A gift card that the shopper has in hand for this checkout. Its code is worth money: it lives in this page's memory and nowhere else. */
export type CardInHand = { code: string; last4: string; balance: number };

const none: readonly CardInHand[] = [];
let inHand = none;
const watchers = new Set<() => void>();

function become(next: readonly CardInHand[]) {
  inHand = next;
  for (const tell of watchers) tell();
}
function watch(tell: () => void) {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

export const giftCardsInHand = (): readonly CardInHand[] => inHand;
export const takeInHand = (card: CardInHand) => become([...inHand.filter(({ code }) => code !== card.code), card]);
export const putAway = (code?: string) => become(code === undefined ? none : inHand.filter((card) => card.code !== code));
export const useGiftCards = (): readonly CardInHand[] =>
  useSyncExternalStore(
    watch,
    () => inHand,
    () => none,
  );

/** What each card pays of a total, first come first served, and what is left; in minor units. */
export function shareOut(cards: readonly CardInHand[], total: number): { shares: { last4: string; code: string; amount: number }[]; left: number } {
  let left = total;
  const shares = cards.map(({ code, last4, balance }) => {
    const amount = Math.min(balance, left);
    left -= amount;
    return { code, last4, amount };
  });
  return { shares, left };
}
