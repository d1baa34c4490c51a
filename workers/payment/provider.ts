/** What a provider takes to open a payment page; `reference` is the attempt's id and the idempotency key. Amounts in minor units. */
export type Opening = {
  reference: string;
  amount: number;
  currency: string;
  description: string;
  locale: 'en' | 'de';
  returnUrl: string;
  cancelUrl: string;
  openedAt: string;
  expiresAt: string;
  /** `later`: set aside only, and captured when goods leave */
  capture: 'now' | 'later';
  /** as the provider knows the customer: then cards may be kept on its page, and kept ones be paid with */
  customer: string | null;
};

/** Money that is set aside at the shopper's bank until it lapses; `inParts`: it may be captured in several parts. */
export type Hold = { amount: number; until: string; inParts: boolean };

/**
 * How a payment stands at the provider; paid (`succeeded`) is also what is only set aside, its `hold`; `captured` in minor units of `currency`, `declines` counts the tries that failed. `payment` is
 * what the provider calls the money itself, once there is a try: disputes name it and nothing else.
 */
export type Session = {
  id: string;
  payment: string | null;
  reference: string;
  url: string;
  status: 'open' | 'succeeded' | 'closed';
  captured: number;
  hold: Hold | null;
  currency: string;
  declines: number;
  lastFailure: string | null;
};

/**
 * What a provider tells by itself, verified: how a payment stands, that it has changed and the provider is to be asked how, that a refund
 * of ours was paid or that the money of one came back, that a capture of ours was made, that a shopper's bank wants money back, or something we have no use for.
 */
export type News = { id: string; type: string; body: unknown; about: About | null };
export type About =
  | { session: Session }
  | { look: string }
  | { refunded: string }
  | { captured: string }
  | { refundReturned: string; reason: string }
  | { disputed: DisputeNews };

/** A shopper's bank takes money back, or has decided; `of` names the payment as the provider does, amounts in minor units. */
export type DisputeNews = {
  id: string;
  of: { payment: string } | { reference: string };
  amount: number;
  currency: string;
  reason: string;
  phase: 'open' | 'won' | 'lost';
  /** Until when the shop may object. */
  answerBy: string | null;
};

/**
 * A payment provider. Calls end within five seconds; they throw `Permanent` when trying again cannot help, `StillOpening` while
 * the same opening is under way, and anything else when nobody knows what happened.
 */
export type Provider = {
  /** The same reference again gives the same session. `withinMs` is the caller's patience. */
  open(opening: Opening, withinMs: number): Promise<Session>;
  /** Null when the provider never opened anything under this reference; `sessionId` where it is known, else `openedAt` says where to look. */
  find(of: { reference: string; sessionId: string | null; openedAt: string }): Promise<Session | null>;
  /** Closes what is open; what succeeded stays so, and the answer says it. */
  close(sessionId: string): Promise<Session>;
  /**
   * Takes a part of what is set aside, so that `upTo` is taken in all; the same again takes nothing more. `last` lets go of the rest.
   * `Permanent` when the bank declines, or nothing is set aside any more.
   */
  capture(asked: { sessionId: string; amount: number; upTo: number; last: boolean; reference: string }): Promise<void>;
  /** Lets go of what is set aside and not captured; twice is once. */
  release(sessionId: string): Promise<void>;
  /** Pays back; the same reference again pays nothing more. */
  refund(asked: { sessionId: string; amount: number; reference: string }): Promise<void>;
  /** What the provider knows a customer of ours by. The same owner again gives the same, for a day at least. */
  customer(owner: string): Promise<string>;
  /** The cards and accounts that a customer asked to keep; never more of them than their last digits. */
  methodsOf(customer: string): Promise<Method[]>;
  /** False for one that is not there, or somebody else's. */
  forgetMethod(customer: string, id: string): Promise<boolean>;
  /** Everything kept about a customer goes; twice is once. */
  forgetCustomer(customer: string): Promise<void>;
  /** Throws the refusal `BadSignature` for anything the provider did not sign in the last 300 s. */
  news(body: Buffer, headers: Record<string, unknown>): News;
};

/** A way to pay that the provider keeps for a customer: `expires` is month and year, such as 12/30. */
export type Method = { id: string; brand: string; last4: string; expires: string | null };

/** The same opening is under way in another call. */
export class StillOpening extends Error {}
