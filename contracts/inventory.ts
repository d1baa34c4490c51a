import { z } from 'zod';
import { Instant, Keyset, Sku, Uuid } from './ids.ts';
import { ask, command } from './verb.ts';

export const Location = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[a-z0-9-]+$/, 'a location has small letters, digits and dashes only');
export const MovementReason = z.enum(['receipt', 'correction', 'return', 'transfer', 'dispatch']);

/** Pieces per SKU and location; available = onHand − held − allocated. */
export const Stock = z.object({ sku: Sku, location: Location, onHand: z.int(), held: z.int(), allocated: z.int(), available: z.int() });
export type Stock = z.infer<typeof Stock>;

export const Shortage = z.object({ sku: Sku, wanted: z.int(), available: z.int() });
export type Shortage = z.infer<typeof Shortage>;
/** Which location gives how many. */
export const Allocation = z.object({ sku: Sku, location: Location, quantity: z.int().min(1) });
export type Allocation = z.infer<typeof Allocation>;

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
  /** What can be sold now, over all locations. */
  available: ask({
    input: z.object({ skus: z.array(Sku).min(1).max(200) }),
    output: z.array(z.object({ sku: Sku, available: z.int() })),
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
};

/** Step, about an order: all its lines are held. */
export const StockHeld = z.object({ orderId: Uuid, allocation: z.array(Allocation) });
/** Step, about an order: at least one line was short, nothing is held. */
export const StockRefused = z.object({ orderId: Uuid, short: z.array(Shortage) });
/** State: what can be sold of a SKU over all locations. */
export const StockChanged = z.object({ sku: Sku, available: z.int(), onHand: z.int() });
