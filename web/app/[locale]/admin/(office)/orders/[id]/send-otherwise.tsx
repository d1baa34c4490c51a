'use client';

import type { Shipment } from '@kontor/contracts/shipping';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { Sheet } from '@/ui/sheet';

type Props = { parcel: Shipment; onPacked: (packed: Shipment[]) => void; onClose: () => void };

/** What the carrier will not take has left with somebody else: the shopper is told with whom. */
export function SendOtherwise({ parcel, onPacked, onClose }: Props) {
  const t = useTranslations('office.parcels');
  const say = useTranslations('refusals');
  const [trackingNumber, setNumber] = useState('');
  const [trackingUrl, setUrl] = useState('');
  const send = useMutation(
    useTRPC().shipping.sendOtherwise.mutationOptions({
      onSuccess: (packed) => {
        onPacked(packed);
        onClose();
      },
    }),
  );
  return (
    <Sheet open onClose={onClose} title={t('otherwiseTitle', { no: parcel.no })} side="center">
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate({ orderId: parcel.orderId, shipmentId: parcel.id, trackingNumber, trackingUrl });
        }}
      >
        <p className="text-sm text-muted">{t('otherwiseText')}</p>
        <Field label={t('with')} hint={t('withHint')}>
          <Input required maxLength={80} value={trackingNumber} onChange={(event) => setNumber(event.target.value)} />
        </Field>
        <Field label={t('link')} hint={t('linkHint')}>
          <Input type="url" maxLength={500} placeholder="https://" value={trackingUrl} onChange={(event) => setUrl(event.target.value)} />
        </Field>
        {send.error && <Notice tone="danger">{sentenceFor(send.error, say)}</Notice>}
        <Button type="submit" busy={send.isPending}>
          {t('otherwiseNow')}
        </Button>
      </form>
    </Sheet>
  );
}
