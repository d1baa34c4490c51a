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

/** Asks once more, then asks the shop: whether it is still possible is decided there. */
export function CancelOrder({ order }: { order: Order }) {
  const t = useTranslations('order');
  const say = useTranslations('refusals');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const cancel = useMutation(
    trpc.order.cancel.mutationOptions({
      networkMode: 'always',
      onSuccess: (changed) => {
        setAsking(false);
        queryClient.setQueryData(trpc.order.byId.queryKey({ id: order.id }), changed);
      },
    }),
  );
  const keep = () => {
    setAsking(false);
    cancel.reset();
  };

  return (
    <>
      <Button variant={order.phase === 'paid' ? 'secondary' : 'quiet'} onClick={() => setAsking(true)}>
        {t('cancel')}
      </Button>
      <Sheet
        open={asking}
        onClose={keep}
        side="center"
        title={t('cancelTitle', { number: order.number })}
        footer={
          <div className="flex flex-wrap justify-end gap-3">
            <Button variant="secondary" onClick={keep}>
              {t('keep')}
            </Button>
            <Button variant="danger" busy={cancel.isPending} onClick={() => cancel.mutate({ id: order.id })}>
              {t('cancelNow')}
            </Button>
          </div>
        }
      >
        <p>{t(order.phase === 'paid' ? 'cancelPaidText' : order.exchange ? 'cancelKeptText' : 'cancelHeldText')}</p>
        {cancel.error && <Notice tone="danger">{sentenceFor(cancel.error, say)}</Notice>}
      </Sheet>
    </>
  );
}
