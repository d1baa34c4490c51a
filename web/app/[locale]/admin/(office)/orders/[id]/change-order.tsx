'use client';

import type { Order } from '@kontor/contracts/order';
import { useMutation } from '@tanstack/react-query';
import { CancelPieces } from '@/app/[locale]/(shop)/orders/[id]/cancel-pieces';
import { ChangeAddress } from '@/app/[locale]/(shop)/orders/[id]/change-address';
import { isChangeable } from '@/app/[locale]/(shop)/orders/[id]/stages';
import { useTRPC } from '@/trpc';
import { useChangedOrder } from './use-changed-order';

/** What staff can still change before the parcel leaves. */
export function ChangeOrder({ order }: { order: Order }) {
  const trpc = useTRPC();
  const onSuccess = useChangedOrder();
  const pieces = useMutation(trpc.aftercare.cancelPiecesByStaff.mutationOptions({ onSuccess }));
  const address = useMutation(trpc.aftercare.readdressByStaff.mutationOptions({ onSuccess }));
  if (order.change || !isChangeable(order)) return null;
  return (
    <>
      <ChangeAddress small order={order} changing={address} />
      <CancelPieces small order={order} changing={pieces} />
    </>
  );
}
