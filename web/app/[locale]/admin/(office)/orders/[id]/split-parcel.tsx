'use client';

import type { Order } from '@kontor/contracts/order';
import type { Shipment } from '@kontor/contracts/shipping';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Pieces } from '@/app/[locale]/(shop)/orders/[id]/return/pieces';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Sheet } from '@/ui/sheet';

type Props = { order: Order; parcel: Shipment; onPacked: (packed: Shipment[]) => void; onClose: () => void };

/** Some pieces of a parcel go in one of their own. */
export function SplitParcel({ order, parcel, onPacked, onClose }: Props) {
  const t = useTranslations('office.parcels');
  const say = useTranslations('refusals');
  // Made once an opening: pressed twice it is one parcel.
  const [newId] = useState(() => crypto.randomUUID());
  const [chosen, setChosen] = useState<Record<string, number>>({});
  const split = useMutation(
    useTRPC().shipping.split.mutationOptions({
      onSuccess: (packed) => {
        onPacked(packed);
        onClose();
      },
    }),
  );
  const inside = (sku: string) => parcel.lines.reduce((sum, line) => sum + (line.sku === sku ? line.quantity : 0), 0);
  const lines = order.lines.flatMap((line) => (inside(line.sku) > 0 ? [{ ...line, most: inside(line.sku) }] : []));
  const wanted = lines.flatMap(({ sku }) => ((chosen[sku] ?? 0) > 0 ? [{ sku, quantity: chosen[sku] ?? 0 }] : []));
  const count = (pieces: readonly { quantity: number }[]) => pieces.reduce((sum, { quantity }) => sum + quantity, 0);
  const isAll = count(wanted) === count(parcel.lines);
  return (
    <Sheet open onClose={onClose} title={t('splitTitle', { no: parcel.no })}>
      <div className="grid gap-6">
        <p className="text-sm text-muted">{t('splitText')}</p>
        <Pieces lines={lines} chosen={chosen} onChange={(sku, quantity) => setChosen({ ...chosen, [sku]: quantity })} />
        {isAll && <Notice tone="neutral">{t('splitAll')}</Notice>}
        {split.error && <Notice tone="danger">{sentenceFor(split.error, say)}</Notice>}
        <Button
          busy={split.isPending}
          disabled={wanted.length === 0 || isAll}
          onClick={() => split.mutate({ orderId: order.id, shipmentId: parcel.id, newId, lines: wanted })}
        >
          {t('splitNow')}
        </Button>
      </div>
    </Sheet>
  );
}
