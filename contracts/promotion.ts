import { z } from 'zod';
import { Handle, Keyset, ProductId, Text } from './ids.ts';
import { Money, Price } from './money.ts';
import { ask, command } from './verb.ts';

/** What a shopper types in, in any case: kept and compared in capitals. */
export const Code = z
  .string()
  .trim()
  .toUpperCase()
  .min(3)
  .max(32)
  .regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/, 'a code has letters, digits and single dashes only, such as WELCOME-10');

/** A minute on the clock of the shop (Europe/Berlin), as staff write it: 2026-11-27T18:00. */
export const ShopTime = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/, 'a time looks like 2026-11-27T18:00');
/** The same on a day that there is; what was kept before this was asked reads all the same. */
const Day = ShopTime.refine((time) => z.iso.date().safeParse(time.slice(0, 10)).success, 'there is no such day')
  .nullable()
  .default(null);

/** In basis points: 1000 is 10 %. */
const Percent = z.int().min(1).max(10_000);

export const Benefit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('percent'), percent: Percent }),
  z.object({ kind: z.literal('amount'), amount: Price.min(1) }),
  /** of these delivery methods, or of any */
  z.object({ kind: z.literal('free-shipping'), methods: z.array(Handle).max(20).default([]) }),
  /** of every `buy` + `get` pieces the cheapest `get` are cheaper, or free at 10,000 */
  z.object({ kind: z.literal('buy-get'), buy: z.int().min(1).max(99), get: z.int().min(1).max(99), percent: Percent.default(10_000) }),
]);
export type Benefit = z.infer<typeof Benefit>;

export const Promotion = z.object({
  id: Handle,
  name: Text,
  /** without a code it applies by itself */
  code: Code.nullable().default(null),
  benefit: Benefit,
  /** what it counts and makes cheaper; both empty: everything */
  categories: z.array(Handle).max(100).default([]),
  products: z.array(ProductId).max(500).default([]),
  /** what these goods must come to, gross, before anything is taken off */
  minimum: Price.default(0),
  /** for signed-in customers only */
  customersOnly: z.boolean().default(false),
  /** for a customer's first order only */
  firstOrder: z.boolean().default(false),
  /** for customers in one of these groups only; empty: for everybody */
  groups: z.array(Handle).max(50).default([]),
  from: ShopTime.nullable().default(null),
  until: ShopTime.nullable().default(null),
  /** may stand beside others that may */
  combines: z.boolean().default(false),
  limit: z.int().min(1).nullable().default(null),
  limitPerCustomer: z.int().min(1).nullable().default(null),
  on: z.boolean().default(true),
});
export type Promotion = z.infer<typeof Promotion>;

/** Why a promotion does not apply to a cart. */
export const Obstacle = z.enum([
  'unknown',
  'not-yet',
  'over',
  'used-up',
  'used-before',
  'sign-in',
  'first-order',
  'group',
  'nothing-matches',
  'minimum',
  'saves-nothing',
  'better-offer',
]);
export type Obstacle = z.infer<typeof Obstacle>;

/** How an amount came about: `of × times ÷ over`, rounded half away from zero. */
export const Rounded = z.object({ of: Money, times: z.int(), over: z.int().min(1) });

/** A promotion in a receipt: `amount` is all it takes off, `delivery` the part of it that delivery costs less, `lines` the rest. */
export const Applied = z.object({
  id: Handle,
  name: Text,
  code: Code.nullable(),
  amount: Price,
  delivery: Price,
  lines: z.array(z.object({ sku: z.string(), amount: Price })),
  how: Rounded.nullable(),
});
export type Applied = z.infer<typeof Applied>;

/** A promotion that was looked at and left out; `missing` is what the goods must still come to. */
export const NotApplied = z.object({
  id: Handle.nullable(),
  name: Text.nullable(),
  code: Code.nullable(),
  reason: Obstacle,
  missing: Price.nullable().default(null),
});
export type NotApplied = z.infer<typeof NotApplied>;

const Kept = Promotion.extend({ used: z.int().min(0), archived: z.boolean().default(false) });

export const promotion = {
  promotions: ask({
    input: z.object({ ...Keyset, archived: z.boolean().default(false) }),
    output: z.object({ items: z.array(Kept), next: z.string().nullable() }),
    permission: 'staff:orders',
  }),
  /** Writes it as it is; the same again changes nothing. What was redeemed before still counts against its limits. `isNew` overwrites none. */
  savePromotion: command({
    input: Promotion.extend({ from: Day, until: Day, isNew: z.boolean().default(false) }).refine(
      ({ from, until }) => from === null || until === null || from < until,
      {
        path: ['until'],
        error: 'it ends before it begins: choose a later time',
      },
    ),
    output: Kept,
    permission: 'staff:orders',
  }),
  /** Out of sight and off; its code is free for another. Out of the archive again it is still off. */
  archivePromotion: command({ input: z.object({ id: Handle, archived: z.boolean() }), output: Kept, permission: 'staff:orders' }),
  switchPromotion: command({ input: z.object({ id: Handle, on: z.boolean() }), output: Kept, permission: 'staff:orders' }),
};
