import { z } from 'zod';
import { dayAt, isHoliday, written } from './calendar.ts';
import { Instant, Sku, Text, Uuid } from './ids.ts';
import { Location } from './inventory.ts';
import { Money, Price, TaxRate } from './money.ts';

/** Fourteen days after the day of delivery a consumer may withdraw without a reason (Directive 2011/83/EU art. 9, BGB § 355). */
export const WITHDRAW_DAYS = 14;
/** What the shop gives beyond that. */
export const RETURN_DAYS = 30;
/** So long a replacement is kept for somebody whose return has not come. */
export const EXCHANGE_DAYS = 30;

export const ReturnReason = z.enum(['changed-mind', 'not-as-expected', 'too-small', 'too-big', 'damaged', 'faulty', 'wrong-item']);
export type ReturnReason = z.infer<typeof ReturnReason>;
/** Reasons that are the shop's fault: then delivery comes back too. */
export const ourFault: readonly ReturnReason[] = ['damaged', 'faulty', 'wrong-item'];

/** A withdrawal is a right and needs no reason; a return is what the shop offers. */
export const WishKind = z.enum(['withdrawal', 'return']);
/** `undelivered`: a parcel that nobody took in came back; nobody asked for it. */
export const ReturnKind = z.enum([...WishKind.options, 'undelivered']);
export type ReturnKind = z.infer<typeof ReturnKind>;
/** asked → received → settled, or declined. */
export const ReturnPhase = z.enum(['asked', 'received', 'settled', 'declined']);

/** What is sent instead of pieces that come back. */
export const Replacement = z.object({ sku: Sku, name: Text, variant: Text });

/** `resell` and `damaged` pieces are paid back, `refused` ones are not; all zero until somebody has looked. */
export const ReturnLine = z.object({
  sku: Sku,
  quantity: z.int().min(1),
  resell: z.int().min(0).default(0),
  damaged: z.int().min(0).default(0),
  refused: z.int().min(0).default(0),
  /** instead of their money, where that was asked for */
  replacement: Replacement.nullish(),
});
export const ReturnLabel = z.object({ trackingNumber: z.string(), trackingUrl: z.string(), labelUrl: z.string() });

export const Return = z.object({
  id: Uuid,
  /** for people: K100001-R1 */
  number: z.string(),
  kind: ReturnKind,
  phase: ReturnPhase,
  reason: ReturnReason.nullable(),
  /** the shopper's words, then those of staff who declined or looked */
  note: z.string(),
  answer: z.string().default(''),
  askedAt: Instant,
  lines: z.array(ReturnLine),
  /** only for whoever owns the order: the label shows the sender's address */
  label: ReturnLabel.nullable(),
  /** what goes back to the shopper for it, once it is settled */
  amount: Price.nullable(),
  /** the order that its replacement travels as, and what of the credit pays for it; `done` once it does */
  exchange: z.object({ orderId: Uuid, amount: Price, done: z.boolean() }).nullish(),
});
export type Return = z.infer<typeof Return>;

/** A part of the receipt that is taken back, exact to the cent: what a refund pays and a credit note shows. */
export const Credit = z.object({
  id: Uuid,
  cause: z.enum(['returned', 'cancelled']),
  at: Instant,
  lines: z.array(z.object({ sku: Sku, quantity: z.int().min(1), amount: Price })),
  delivery: Price,
  taxes: z.array(z.object({ rate: TaxRate, gross: Price, tax: Money })),
  amount: Price,
});
export type Credit = z.infer<typeof Credit>;

type Pieces = { sku: string; shipped: number; returned: number };
type Asked = { phase: z.infer<typeof ReturnPhase>; lines: { sku: string; quantity: number }[] };
const isOpen = ({ phase }: Pick<Asked, 'phase'>) => phase === 'asked' || phase === 'received';

/** How many pieces of a line can be sent back: they have left, are not back, and no open return is about them. */
export const returnable = ({ sku, shipped, returned }: Pieces, returns: readonly Asked[]): number =>
  shipped -
  returned -
  returns
    .filter(isOpen)
    .flatMap(({ lines }) => lines)
    .reduce((sum, line) => sum + (line.sku === sku ? line.quantity : 0), 0);

const SATURDAY = 6;

/**
 * The last day (YYYY-MM-DD, where the shop is) on which something that arrived at `deliveredAt` can be sent back. The day of arrival does
 * not count, and what would end on a Saturday, a Sunday or a public holiday ends on the next working day (Regulation 1182/71 art. 3,
 * BGB §§ 187, 188, 193).
 */
export function lastDay(deliveredAt: string, days: number): string {
  const last = dayAt(new Date(deliveredAt));
  last.setUTCDate(last.getUTCDate() + days);
  while (last.getUTCDay() === SATURDAY || last.getUTCDay() === 0 || isHoliday(last)) last.setUTCDate(last.getUTCDate() + 1);
  return written(last);
}

/** Whether that is still possible; what has not arrived yet can always be sent back. */
export const isInTime = (deliveredAt: string | null, days: number, now: Date): boolean =>
  deliveredAt === null || written(dayAt(now)) <= lastDay(deliveredAt, days);

const about = { orderId: Uuid, number: z.string(), owner: z.string(), returnId: Uuid, returnNumber: z.string() };
const Goods = z.object({ sku: Sku, quantity: z.int().min(1), name: Text, variant: Text });

/** Step: somebody withdraws, or wants to send something back. */
export const ReturnAsked = z.object({
  ...about,
  kind: WishKind,
  at: Instant,
  lines: z.array(Goods),
  weightGrams: z.int(),
  /** what is kept to be sent instead */ replacements: z.array(Goods).default([]),
});
/** What was kept to be sent instead is on its shelf again. */
const letGo = { letGo: z.boolean().default(false) };
/** Step: the goods are back with us; of a parcel that nobody took in it is the first that is told. */
export const ReturnReceived = z.object({ ...about, kind: ReturnKind.default('return'), lines: z.array(Goods).default([]) });
/** Step: somebody has looked at the goods: what can be sold goes back to its shelf, and the amount goes back to the shopper. */
export const ReturnSettled = z.object({
  ...about,
  kind: ReturnKind.default('return'),
  amount: Price,
  currency: z.string(),
  restock: z.array(z.object({ sku: Sku, location: Location, quantity: z.int().min(1) })),
  refused: z.array(Goods),
  answer: z.string(),
  /** the replacement is sent; `amount` is what is left beyond it */
  exchanged: z.boolean().default(false),
  ...letGo,
});
export const ReturnDeclined = z.object({ ...about, kind: ReturnKind.default('return'), answer: z.string(), ...letGo });

const parcel = { orderId: Uuid, returnId: Uuid };
/** Step: the carrier has given a label to send the goods back with. */
export const ReturnLabelled = z.object({ ...parcel, ...ReturnLabel.shape });
/** Step: the carrier says that the goods are back. */
export const ReturnArrived = z.object(parcel);
