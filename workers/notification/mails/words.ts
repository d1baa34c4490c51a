import type { Locale } from '@kontor/contracts/ids';
import { en } from './english.ts';
import { de } from './german.ts';

type CancelReason = 'out-of-stock' | 'not-paid' | 'shopper' | 'staff' | 'not-exchanged';
/** What becomes of the shopper's money: of what was taken, and of what was only set aside. Nobody knows of orders cancelled long ago. */
type Money = 'nothing-charged' | 'paid-back' | 'let-go' | 'let-go-and-paid-back' | 'unknown';
/** `exchanged`: something else is wanted instead of the money */
type Return = { kind: 'withdrawal' | 'return'; at: string; exchanged: boolean };
/** `undelivered`: it is a parcel that nobody took in */
type Back = { undelivered: boolean };
/** `letGo`: what was kept instead */
type Decided = Back & { answer: string; letGo: boolean };
type Settled = Decided & { amount: string | null; exchanged: boolean };
type About = { subject: string; title: string; paragraphs: string[]; button: string };

/** Parcel `no` of `of`; `more`: others have still to bring something. */
type Which = { no: number; of: number; more: boolean };
/** Everything that mails say, in one language. */
export type Words = {
  welcome: About;
  received: (number: string) => About;
  confirmed: (number: string) => About;
  cancelled: (number: string, reason: CancelReason, money: Money) => About;
  /** of a replacement, for goods of the order `of` */
  replaced: (of: string) => About;
  notReplaced: (of: string, reason: CancelReason) => About;
  dispatched: (number: string, parcel: Which) => About;
  delivered: (number: string, parcel: Which) => About;
  delayed: (number: string) => About;
  paymentFailed: (number: string) => About;
  refunded: (number: string, amount: string) => About;
  refundReturned: (number: string, amount: string) => About;
  /** `isSetAside`: the card was not charged yet */
  piecesCancelled: (order: string, about: { amount: string; isSetAside: boolean }) => About;
  readdressed: (order: string) => About;
  cancelledPieces: string;
  returnAsked: (order: string, about: Return) => About;
  returnLabelled: (order: string) => About;
  returnReceived: (order: string, about: Back) => About;
  returnSettled: (order: string, settled: Settled) => About;
  returnDeclined: (order: string, declined: Decided) => About;
  returnNumber: string;
  undelivered: string;
  refusedPieces: string;
  keptForYou: string;
  noticeAsked: (what: string) => About;
  backInStock: (what: string) => About;
  stopNotices: string;
  /** `more` of them are not named in the letter */
  ranLow: (count: number, more: number) => About;
  pieces: (count: number) => string;
  hello: (name: string) => string;
  quantity: (pieces: number, price: string) => string;
  /** of pieces that are not there yet; `day` is written out already */
  later: (pieces: number, when: { day: string | null; weeks: number | null }) => string;
  subtotal: string;
  discount: string;
  relief: string;
  shipping: (method: string) => string;
  free: string;
  total: string;
  tax: (rate: string, gross: string) => string;
  taxAdded: (rate: string, net: string) => string;
  deliverTo: string;
  delivery: string;
  days: (from: number, to: number) => string;
  tracking: string;
  inThisParcel: string;
  stillToCome: string;
  short: (name: string, available: number) => string;
  soldOut: string;
  closing: string;
};

export const words: Record<Locale, Words> = { en, de };
