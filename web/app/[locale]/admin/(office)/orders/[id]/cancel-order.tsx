'use client';

import type { Order } from '@kontor/contracts/order';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Sheet } from '@/ui/sheet';
import { notify } from '@/ui/toast';

const canCancel = ({ phase, lines }: Order) => phase === 'held' || (phase === 'paid' && lines.every((line) => line.shipped === 0));

export function CancelOrder({ order }: { order: Order }) {
  const t = useTranslations('office');
  const say = useTranslations('refusals');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const cancel = useMutation(
    trpc.order.cancelByStaff.mutationOptions({
      onSuccess: (changed) => {
        queryClient.setQueryData(trpc.order.inspect.queryKey({ id: order.id }), changed);
        void queryClient.invalidateQueries({ queryKey: trpc.office.timeline.queryKey({ orderId: order.id }) });
        setOpen(false);
        notify({ text: t('orders.cancelled'), tone: 'success' });
      },
    }),
  );
  if (!canCancel(order)) return null;
  return (
    <>
      <Button variant="danger" size="small" onClick={() => setOpen(true)}>
        {t('orders.cancel')}
      </Button>
      <Sheet open={open} onClose={() => setOpen(false)} title={t('orders.cancelTitle', { number: order.number })} side="center">
        <div className="grid gap-5">
          <p>{t('orders.cancelText')}</p>
          {cancel.error && <Notice tone="danger">{sentenceFor(cancel.error, say)}</Notice>}
          <div className="flex flex-wrap justify-end gap-2">
            <Button variant="quiet" onClick={() => setOpen(false)}>
              {t('cancel')}
            </Button>
            <Button variant="danger" busy={cancel.isPending} onClick={() => cancel.mutate({ id: order.id })}>
              {t('orders.cancelNow')}
            </Button>
          </div>
        </div>
      </Sheet>
    </>
  );
}
