import type { Message } from '@kontor/contracts/events';
import type { Locale } from '@kontor/contracts/ids';
import type { Phase } from '@kontor/contracts/order';
import { placeIn, TimePlace } from '@kontor/contracts/place';
import { Refusal } from '@kontor/contracts/refusals';

export type Kind = 'customer' | 'staff';
export type Account = { id: string; email: string; name: string; locale: Locale; kind: Kind; roles: string[]; sessionVersion: number };

const HOUR_MS = 60 * 60 * 1000;
/** How long a session lives after its last use: a shopper's a month, a member of staff's a working day. */
export const SESSION_MS: Record<Kind, number> = { customer: 30 * 24 * HOUR_MS, staff: 12 * HOUR_MS };
export const SIGN_IN = { most: 10, withinMs: 10 * 60 * 1000 };
export const MOST_ADDRESSES = 20;
/** How long a refresh token holds after the next one was given out: two processes may renew with the same one at the same moment. */
const ROTATION_GRACE_MS = 30_000;

export type SessionState = {
  expiresAt: Date;
  revokedAt: Date | null;
  sessionVersion: number;
  secretHash: string;
  previousHash: string | null;
  rotatedAt: Date | null;
};

/** A session is over when its time is, when it was signed out of, or when a password or roles were changed since. */
export const isOver = (session: Pick<SessionState, 'expiresAt' | 'revokedAt' | 'sessionVersion'>, account: Account, now: Date): boolean =>
  session.revokedAt !== null || session.expiresAt <= now || session.sessionVersion !== account.sessionVersion;

/**
 * What to do about a session whose secret was shown: `rotate` for the newest, `repeat` for the one before within its grace. Anything
 * older that once was right (`stolen`) has been used by two, and nobody knows which of them is the owner.
 */
export function shownAs(
  hash: string,
  { secretHash, previousHash, rotatedAt }: Pick<SessionState, 'secretHash' | 'previousHash' | 'rotatedAt'>,
  now: Date,
): 'rotate' | 'repeat' | 'stolen' | 'wrong' {
  if (hash === secretHash) return 'rotate';
  if (hash !== previousHash || rotatedAt === null) return 'wrong';
  return now.getTime() - rotatedAt.getTime() <= ROTATION_GRACE_MS ? 'repeat' : 'stolen';
}

/** An account is closed only when nothing is under way that its owner has to be able to follow. */
export function refuseWhileUnderWay(phases: readonly Phase[]): void {
  const open = phases.find((phase) => phase !== 'completed' && phase !== 'cancelled');
  if (open) throw new Refusal('WrongPhase', { phase: open });
}

/** Refuses the eleventh try of ten minutes; `retryAfter` in seconds. */
export function admit(tries: { count: number; until: Date }, now: Date): void {
  if (tries.count <= SIGN_IN.most) return;
  throw new Refusal('TooMany', { retryAfter: Math.max(1, Math.ceil((tries.until.getTime() - now.getTime()) / 1000)) });
}

/** What the history knows of an order after some of its events: the newest phase, and whatever any of them said. */
export type Standing = {
  orderId: string;
  owner: string;
  number: string;
  phase: Phase;
  version: number;
  total: number | null;
  currency: string | null;
  items: number | null;
  placedAt: string | null;
  isReplacement: boolean | null;
  cameBack: boolean | null;
};

const phases = {
  OrderPlaced: 'placed',
  OrderReadyToPay: 'held',
  OrderPaymentClosing: 'closing',
  OrderPaid: 'paid',
  OrderCancelAsked: 'cancelling',
  OrderCancelled: 'cancelled',
  OrderCompleted: 'completed',
} as const satisfies Partial<Record<Message['type'], Phase>>;
export type OrderStep = Message<keyof typeof phases | 'OrderAdvanced'>;

function standingAfter(step: OrderStep): Standing {
  const { type, version, time, data } = step;
  return {
    orderId: data.orderId,
    owner: data.owner,
    number: data.number,
    phase: step.type === 'OrderAdvanced' ? step.data.phase : phases[step.type],
    version,
    total: 'total' in data ? data.total : null,
    currency: 'currency' in data ? data.currency : null,
    items: 'lines' in data ? data.lines.reduce((sum, line) => sum + line.quantity, 0) : null,
    placedAt: type === 'OrderPlaced' ? time : null,
    isReplacement: step.type === 'OrderPlaced' ? step.data.exchangeOf !== undefined : null,
    cameBack: step.type === 'OrderCompleted' ? step.data.cameBack : null,
  };
}

/** One standing per order, in a fixed order, whatever the order of the events. */
export function standingsAfter(steps: readonly OrderStep[]): Standing[] {
  const standings = new Map<string, Standing>();
  for (const step of steps) {
    const next = standingAfter(step);
    const known = standings.get(next.orderId);
    const [older, newer] = known && known.version > next.version ? [next, known] : [known, next];
    standings.set(next.orderId, {
      ...newer,
      total: newer.total ?? older?.total ?? null,
      currency: newer.currency ?? older?.currency ?? null,
      items: newer.items ?? older?.items ?? null,
      placedAt: newer.placedAt ?? older?.placedAt ?? null,
      isReplacement: newer.isReplacement ?? older?.isReplacement ?? null,
      cameBack: newer.cameBack ?? older?.cameBack ?? null,
    });
  }
  return [...standings.values()].sort((a, b) => (a.orderId < b.orderId ? -1 : 1));
}

/** The place in the history that a page ended at, as it is passed back. */
export const cursorOf = ({ placedAt, id }: { placedAt: string; id: string }): string => `${placedAt}~${id}`;

/** Later than any order: where the first page starts. */
export const NEWEST = { placedAt: '9999-12-31T00:00:00.000Z', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/** Reads what `cursorOf` wrote; throws `InvalidInput` for anything else. */
export function placeOf(cursor: string): { placedAt: string; id: string } {
  const [placedAt, id] = placeIn(TimePlace, cursor.split('~'));
  return { placedAt, id };
}
