import { withoutCards } from './card-number.ts';
import { z } from 'zod';
import { Email, Keyset, Sku, Uuid } from './ids.ts';
import { Location } from './inventory.ts';
import { Address, asWrittenThere, FollowedOrder, Order } from './order.ts';
import { Return, ReturnPhase, ReturnReason, WishKind } from './return.ts';
import { ask, command } from './verb.ts';

const Some = z.object({ sku: Sku, quantity: z.int().min(1).max(99) });
const listed = <L extends z.ZodType<{ sku: string }>>(line: L) =>
  z
    .array(line)
    .min(1, 'say which pieces')
    .max(100)
    .refine((lines) => new Set(lines.map(({ sku }) => sku)).size === lines.length, 'name each article once');
const Pieces = listed(Some);

/** What goes back and why; the same id again changes nothing. */
const Wish = z.object({
  returnId: Uuid,
  kind: WishKind,
  /** `exchangeFor`: the variant that is wanted instead of the money; in a return only, it costs no more than was paid */
  lines: listed(Some.extend({ exchangeFor: Sku.optional() })),
  reason: ReturnReason.nullable().default(null),
  note: withoutCards(z.string().trim().max(500)).default(''),
});
export type Wish = z.output<typeof Wish>;

const theReturn = { orderId: Uuid, returnId: Uuid };
const Answer = withoutCards(z.string().trim().min(3, 'say in a few words why').max(500));

/** What can be done about an order after it is paid. */
export const aftercare = {
  askReturn: command({
    input: Wish.extend({ orderId: Uuid }),
    output: Order,
    permission: 'shopper',
    http: { method: 'POST', path: '/orders/{orderId}/returns', summary: 'Withdraw, or send something back' },
  }),
  /** By the link in a mail and the e-mail it was sent to: nobody needs an account to withdraw (BGB § 356a). */
  askReturnByLink: command({
    input: Wish.extend({ token: z.string().max(200), email: Email }),
    output: FollowedOrder,
    permission: 'public',
    http: { method: 'POST', path: '/followed/{token}/returns', summary: 'Withdraw, or send something back, by the link in a mail' },
  }),
  /** Takes pieces out of an order that has not left. All that is left of it: `cancel` is the way. */
  cancelPieces: command({
    input: z.object({ orderId: Uuid, changeId: Uuid, lines: Pieces }),
    output: Order,
    permission: 'shopper',
    http: { method: 'POST', path: '/orders/{orderId}/cancelled-pieces', summary: 'Cancel some pieces of an order' },
  }),
  cancelPiecesByStaff: command({ input: z.object({ orderId: Uuid, changeId: Uuid, lines: Pieces }), output: Order, permission: 'staff:orders' }),
  /** Sends an order elsewhere as long as it has not left; within its country, for the tax is that country's. */
  readdress: command({
    input: z.object({ orderId: Uuid, changeId: Uuid, address: asWrittenThere(Address) }),
    output: Order,
    permission: 'shopper',
    http: { method: 'PUT', path: '/orders/{orderId}/address', summary: 'Change where an order goes' },
  }),
  readdressByStaff: command({
    input: z.object({ orderId: Uuid, changeId: Uuid, address: asWrittenThere(Address) }),
    output: Order,
    permission: 'staff:orders',
  }),
  /** Those that wait for staff first come oldest first; `phase` narrows. */
  returns: ask({
    input: z.object({ ...Keyset, phase: ReturnPhase.default('asked') }),
    output: z.object({
      items: z.array(Return.pick({ id: true, number: true, kind: true, phase: true, reason: true, askedAt: true }).extend({ orderId: Uuid, pieces: z.int() })),
      next: z.string().nullable(),
    }),
    permission: 'staff:orders',
  }),
  receiveReturn: command({ input: z.object(theReturn), output: Order, permission: 'staff:orders' }),
  /** What became of each piece; what can be sold goes back to `location`. */
  settleReturn: command({
    input: z.object({
      ...theReturn,
      lines: z
        .array(z.object({ sku: Sku, resell: z.int().min(0), damaged: z.int().min(0), refused: z.int().min(0), location: Location.optional() }))
        .min(1)
        .max(100),
      answer: z.string().trim().max(500).default(''),
    }),
    output: Order,
    permission: 'staff:orders',
  }),
  declineReturn: command({ input: z.object({ ...theReturn, answer: Answer }), output: Order, permission: 'staff:orders' }),
};
