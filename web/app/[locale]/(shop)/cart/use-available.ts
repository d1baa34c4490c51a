'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Later } from '@kontor/contracts/inventory';
import { useLive } from '@/live';
import { useTRPC } from '@/trpc';

export type Had = { available: number; later?: Later | undefined };

/** What of each can be had now and what later, as far as the shop says so: now, and then as it changes. Nothing is held before the order. */
export function useAvailable(wanted: readonly string[]): ReadonlyMap<string, Had> {
  const queryClient = useQueryClient();
  const skus = [...wanted].sort();
  const query = useTRPC().inventory.available.queryOptions({ skus }, { enabled: skus.length > 0 });
  const { data } = useQuery(query);
  useLive({ skus }, (message) => {
    if (message.kind !== 'stock') return;
    queryClient.setQueryData(query.queryKey, (known) =>
      known?.map((one) => {
        if (one.sku !== message.sku) return one;
        return { sku: one.sku, available: message.available, ...(message.later && { later: message.later }) };
      }),
    );
  });
  return new Map((data ?? []).map((one) => [one.sku, one]));
}

/** The pieces of a line that ship later, and when; undefined where all are there, or more is wanted than can be promised. */
export function laterOf(quantity: number, had: Had | undefined): Later | undefined {
  if (!had?.later) return undefined;
  const pieces = quantity - Math.max(0, had.available);
  return pieces > 0 && pieces <= had.later.pieces ? { ...had.later, pieces } : undefined;
}
