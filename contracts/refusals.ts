/**
 * Everything the shop refuses on purpose. A refusal is an expected answer: the web has a sentence for each in every language
 * (web/messages). Whatever is not in this list is a bug and is answered with an error id only.
 */
export const refusals = {
  InvalidInput: { status: 400, trpc: 'BAD_REQUEST' },
  SignInRequired: { status: 401, trpc: 'UNAUTHORIZED' },
  WrongCredentials: { status: 401, trpc: 'UNAUTHORIZED' },
  SessionEnded: { status: 401, trpc: 'UNAUTHORIZED' },
  NotAllowed: { status: 403, trpc: 'FORBIDDEN' },
  NotFound: { status: 404, trpc: 'NOT_FOUND' },
  EmailTaken: { status: 409, trpc: 'CONFLICT' },
  CartEmpty: { status: 409, trpc: 'CONFLICT' },
  CartFull: { status: 409, trpc: 'CONFLICT' },
  CodeRefused: { status: 409, trpc: 'CONFLICT' },
  GiftCardRefused: { status: 409, trpc: 'CONFLICT' },
  TotalChanged: { status: 409, trpc: 'CONFLICT' },
  NotForSale: { status: 409, trpc: 'CONFLICT' },
  OutOfStock: { status: 409, trpc: 'CONFLICT' },
  NotReceived: { status: 403, trpc: 'FORBIDDEN' },
  NotReturnable: { status: 409, trpc: 'CONFLICT' },
  NotDelivered: { status: 409, trpc: 'CONFLICT' },
  KeyReused: { status: 409, trpc: 'CONFLICT' },
  StillRunning: { status: 409, trpc: 'CONFLICT' },
  WrongPhase: { status: 409, trpc: 'CONFLICT' },
  BadSignature: { status: 401, trpc: 'UNAUTHORIZED' },
  TooMany: { status: 429, trpc: 'TOO_MANY_REQUESTS' },
  Unavailable: { status: 503, trpc: 'SERVICE_UNAVAILABLE' },
} as const;

export type RefusalCode = keyof typeof refusals;

/** Details for the sentence and the way on, such as `{ field: 'postcode' }` or `{ lines: [{ sku, available }] }`. */
export type RefusalDetails = Record<string, unknown>;

/** Thrown by a handler or a rule; crosses every process as its code and details. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly details: RefusalDetails;
  constructor(code: RefusalCode, details: RefusalDetails = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
}

export const isRefusalCode = (code: unknown): code is RefusalCode => typeof code === 'string' && code in refusals;
