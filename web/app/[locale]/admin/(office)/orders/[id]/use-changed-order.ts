'use client';

import type { Order } from '@kontor/contracts/order';
import { useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/trpc';

/** Shows an order as a change of staff left it, and asks for its timeline again. */
export function useChangedOrder(): (changed: Order) => void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return (changed) => {
    queryClient.setQueryData(trpc.order.inspect.queryKey({ id: changed.id }), changed);
    void queryClient.invalidateQueries({ queryKey: trpc.office.timeline.queryKey({ orderId: changed.id }) });
  };
}
