/** What a provider takes to open a payment page; `reference` is the attempt's id and the idempotency key. Amounts in minor units. */
export type Opening = {
  reference: string;
  amount: number;
  currency: string;
  description: string;
  locale: 'en' | 'de';
  returnUrl: string;
  cancelUrl: string;
  expiresAt: string;
};

/** How a payment stands at the provider; `captured` in minor units of `currency`, `declines` counts the tries that failed. */
export type Session = {
  id: string;
  reference: string;
  url: string;
  status: 'open' | 'succeeded' | 'closed';
  captured: number;
  currency: string;
  declines: number;
  lastFailure: string | null;
};

/** What a provider tells by itself, verified: about a payment, about a refund of ours, or something we have no use for. */
export type News = { id: string; type: string; body: unknown; about: { session: Session } | { refunded: string } | null };

/**
 * A payment provider. Calls end within five seconds; they throw `Permanent` when trying again cannot help, `StillOpening` while
 * the same opening is under way, and anything else when nobody knows what happened.
 */
export type Provider = {
  /** The same reference again gives the same session. `withinMs` is the caller's patience. */
  open(opening: Opening, withinMs: number): Promise<Session>;
  /** Null when the provider never opened anything under this reference. */
  find(reference: string): Promise<Session | null>;
  /** Closes what is open; what succeeded stays so, and the answer says it. */
  close(sessionId: string): Promise<Session>;
  /** Pays back; the same reference again pays nothing more. */
  refund(asked: { sessionId: string; amount: number; reference: string }): Promise<void>;
  /** Throws the refusal `BadSignature` for anything the provider did not sign in the last 300 s. */
  news(body: Buffer, headers: Record<string, unknown>): News;
};

/** The same opening is under way in another call. */
export class StillOpening extends Error {}
