'use client';

import type { Later } from '@kontor/contracts/inventory';
import { useLive } from '@/live';
import { useTRPCClient } from '@/trpc';
import { useAnswer } from '@/use-answer';

export type Had = { sku: string; available: number; later?: Later | undefined };

/** What of each can be had now and what later, as far as the shop says so: now, and then as it changes. Nothing is held before the order. */
export function useAvailable(wanted: readonly string[]): ReadonlyMap<string, Had> {
  const client = useTRPCClient();
  const skus = [...wanted].sort();
  const [known, setKnown] = useAnswer<readonly Had[]>(skus.join(' ') || null, () => client.inventory.available.query({ skus }));
  useLive({ skus }, (message) => {
    if (message.kind !== 'stock') return;
    const { sku, available, later } = message;
    setKnown((before = []) => [...before.filter((one) => one.sku !== sku), { sku, available, later }]);
  });
  return new Map((known ?? []).map((one) => [one.sku, one]));
}

/** The pieces of a line that ship later, and when; undefined where all are there, or more is wanted than can be promised. */
export function laterOf(quantity: number, had: Had | undefined): Later | undefined {
  if (!had?.later) return undefined;
  const pieces = quantity - Math.max(0, had.available);
  return pieces > 0 && pieces <= had.later.pieces ? { ...had.later, pieces } : undefined;
}
