import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { notFound, Refusal } from '../refusal.ts';

const webAddress = z.url({ protocol: /^https?$/ });
const currency = z.string().regex(/^[A-Z]{3}$/, 'three capital letters, such as EUR');

export const newSession = z.strictObject({
  reference: z.string().min(1).max(200),
  amount: z.int().positive(),
  currency,
  description: z.string().min(1).max(500),
  locale: z.enum(['de', 'en']),
  returnUrl: webAddress,
  cancelUrl: webAddress,
  webhookUrl: webAddress,
  expiresAt: z.iso.datetime({ offset: true }),
  /** `later`: only set aside, for the merchant to capture within a week */
  capture: z.enum(['now', 'later']).default('now'),
  /** whom the merchant knows it as; only then may a card be kept */
  customer: z.string().min(1).max(200).optional(),
});

export const newRefund = z.strictObject({ sessionId: z.string(), amount: z.int().positive(), reference: z.string().min(1).max(200) });

export const newCapture = z.strictObject({ sessionId: z.string(), amount: z.int().positive(), reference: z.string().min(1).max(200), last: z.boolean() });

const disputeReason = z.enum(['fraudulent', 'product_not_received', 'product_unacceptable', 'duplicate']);
export const newDispute = z.strictObject({ sessionId: z.string(), amount: z.int().positive().optional(), reason: disputeReason.default('fraudulent') });
export const verdict = z.strictObject({ outcome: z.enum(['won', 'lost']) });

const stored = newSession.extend({ id: z.string(), createdAt: z.string() });
const capture = newCapture.extend({ id: z.string(), currency, createdAt: z.string() });
const refund = newRefund.extend({ id: z.string(), currency, status: z.literal('succeeded'), createdAt: z.string() });
const dispute = z.object({
  id: z.string(),
  sessionId: z.string(),
  sessionReference: z.string(),
  amount: z.int(),
  currency,
  reason: disputeReason,
  answerBy: z.string(),
  createdAt: z.string(),
});
const reason = z.enum(['card_declined', 'authentication_failed']);
const closing = z.enum(['asked', 'expired']);

export const sessionEntries = [
  z.object({ kind: z.literal('session'), at: z.string(), session: stored }),
  z.object({ kind: z.literal('declined'), at: z.string(), sessionId: z.string(), reason }),
  z.object({ kind: z.literal('captured'), at: z.string(), sessionId: z.string(), amount: z.int(), currency }),
  z.object({ kind: z.literal('authorised'), at: z.string(), sessionId: z.string(), amount: z.int(), currency, until: z.string() }),
  z.object({ kind: z.literal('taken'), at: z.string(), capture }),
  z.object({ kind: z.literal('released'), at: z.string(), sessionId: z.string(), reason: z.enum(['asked', 'lapsed']) }),
  z.object({ kind: z.literal('closed'), at: z.string(), sessionId: z.string(), reason: closing }),
  z.object({ kind: z.literal('refunded'), at: z.string(), refund }),
  z.object({ kind: z.literal('disputed'), at: z.string(), dispute }),
  z.object({ kind: z.literal('decided'), at: z.string(), disputeId: z.string(), outcome: z.enum(['won', 'lost']) }),
] as const;

const sessionEntry = z.discriminatedUnion('kind', sessionEntries);
export type SessionEntry = z.infer<typeof sessionEntry>;
export type NewSession = z.infer<typeof newSession>;
export type Refund = z.infer<typeof refund>;
/** A part of what was set aside that the merchant has taken. */
export type Capture = z.infer<typeof capture>;
/** A shopper's bank that takes money back: `open` until it decides for the merchant (`won`) or for the shopper (`lost`). */
export type Dispute = z.infer<typeof dispute> & { status: 'open' | 'won' | 'lost' };
export type DeclineReason = z.infer<typeof reason>;
export type Session = z.infer<typeof stored> & {
  status: 'open' | 'succeeded' | 'closed';
  /** set aside and neither captured nor let go of */
  authorisedAmount: number;
  authorisedUntil?: string;
  capturedAmount: number;
  refundedAmount: number;
  /** what banks took back and did not return */
  disputedAmount: number;
  tries: { at: string; outcome: 'succeeded' | 'declined'; reason?: DeclineReason }[];
  closedAt?: string;
  closeReason?: z.infer<typeof closing>;
};

export const toldTypes = [
  'session.succeeded',
  'session.payment_failed',
  'session.closed',
  'session.released',
  'capture.succeeded',
  'refund.succeeded',
  'dispute.opened',
  'dispute.decided',
] as const;
export type Told = (typeof toldTypes)[number];

type Settings = {
  write: (entry: SessionEntry) => void;
  now: () => Date;
  /** Told of every step right after it was written. */
  told: (type: Told, session: Session, more?: { refund: Refund } | { capture: Capture } | { dispute: Dispute }) => void;
};

export type Sessions = ReturnType<typeof openSessions>;

const ANSWER_WITHIN_MS = 10 * 86_400_000;
/** So long a bank keeps money aside. */
const HOLD_MS = 7 * 86_400_000;
const newId = (prefix: string) => `${prefix}_${randomUUID().replaceAll('-', '')}`;

/** The provider's books: payment sessions, captures and refunds. Every step is one ledger entry. */
export function openSessions({ write, now, told }: Settings) {
  const sessions = new Map<string, Session>();
  const byReference = new Map<string, Session[]>();
  const open = new Set<Session>();
  const held = new Set<Session>();
  const refunds: Refund[] = [];
  const disputes = new Map<string, Dispute>();
  const stamp = () => now().toISOString();

  function known(id: string): Session {
    const session = sessions.get(id);
    if (!session) throw notFound('payment session');
    return session;
  }

  function knownDispute(id: string): Dispute {
    const found = disputes.get(id);
    if (!found) throw notFound('dispute');
    return found;
  }

  function find(id: string): Session {
    const session = known(id);
    // Not left to the sweep alone: nobody may pay in the moment between expiry and sweep.
    if (session.status === 'open' && now().getTime() >= Date.parse(session.expiresAt)) shut(session, 'expired');
    if (session.authorisedAmount > 0 && now().getTime() >= Date.parse(session.authorisedUntil ?? '')) letGo(session, 'lapsed');
    return session;
  }

  function shut(session: Session, why: 'asked' | 'expired'): void {
    write({ kind: 'closed', at: stamp(), sessionId: session.id, reason: why });
    told('session.closed', session);
  }

  function letGo(session: Session, why: 'asked' | 'lapsed'): void {
    write({ kind: 'released', at: stamp(), sessionId: session.id, reason: why });
    told('session.released', session);
  }

  return {
    apply(entry: SessionEntry): void {
      if (entry.kind === 'session') {
        const session: Session = { ...entry.session, status: 'open', authorisedAmount: 0, capturedAmount: 0, refundedAmount: 0, disputedAmount: 0, tries: [] };
        sessions.set(session.id, session);
        byReference.set(session.reference, [...(byReference.get(session.reference) ?? []), session]);
        open.add(session);
        return;
      }
      if (entry.kind === 'refunded') {
        refunds.push(entry.refund);
        known(entry.refund.sessionId).refundedAmount += entry.refund.amount;
        return;
      }
      if (entry.kind === 'disputed') {
        disputes.set(entry.dispute.id, { ...entry.dispute, status: 'open' });
        known(entry.dispute.sessionId).disputedAmount += entry.dispute.amount;
        return;
      }
      if (entry.kind === 'decided') {
        const decided = knownDispute(entry.disputeId);
        decided.status = entry.outcome;
        if (entry.outcome === 'won') known(decided.sessionId).disputedAmount -= decided.amount;
        return;
      }
      if (entry.kind === 'taken') {
        const session = known(entry.capture.sessionId);
        session.capturedAmount += entry.capture.amount;
        session.authorisedAmount = entry.capture.last ? 0 : session.authorisedAmount - entry.capture.amount;
        if (session.authorisedAmount === 0) held.delete(session);
        return;
      }
      const session = known(entry.sessionId);
      if (entry.kind === 'released') {
        held.delete(session);
        Object.assign(session, { authorisedAmount: 0, ...(session.capturedAmount === 0 && { status: 'closed', closedAt: entry.at }) });
        return;
      }
      if (entry.kind === 'declined') {
        session.tries.push({ at: entry.at, outcome: 'declined', reason: entry.reason });
        return;
      }
      open.delete(session);
      if (entry.kind === 'authorised') {
        session.tries.push({ at: entry.at, outcome: 'succeeded' });
        held.add(session);
        const { amount: authorisedAmount, until: authorisedUntil } = entry;
        Object.assign(session, { status: 'succeeded', authorisedAmount, authorisedUntil, currency: entry.currency });
      } else if (entry.kind === 'captured') {
        session.tries.push({ at: entry.at, outcome: 'succeeded' });
        Object.assign(session, { status: 'succeeded', capturedAmount: entry.amount, currency: entry.currency });
      } else {
        Object.assign(session, { status: 'closed', closedAt: entry.at, closeReason: entry.reason });
      }
    },

    create(input: NewSession): Session {
      if (Date.parse(input.expiresAt) <= now().getTime()) {
        throw new Refusal(422, 'invalid_input', 'expiresAt: has to be in the future', 'expiresAt');
      }
      const session = { ...input, id: newId('ps'), createdAt: stamp() };
      write({ kind: 'session', at: session.createdAt, session });
      return known(session.id);
    },

    find,

    has: (id: string): boolean => sessions.has(id),

    /** Takes the money, or sets it aside; another amount or currency than asked only when a fault says so. */
    capture(id: string, other?: { amount?: number | undefined; currency?: string | undefined }): Session {
      const session = find(id);
      if (session.status !== 'open') return session;
      const wrong = session.amount > 1 ? session.amount - 1 : 2;
      const amount = other ? (other.amount ?? (other.currency ? session.amount : wrong)) : session.amount;
      const money = { at: stamp(), sessionId: id, amount, currency: other?.currency ?? session.currency };
      if (session.capture === 'now') write({ kind: 'captured', ...money });
      else write({ kind: 'authorised', ...money, until: new Date(now().getTime() + HOLD_MS).toISOString() });
      told('session.succeeded', session);
      return session;
    },

    /** Takes a part of what is set aside, several times if the merchant likes; `last` lets go of the rest. */
    take(input: z.infer<typeof newCapture>): Capture {
      const session = find(input.sessionId);
      if (input.amount > session.authorisedAmount) {
        const message = `amount: ${input.amount} is more than the ${session.authorisedAmount} that is still set aside`;
        throw new Refusal(422, 'capture_exceeds_authorisation', message, 'amount');
      }
      const made: Capture = { ...input, id: newId('ca'), currency: session.currency, createdAt: stamp() };
      write({ kind: 'taken', at: made.createdAt, capture: made });
      told('capture.succeeded', session, { capture: made });
      return made;
    },

    /** Lets go of what is set aside, for the merchant or because the bank wants it back (`lapsed`); twice is once. */
    release(id: string, why: 'asked' | 'lapsed' = 'asked'): Session {
      const session = find(id);
      if (session.authorisedAmount > 0) letGo(session, why);
      return session;
    },

    decline(id: string, why: DeclineReason): Session {
      const session = find(id);
      if (session.status !== 'open') return session;
      write({ kind: 'declined', at: stamp(), sessionId: id, reason: why });
      told('session.payment_failed', session);
      return session;
    },

    /** Closes an open session; one that succeeded stays succeeded, and the caller reads that in the answer. */
    close(id: string): Session {
      const session = find(id);
      if (session.status === 'open') shut(session, 'asked');
      return session;
    },

    /** Pays back at most what was captured and not yet refunded; throws a Refusal otherwise. */
    refund(input: z.infer<typeof newRefund>): Refund {
      const session = find(input.sessionId);
      const left = session.capturedAmount - session.refundedAmount - session.disputedAmount;
      if (input.amount > left) {
        const message = `amount: ${input.amount} is more than the ${left} that can still be refunded`;
        throw new Refusal(422, 'refund_exceeds_capture', message, 'amount');
      }
      const made: Refund = { ...input, id: newId('re'), currency: session.currency, status: 'succeeded', createdAt: stamp() };
      write({ kind: 'refunded', at: made.createdAt, refund: made });
      told('refund.succeeded', session, { refund: made });
      return made;
    },

    /** A shopper's bank takes back what is left of a payment, or a part of it; the merchant has ten days to object. */
    dispute(input: z.infer<typeof newDispute>): Dispute {
      const session = find(input.sessionId);
      const left = session.capturedAmount - session.refundedAmount - session.disputedAmount;
      const amount = input.amount ?? left;
      if (left <= 0 || amount > left) {
        throw new Refusal(422, 'dispute_exceeds_capture', `amount: ${amount} is more than the ${left} that can still be disputed`, 'amount');
      }
      const { id: sessionId, reference: sessionReference, currency: code } = session;
      const at = now();
      const made = {
        id: newId('dp'),
        sessionId,
        sessionReference,
        amount,
        currency: code,
        reason: input.reason,
        answerBy: new Date(at.getTime() + ANSWER_WITHIN_MS).toISOString(),
        createdAt: at.toISOString(),
      };
      write({ kind: 'disputed', at: made.createdAt, dispute: made });
      told('dispute.opened', session, { dispute: knownDispute(made.id) });
      return knownDispute(made.id);
    },

    /** The bank has decided; once. */
    decide(id: string, { outcome }: z.infer<typeof verdict>): Dispute {
      const found = knownDispute(id);
      if (found.status !== 'open') return found;
      write({ kind: 'decided', at: stamp(), disputeId: id, outcome });
      told('dispute.decided', known(found.sessionId), { dispute: found });
      return found;
    },

    disputesOf: (listed: readonly Session[]): Dispute[] => {
      const ids = new Set(listed.map((session) => session.id));
      return [...disputes.values()].filter(({ sessionId }) => ids.has(sessionId)).reverse();
    },

    expireDue(): void {
      for (const session of [...open, ...held]) find(session.id);
    },

    /** Newest first; of one reference when given. */
    list: (reference?: string): Session[] => [...(reference === undefined ? sessions.values() : (byReference.get(reference) ?? []))].reverse(),

    refundsOf: (listed: readonly Session[]): Refund[] => {
      const ids = new Set(listed.map((session) => session.id));
      return refunds.filter((made) => ids.has(made.sessionId)).reverse();
    },
  };
}
