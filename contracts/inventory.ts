import { z } from 'zod';
import { Instant, Keyset, Sku, Uuid } from './ids.ts';
import { ask, command } from './verb.ts';

export const Location = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[a-z0-9-]+$/, 'a location has small letters, digits and dashes only');
export const MovementReason = z.enum(['receipt', 'correction', 'return', 'transfer', 'dispatch']);

/**
 * Pieces per SKU and location; available = onHand − held − allocated. `waiting` are those of the promised ones that are not there yet: so
 * far below zero can available be.
 */
export const Stock = z.object({
  sku: Sku,
  location: Location,
  onHand: z.int(),
  held: z.int(),
  allocated: z.int(),
  waiting: z.int(),
  available: z.int(),
});
export type Stock = z.infer<typeof Stock>;

export const Shortage = z.object({ sku: Sku, wanted: z.int(), available: z.int() });
export type Shortage = z.infer<typeof Shortage>;
/** Which location gives how many; `waiting` of them are not there yet. */
export const Allocation = z.object({ sku: Sku, location: Location, quantity: z.int().min(1), waiting: z.int().min(1).optional() });
export type Allocation = z.infer<typeof Allocation>;

const when = {
  /** `back-order` comes again, `pre-order` comes for the first time */
  kind: z.enum(['back-order', 'pre-order']),
  /** the day from which it is sent */
  shipsOn: z.iso.date('a day looks like 2026-12-24').nullable().default(null),
  /** in about so many weeks, where nobody knows the day */
  weeks: z.int().min(1).max(52).nullable().default(null),
};
/** When pieces are sent that are not there yet, and how many: in a cart those that can still be promised, in an order those it waits for. */
export const Later = z.object({ ...when, pieces: z.int().min(0) });
export type Later = z.infer<typeof Later>;

/** By which rule more of a SKU is sold than lies there. */
export const LaterRule = z
  .object({
    ...when,
    /** how many may be promised at once */ quota: z.int().min(1).max(1_000_000),
    /** whether more is promised now */ open: z.boolean().default(true),
  })
  .refine(({ shipsOn, weeks }) => shipsOn !== null || weeks !== null, {
    path: ['shipsOn'],
    message: 'say on which day it ships (shipsOn), or in about how many weeks (weeks)',
  })
  .refine(({ kind, shipsOn }) => kind === 'back-order' || shipsOn !== null, { path: ['shipsOn'], message: 'a pre-order names the day of its release' });
export type LaterRule = z.infer<typeof LaterRule>;

/** From this many pieces down a SKU runs low, unless staff said otherwise. */
export const RUNS_LOW_AT = 5;
/** So many are plenty: more than a line of a cart takes. How many more there are changes no page. */
export const PLENTY = 100;
/**
 * What others are told of `available` pieces: the number itself where the SKU runs low, else PLENTY at most. So a hot SKU of which
 * thousands lie there is not told of with every order, and nobody outside reads what a shop sells off its stock.
 */
export const piecesTold = (available: number, lowAt: number | null | undefined): number =>
  available <= (lowAt ?? RUNS_LOW_AT) ? available : Math.min(available, PLENTY);
/** What staff settled for a SKU. */
export const SkuRule = z.object({
  sku: Sku,
  later: LaterRule.nullable().default(null),
  /** from this many pieces down it runs low; null as everything else */
  lowAt: z.int().min(0).max(1_000_000).nullable().default(null),
});
export type SkuRule = z.infer<typeof SkuRule>;

/** One entry of the ledger: stock on hand is the sum of these. */
export const Movement = z.object({
  id: z.string(),
  sku: Sku,
  location: Location,
  quantity: z.int(),
  reason: MovementReason,
  orderId: Uuid.nullable(),
  note: z.string(),
  actor: z.string(),
  at: Instant,
});

export const inventory = {
  /** What can be sold now, over all locations, and what can be promised beyond that; both as `piecesTold`. */
  available: ask({
    input: z.object({ skus: z.array(Sku).min(1).max(200) }),
    output: z.array(z.object({ sku: Sku, available: z.int(), later: Later.optional() })),
    permission: 'public',
  }),
  stock: ask({ input: z.object({ skus: z.array(Sku).min(1).max(200) }), output: z.array(Stock), permission: 'staff:inventory' }),
  /** Counts: says how many lie there now; the difference becomes a movement. The same count again changes nothing. */
  count: command({
    input: z.object({
      counts: z
        .array(z.object({ sku: Sku, location: Location, onHand: z.int().min(0).max(10_000_000) }))
        .min(1)
        .max(1000),
      reason: MovementReason.default('correction'),
      note: z.string().max(500).default(''),
    }),
    output: z.object({ changed: z.int() }),
    permission: 'staff:inventory',
  }),
  /** Every shelf by SKU and location; `q` is the beginning of a SKU. */
  shelves: ask({
    input: z.object({ ...Keyset, q: z.string().trim().max(64).optional() }),
    output: z.object({ items: z.array(Stock), next: z.string().nullable() }),
    permission: 'staff:inventory',
  }),
  /** The ledger of a SKU, newest first. */
  movements: ask({
    input: z.object({ ...Keyset, sku: Sku }),
    output: z.object({ items: z.array(Movement), next: z.string().nullable() }),
    permission: 'staff:inventory',
  }),
  /** Takes pieces in or out, never below what is promised to orders. The same key again changes nothing. */
  correct: command({
    input: z.object({
      sku: Sku,
      location: Location,
      change: z
        .int()
        .min(-1_000_000)
        .max(1_000_000)
        .refine((pieces) => pieces !== 0, 'say how many pieces come or go: zero changes nothing'),
      reason: MovementReason.exclude(['dispatch']),
      note: z.string().trim().min(3, 'say in a few words why').max(500),
      idempotencyKey: Uuid,
    }),
    output: Stock,
    permission: 'staff:inventory',
  }),
  /** Brings pieces from one location to another, never those promised to orders. The same key again changes nothing. */
  transfer: command({
    input: z
      .object({
        sku: Sku,
        from: Location,
        to: Location,
        pieces: z.int().min(1).max(1_000_000),
        note: z.string().trim().max(500).default(''),
        idempotencyKey: Uuid,
      })
      .refine(({ from, to }) => from !== to, { path: ['to'], message: 'name another location than the one they come from' }),
    output: z.array(Stock),
    permission: 'staff:inventory',
  }),
  /** What staff settled for these SKUs; those without a rule are left out. */
  rules: ask({ input: z.object({ skus: z.array(Sku).min(1).max(200) }), output: z.array(SkuRule), permission: 'staff:inventory' }),
  /** Writes rules as they are; the same again changes nothing. `location` is where the goods will come in, if the SKU lies nowhere yet. */
  setRules: command({
    input: z.object({
      rules: z
        .array(SkuRule.extend({ location: Location.default('main') }))
        .min(1)
        .max(1000),
    }),
    output: z.object({ changed: z.int() }),
    permission: 'staff:inventory',
  }),
};

/** Step, about an order: all its lines are held; `later` says when those pieces come that are not there yet. */
export const StockHeld = z.object({ orderId: Uuid, allocation: z.array(Allocation), later: z.array(Later.extend({ sku: Sku })).optional() });
/** Step, about an order: every piece that it waited for is there, and where all of its pieces lie now. */
export const StockReady = z.object({ orderId: Uuid, allocation: z.array(Allocation).optional() });
/** Step, about an order: at least one line was short, nothing is held. */
export const StockRefused = z.object({ orderId: Uuid, short: z.array(Shortage) });
/** State: what can be sold of a SKU over all locations, and what can be promised beyond that; both as `piecesTold`. */
export const StockChanged = z.object({
  sku: Sku,
  available: z.int(),
  /** as counted when this was told: a change of this number alone is not told */
  onHand: z.int(),
  later: Later.optional(),
  /** not more is left than staff want to be warned of */ low: z.boolean().optional(),
});
