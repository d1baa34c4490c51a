'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLive } from '@/live';
import { useTRPC } from '@/trpc';

/** How many pieces of each can be had, as far as the shop says so: now, and then as it changes. Nothing is held before the order. */
export function useAvailable(wanted: readonly string[]): ReadonlyMap<string, number> {
  const queryClient = useQueryClient();
  const skus = [...wanted].sort();
  const query = useTRPC().inventory.available.queryOptions({ skus }, { enabled: skus.length > 0 });
  const { data } = useQuery(query);
  useLive({ skus }, (message) => {
    if (message.kind !== 'stock') return;
    queryClient.setQueryData(query.queryKey, (known) => known?.map((one) => (one.sku === message.sku ? { sku: one.sku, available: message.available } : one)));
  });
  return new Map((data ?? []).map(({ sku, available }) => [sku, available]));
}
