'use client';

import { shipping, type Shipment } from '@kontor/contracts/shipping';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Input } from '@/ui/input';
import { Notice } from '@/ui/notice';
import { Sheet } from '@/ui/sheet';

const Leaving = shipping.sendOtherwise.input;
type Props = { parcel: Shipment; onPacked: (packed: Shipment[]) => void; onClose: () => void };

/** What the carrier will not take has left with somebody else: the shopper is told with whom. */
export function SendOtherwise({ parcel, onPacked, onClose }: Props) {
  const t = useTranslations('office.parcels');
  const say = useTranslations('refusals');
  const [written, setWritten] = useState({ trackingNumber: '', trackingUrl: '' });
  const [wrong, setWrong] = useState<PropertyKey[]>([]);
  const send = useMutation(
    useTRPC().shipping.sendOtherwise.mutationOptions({
      onSuccess: (packed) => {
        onPacked(packed);
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const leaving = Leaving.safeParse({ orderId: parcel.orderId, shipmentId: parcel.id, ...written });
    setWrong(leaving.error?.issues.flatMap(({ path }) => path[0] ?? []) ?? []);
    if (leaving.data) send.mutate(leaving.data);
  };
  return (
    <Sheet open onClose={onClose} title={t('otherwiseTitle', { no: parcel.no })} side="center">
      <form onSubmit={submit} noValidate className="grid gap-5">
        <p className="text-sm text-muted">{t('otherwiseText')}</p>
        <Field label={t('with')} hint={t('withHint')} error={wrong.includes('trackingNumber') && t('withWrong')}>
          <Input
            maxLength={80}
            autoComplete="off"
            value={written.trackingNumber}
            onChange={(event) => setWritten({ ...written, trackingNumber: event.target.value })}
          />
        </Field>
        <Field label={t('link')} hint={t('linkHint')} error={wrong.includes('trackingUrl') && t('linkWrong')}>
          <Input
            type="url"
            maxLength={500}
            placeholder="https://"
            value={written.trackingUrl}
            onChange={(event) => setWritten({ ...written, trackingUrl: event.target.value.trim() })}
          />
        </Field>
        {send.error && <Notice tone="danger">{sentenceFor(send.error, say)}</Notice>}
        <Button type="submit" busy={send.isPending}>
          {t('otherwiseNow')}
        </Button>
      </form>
    </Sheet>
  );
}
