import type { Worker } from '@kontor/contracts/events';
import type { Goods } from '../goods.ts';
import type { PlannedFault } from '../outside.ts';
import type { ComebackPlan } from './comeback.ts';

/** What one buyer does, and what goes wrong for that buyer. */
export type BuyerPlan = {
  lines: { sku: string; quantity: number }[];
  /** presses the button in two tabs at once */
  twice: boolean;
  pays: 'at once' | 'after a declined card' | 'never';
  /** cancels before paying, right after paying, or when the parcel may have left */
  cancels: 'never' | 'before paying' | 'while paying' | 'after paying' | 'later';
  /** goes wrong when the provider's page is opened, before anything is known of the attempt */
  opening: PlannedFault | null;
  /** goes wrong with this buyer's own attempt */
  paying: PlannedFault | null;
  /** the bank lets go of what was set aside before its time, if it is there still */
  lapses: boolean;
  pauseMs: number;
  comesBack: ComebackPlan | null;
};
/** What happens to the shop or the world outside when so many buyers are through. */
export type Disturbance = { after: number } & (
  | { what: 'kill'; worker: Worker }
  | { what: 'die at'; worker: Worker; point: string }
  | { what: 'pause'; worker: Worker; ms: number }
  | { what: 'fault'; simulator: 'psp' | 'carrier' | 'mailbox'; fault: PlannedFault }
  | { what: 'count'; sku: string; pieces: number }
);
/** `capture` is when cards are charged that are used from now on. */
export type Plan = { seed: number; capture: 'with-payment' | 'at-dispatch'; goods: Goods[]; buyers: BuyerPlan[]; disturbances: Disturbance[] };

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function drawer(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const GOODS = 6;
const callFaults = ['error_before', 'error_after', 'timeout_before', 'timeout_after'] as const;
const mortal = ['order', 'payment', 'inventory', 'shipping', 'notification', 'user', 'catalog'] as const satisfies readonly Worker[];
const points = ['before-publish', 'before-mark', 'before-commit', 'before-acknowledge'] as const;

/** All that will happen, drawn from one seed. How the steps of the buyers fall between each other is the machine's to decide. */
export function planOf(seed: number, buyers: number): Plan {
  const draw = drawer(seed);
  const whole = (least: number, most: number) => least + Math.floor(draw() * (most - least + 1));
  const chance = (share: number) => draw() < share;
  const one = <T>(of: readonly [T, ...T[]]): T => of[Math.floor(draw() * of.length)] ?? of[0];

  const scarce = () => whole(1, Math.max(1, Math.floor(buyers / 6)));
  // The first are scarce, so that buyers meet. Some lie in Leipzig, in part or all of it, and two pieces of one are too heavy for a parcel.
  const first = Array.from(
    { length: GOODS },
    (_, index): Goods => ({
      sku: `SIM-${seed}-${index}`,
      price: whole(100, 20_000),
      pieces: index < 2 ? scarce() : index === 3 ? 0 : buyers * 10,
      ...(index === 1 && { elsewhere: scarce() }),
      ...(index === 3 && { elsewhere: buyers * 10 }),
      ...(index === 4 && { weightGrams: 20_000 }),
    }),
  );
  const skuOf = () => first[Math.floor(draw() * first.length)]?.sku ?? '';

  const opening = (): PlannedFault | null =>
    chance(0.15) ? { kind: one(callFaults), on: 'create_session', ms: 50 } : chance(0.05) ? { kind: 'forge_webhook', on: 'create_session' } : null;
  const paying = (): PlannedFault | null => {
    if (!chance(0.5)) return null;
    const ms = whole(20, 1_500);
    return one<PlannedFault>([
      { kind: 'timeout_after', on: 'pay', ms: 50 },
      { kind: 'timeout_before', on: 'pay', ms: 50 },
      { kind: 'other_amount', on: 'pay' },
      { kind: 'other_amount', on: 'pay', currency: 'USD' },
      { kind: 'duplicate_webhook', on: 'session.succeeded' },
      { kind: 'drop_webhook', on: 'session.succeeded' },
      { kind: 'late_webhook', on: 'session.succeeded', ms },
      { kind: 'reorder_webhooks', count: 2, ms },
    ]);
  };
  const coming = Array.from({ length: buyers }, (): Omit<BuyerPlan, 'comesBack'> => {
    const skus = [...new Set(Array.from({ length: whole(1, 3) }, skuOf))];
    return {
      lines: skus.map((sku) => ({ sku, quantity: whole(1, 2) })),
      twice: chance(0.15),
      pays: one(['at once', 'at once', 'at once', 'after a declined card', 'never']),
      cancels: chance(0.3) ? one(['before paying', 'while paying', 'after paying', 'later']) : 'never',
      opening: opening(),
      paying: paying(),
      lapses: chance(0.1),
      pauseMs: whole(0, 200),
    };
  });
  const outside = (): Disturbance & { what: 'fault' } => {
    const ms = whole(20, 1_000);
    const [simulator, fault] = one<['psp' | 'carrier' | 'mailbox', PlannedFault]>([
      ['psp', { kind: one(callFaults), on: 'refund', ms: 50 }],
      ['psp', { kind: one(callFaults), on: 'close_session', ms: 50 }],
      ['psp', { kind: one(callFaults), on: 'list_sessions', ms: 50 }],
      ['psp', { kind: 'drop_webhook', on: 'refund.succeeded' }],
      ['psp', { kind: one(callFaults), on: one(['capture', 'release']), ms: 50 }],
      ['psp', { kind: 'decline', on: 'capture' }],
      ['psp', { kind: one(['drop_webhook', 'late_webhook', 'duplicate_webhook']), on: one(['capture.succeeded', 'session.released']), ms }],
      ['carrier', { kind: one(callFaults), on: 'book', ms: 50 }],
      ['carrier', { kind: one(callFaults), on: 'cancel', ms: 50 }],
      ['carrier', { kind: one(['drop_webhook', 'late_webhook', 'duplicate_webhook']), on: one(['shipment.dispatched', 'shipment.delivered']), ms }],
      ['carrier', { kind: 'reorder_webhooks', count: 3, ms }],
      ['mailbox', { kind: 'refuse', count: 2 }],
    ]);
    return { after: 0, what: 'fault', simulator, fault };
  };
  const disturbances = Array.from({ length: Math.max(3, Math.ceil(buyers / 5)) }, (): Disturbance => {
    const after = whole(0, Math.max(0, buyers - 2));
    const what = draw();
    if (what < 0.2) return { after, what: 'kill', worker: one(mortal) };
    if (what < 0.35) return { after, what: 'die at', worker: one(['order', 'payment', 'inventory', 'shipping']), point: one(points) };
    if (what < 0.45) return { after, what: 'pause', worker: one(mortal), ms: whole(200, 2_000) };
    if (what < 0.55) return { after, what: 'count', sku: skuOf(), pieces: whole(0, buyers) };
    return { ...outside(), after };
  }).sort((a, b) => a.after - b.after);
  const capture = one(['with-payment', 'at-dispatch'] as const);
  const comeback = (again: number): ComebackPlan => ({
    kind: chance(0.75) ? 'return' : 'withdrawal',
    early: chance(0.2),
    pieces: one(['one', 'all']),
    instead: one(['money', 'the other variant', 'the other variant', 'the same again']),
    twice: chance(0.25),
    drops: chance(0.35) ? one(['at once', 'while staff look', 'once it is paid']) : 'never',
    staff: one(['accept', 'accept', 'accept', 'find damage', 'refuse a piece', 'decline', 'look much later']),
    next: again > 0 && chance(0.5) ? comeback(again - 1) : null,
  });
  // The other variant costs as much, less, or too much to be had instead; of every second one there are few.
  const goods = first.map(
    (one, index): Goods => ({
      ...one,
      other: { price: Math.max(1, one.price + (chance(0.7) ? -whole(0, 50) : whole(1, 50))), pieces: index % 2 === 0 ? scarce() : buyers * 10 },
    }),
  );
  const buyersPlans = coming.map((one): BuyerPlan => ({ ...one, comesBack: chance(0.7) ? comeback(2) : null }));
  return { seed, capture, goods, buyers: buyersPlans, disturbances };
}
