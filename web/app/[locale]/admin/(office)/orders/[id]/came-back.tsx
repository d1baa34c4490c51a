'use client';

import type { Shipment } from '@kontor/contracts/shipping';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Sheet } from '@/ui/sheet';

type Props = { parcel: Shipment; onPacked: (packed: Shipment[]) => void; onClose: () => void };

/** Nobody took a parcel in and it is here again: the order goes on without it, so a press by mistake is asked about. */
export function CameBack({ parcel: { id, orderId, no }, onPacked, onClose }: Props) {
  const t = useTranslations('office.parcels');
  const office = useTranslations('office');
  const say = useTranslations('refusals');
  const come = useMutation(
    useTRPC().shipping.cameBack.mutationOptions({
      onSuccess: (packed) => {
        onPacked(packed);
        onClose();
      },
    }),
  );
  return (
    <Sheet open onClose={onClose} title={t('cameBackTitle', { no })} side="center">
      <div className="grid gap-5">
        <p>{t('cameBackText')}</p>
        {come.error && <Notice tone="danger">{sentenceFor(come.error, say)}</Notice>}
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="quiet" onClick={onClose}>
            {office('cancel')}
          </Button>
          <Button busy={come.isPending} onClick={() => come.mutate({ orderId, shipmentId: id })}>
            {t('cameBackNow')}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
