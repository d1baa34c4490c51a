'use client';

import type { Order } from '@kontor/contracts/order';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { useEffect, useState } from 'react';
import { useLive } from '@/live';
import { refusalOf } from '@/refusals';
import { useTRPC } from '@/trpc';
import { useCartAgain } from '../../cart/use-cart';
import { isSettled } from './stages';

/** Nothing but an event makes an order change, but events can be missed: asking again is the floor, quicker while somebody waits. */
const SOON = 3_000;
const NOW_AND_THEN = 15_000;

/** An order that follows what happens to it. `waiting`: the shopper is waiting for its next step. */
export function useOrder(id: string, first: Order | undefined, waiting: boolean) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const askCart = useCartAgain();
  useLive({ orders: [id] }, (message) => {
    if (message.kind !== 'order' || message.orderId !== id) return;
    void queryClient.invalidateQueries({ queryKey: trpc.order.byId.queryKey({ id }) });
    // What was paid has left the cart.
    void askCart();
  });
  return useQuery(
    trpc.order.byId.queryOptions(
      { id },
      {
        initialData: first,
        retry: (failures, error) => !refusalOf(error) && failures < 3,
        refetchInterval: ({ state }) => (state.data && isSettled(state.data) ? false : waiting || state.data?.phase === 'placed' ? SOON : NOW_AND_THEN),
      },
    ),
  );
}

/** Opens the payment at the provider and leaves for it. */
export function usePay(orderId: string) {
  const locale = useLocale();
  const [leaving, setLeaving] = useState(false);
  const start = useMutation(
    useTRPC().payment.start.mutationOptions({
      networkMode: 'always',
      retry: (failures, error) => refusalOf(error)?.code === 'StillRunning' && failures < 3,
      onSuccess: ({ url }) => {
        setLeaving(true);
        window.location.assign(url);
      },
    }),
  );
  useEffect(() => {
    const wake = (event: PageTransitionEvent) => event.persisted && setLeaving(false);
    window.addEventListener('pageshow', wake);
    return () => window.removeEventListener('pageshow', wake);
  }, []);
  return { pay: () => start.mutate({ orderId, locale }), busy: start.isPending || leaving, error: start.error };
}

/** The time of day, once a second; unknown until the page runs in a browser. */
export function useNow(): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    const first = setTimeout(tick);
    const timer = setInterval(tick, 1000);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, []);
  return now;
}
