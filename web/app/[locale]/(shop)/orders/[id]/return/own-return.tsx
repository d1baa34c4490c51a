'use client';

import type { Wish } from '@kontor/contracts/aftercare';
import type { Order } from '@kontor/contracts/order';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { useTRPC } from '@/trpc';
import { ReturnForm } from './return-form';
import type { Swaps } from './swaps';

/** Of an order in the shopper's own account or browser. */
export function OwnReturn({ order, swaps, kind }: { order: Order; swaps: Swaps; kind: Wish['kind'] }) {
  const trpc = useTRPC();
  const locale = useLocale();
  const queryClient = useQueryClient();
  const asking = useMutation(
    trpc.aftercare.askReturn.mutationOptions({
      networkMode: 'always',
      onSuccess: (changed) => void queryClient.setQueryData(trpc.order.byId.queryKey({ id: order.id }), changed),
    }),
  );
  const sending = { ...asking, send: ({ email: _email, ...wish }: Wish & { email: string }) => asking.mutate({ orderId: order.id, ...wish }) };
  return <ReturnForm order={order} currency={order.receipt.currency} swaps={swaps} kind={kind} sending={sending} back={`/${locale}/orders/${order.id}`} />;
}
