import type { Applied, NotApplied, Obstacle, Promotion } from '@kontor/contracts/promotion';
import { SHOP_ZONE } from '@kontor/contracts/zone';
import { type Basket, matches, savingOf, without } from './benefits.ts';

/** A promotion with what was redeemed of it: in all, and by this shopper. */
export type Offered = Promotion & { used: number; mine: number };
/** What a promotion may ask about the shopper; `at` is a minute on the clock of the shop. */
export type Shopper = { signedIn: boolean; hasOrdered: boolean; groups: readonly string[]; codes: readonly string[]; at: string };
export type Promoted = { applied: Applied[]; notApplied: NotApplied[] };

/** The order in which benefits are laid on each other: pieces that are given before percents, percents before amounts. */
const turns = ['buy-get', 'percent', 'amount', 'free-shipping'];
/** Of a promotion that applies by itself nobody needs to hear before its time, nor after, nor outside its groups, nor when it would save nothing. */
const unspoken: readonly Obstacle[] = ['not-yet', 'over', 'group', 'nothing-matches', 'saves-nothing'];

const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: SHOP_ZONE, dateStyle: 'short', timeStyle: 'short' });
const HOUR_MS = 3_600_000;
/**
 * The latest minute that the clock of the shop has shown by an instant: 2026-11-27T18:00. It never goes back: in the hour that comes again
 * when summer time ends it stands at the last minute of that hour, so that what is over stays over and what has begun goes on.
 */
export function shopTime(instant: Date): string {
  const shown = clock.format(instant).replace(' ', 'T');
  const comesAgain = shown === clock.format(instant.getTime() - HOUR_MS).replace(' ', 'T');
  return comesAgain ? `${shown.slice(0, -2)}59` : shown;
}

/**
 * Which promotions apply to a basket, what each takes off, and why each other does not. Those that combine stand together, any other
 * stands alone; the shopper gets whichever saves most.
 */
export function promote(basket: Basket, offered: readonly Offered[], shopper: Shopper): Promoted {
  const inTurn = [...offered].sort((a, b) => turns.indexOf(a.benefit.kind) - turns.indexOf(b.benefit.kind) || (a.id < b.id ? -1 : 1));
  const looked = inTurn.map((promotion) => ({ promotion, obstacle: obstacleOf(promotion, basket, shopper) }));
  const open = looked.flatMap(({ promotion, obstacle }) => (obstacle ? [] : [promotion]));
  const choices = [open.filter(({ combines }) => combines), ...open.filter(({ combines }) => !combines).map((one) => [one])].map((some) => lay(basket, some));
  const best = choices.reduce((found, one) => (saved(one) > saved(found) ? one : found), choices[0] ?? []);
  const chosen = new Set(best.map(({ id }) => id));
  const saves = ({ id }: Promotion) => choices.some((choice) => choice.some((one) => one.id === id));

  const known = new Set(offered.map(({ code }) => code));
  const unknown = shopper.codes.filter((code) => !known.has(code)).map((code) => ({ id: null, name: null, code, reason: 'unknown' as const, missing: null }));
  const left = looked.flatMap(({ promotion, obstacle }): NotApplied[] => {
    const { id, name, code } = promotion;
    if (chosen.has(id)) return [];
    const { reason, missing = null } = obstacle ?? { reason: saves(promotion) ? 'better-offer' : 'saves-nothing' };
    const isSpoken = code !== null || (!unspoken.includes(reason) && savingOf(promotion, basket).amount > 0);
    return isSpoken ? [{ id, name, code, reason, missing }] : [];
  });
  return { applied: best, notApplied: [...left, ...unknown] };
}

const saved = (applied: readonly Applied[]): number => applied.reduce((sum, { amount }) => sum + amount, 0);

/** Lays promotions on a basket one after the other; one that takes nothing off is left out. */
function lay(basket: Basket, promotions: readonly Promotion[]): Applied[] {
  let left = basket;
  return promotions.flatMap((promotion) => {
    const saving = savingOf(promotion, left);
    if (saving.amount === 0) return [];
    left = without(left, saving);
    const { id, name, code } = promotion;
    return [{ id, name, code, ...saving }];
  });
}

function obstacleOf(promotion: Offered, basket: Basket, { signedIn, hasOrdered, groups: own, at }: Shopper): { reason: Obstacle; missing?: number } | null {
  const lasting = lastingObstacle(promotion, at);
  if (lasting) return { reason: lasting };
  const { limitPerCustomer, mine, customersOnly, firstOrder, groups, minimum } = promotion;
  // That there is an offer for a group is nothing to tell a guest, unless they know its code.
  if (groups.length > 0 && !groups.some((id) => own.includes(id))) return { reason: signedIn || promotion.code === null ? 'group' : 'sign-in' };
  // Who a guest is nobody knows, so what is counted by customer is for customers.
  if (!signedIn && (customersOnly || firstOrder || limitPerCustomer !== null)) return { reason: 'sign-in' };
  if (limitPerCustomer !== null && mine >= limitPerCustomer) return { reason: 'used-before' };
  if (firstOrder && hasOrdered) return { reason: 'first-order' };
  const goods = basket.lines.filter((line) => matches(promotion, line));
  if (goods.length === 0) return { reason: 'nothing-matches' };
  const worth = goods.reduce((sum, { offer, quantity }) => sum + offer.price * quantity, 0);
  return worth < minimum ? { reason: 'minimum', missing: minimum - worth } : null;
}

/** What no change of the cart will cure. */
export function lastingObstacle({ on, from, until, limit, used }: Offered, at: string): Obstacle | null {
  if (!on || (until !== null && at >= until)) return 'over';
  if (from !== null && at < from) return 'not-yet';
  return limit !== null && used >= limit ? 'used-up' : null;
}
