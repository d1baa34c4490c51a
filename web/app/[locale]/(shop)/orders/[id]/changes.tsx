'use client';

import type { Order } from '@kontor/contracts/order';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/trpc';
import { Notice } from '@/ui/notice';
import { CancelPieces } from './cancel-pieces';
import { ChangeAddress } from './change-address';
import { isChangeable } from './stages';

/** What the shopper can still change before the parcel leaves. */
export function Changes({ order }: { order: Order }) {
  const t = useTranslations('aftercare');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSuccess = (changed: Order) => void queryClient.setQueryData(trpc.order.byId.queryKey({ id: order.id }), changed);
  const pieces = useMutation(trpc.aftercare.cancelPieces.mutationOptions({ networkMode: 'always', onSuccess }));
  const address = useMutation(trpc.aftercare.readdress.mutationOptions({ networkMode: 'always', onSuccess }));
  if (order.change)
    return (
      <Notice tone="neutral" className="bg-paper">
        {t(`pending.${order.change.kind}`)}
      </Notice>
    );
  const isTooLate = order.timeline.at(-1)?.what === 'too-late-to-change';
  if (isTooLate) return <Notice tone="warn">{t('tooLate')}</Notice>;
  if (!isChangeable(order)) return null;
  return (
    <div className="grid gap-3">
      <ChangeAddress order={order} changing={address} />
      <CancelPieces order={order} changing={pieces} />
    </div>
  );
}
