'use client';

import type { Order } from '@kontor/contracts/order';
import type { Shipment } from '@kontor/contracts/shipping';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { useMay } from '@/app/[locale]/admin/office-provider';
import { Panel } from '@/app/[locale]/admin/table';
import { formatDate } from '@kontor/contracts/format';
import { sentenceFor } from '@/refusals';
import { useTRPC } from '@/trpc';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { notify } from '@/ui/toast';
import { CameBack } from './came-back';
import { SendOtherwise } from './send-otherwise';
import { SplitParcel } from './split-parcel';

/** A parcel is booked, and now and then booked anew, while somebody looks. */
const LOOK_MS = 5_000;
const tones = {
  opened: 'neutral',
  booking: 'neutral',
  booked: 'warn',
  dispatched: 'accent',
  delivered: 'success',
  returned: 'danger',
  stopped: 'danger',
} as const;
const isPage = (url: string | null): url is string => url !== null && /^https?:\/\//i.test(url);

/** The parcels of an order for those who pack: what is in each, its label, and what can be sent apart. */
export function ParcelsPanel({ order }: { order: Order }) {
  const t = useTranslations('office.parcels');
  const say = useTranslations('refusals');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const enabled = useMay('shipping');
  const { data: parcels = [] } = useQuery(trpc.shipping.byOrder.queryOptions({ orderId: order.id }, { enabled, refetchInterval: LOOK_MS }));
  const onPacked = (packed: Shipment[]) => {
    queryClient.setQueryData(trpc.shipping.byOrder.queryKey({ orderId: order.id }), packed);
    void queryClient.invalidateQueries({ queryKey: trpc.office.timeline.queryKey({ orderId: order.id }) });
  };
  const then = { onSuccess: onPacked, onError: (error: unknown) => notify({ text: sentenceFor(error, say), tone: 'danger' }) };
  const send = useMutation(trpc.shipping.sendReady.mutationOptions(then));
  const arrive = useMutation(trpc.shipping.arrivedOtherwise.mutationOptions(then));
  const [from, setFrom] = useState<Shipment | null>(null);
  const [stuck, setStuck] = useState<Shipment | null>(null);
  const [back, setBack] = useState<Shipment | null>(null);
  if (parcels.length === 0) return null;
  const waiting = parcels.filter(({ phase }) => phase === 'opened').flatMap(({ lines }) => lines);
  const isPartThere = waiting.some((line) => line.waiting > 0) && waiting.some((line) => line.quantity > line.waiting);

  return (
    <Panel title={t('title')}>
      <ul aria-label={t('title')} className="divide-y divide-line rounded-md border border-line text-sm">
        {parcels.map((parcel) => (
          <Parcel key={parcel.id} parcel={parcel} order={order}>
            {canSplit(parcel) && (
              <Button size="small" variant="secondary" onClick={() => setFrom(parcel)}>
                {t('split')}
              </Button>
            )}
            {parcel.phase === 'booking' && parcel.failure && (
              <Button size="small" variant="secondary" onClick={() => setStuck(parcel)}>
                {t('otherwise')}
              </Button>
            )}
            {parcel.phase === 'dispatched' && parcel.otherwise && (
              <Button size="small" variant="secondary" busy={arrive.isPending} onClick={() => arrive.mutate({ orderId: order.id, shipmentId: parcel.id })}>
                {t('arrived')}
              </Button>
            )}
            {parcel.phase === 'dispatched' && (
              <Button size="small" variant="secondary" onClick={() => setBack(parcel)}>
                {t('cameBack')}
              </Button>
            )}
          </Parcel>
        ))}
      </ul>
      {isPartThere && (
        <p className="flex flex-wrap items-center gap-3 text-sm">
          <Button size="small" variant="secondary" busy={send.isPending} onClick={() => send.mutate({ orderId: order.id })}>
            {t('sendReady')}
          </Button>
          <span className="text-muted">{t('sendReadyText')}</span>
        </p>
      )}
      {from && <SplitParcel order={order} parcel={from} onPacked={onPacked} onClose={() => setFrom(null)} />}
      {stuck && <SendOtherwise parcel={stuck} onPacked={onPacked} onClose={() => setStuck(null)} />}
      {back && <CameBack parcel={back} onPacked={onPacked} onClose={() => setBack(null)} />}
    </Panel>
  );
}

const canSplit = ({ phase, lines }: Shipment): boolean =>
  (phase === 'opened' || phase === 'booking' || phase === 'booked') && lines.reduce((sum, { quantity }) => sum + quantity, 0) > 1;

/** `children` are the acts that fit how far it is. */
function Parcel({ parcel, order, children }: { parcel: Shipment; order: Order; children: ReactNode }) {
  const t = useTranslations('office.parcels');
  const locale = useLocale();
  const { phase, no, of, lines, weightGrams, failure, trackingNumber, trackingUrl, labelUrl, openedAt } = parcel;
  const locations = [...new Set(lines.flatMap(({ location }) => location ?? []))];
  const nameOf = (sku: string) => {
    const line = order.lines.find((one) => one.sku === sku);
    return line ? [line.name[locale], line.variant[locale]].filter(Boolean).join(', ') : sku;
  };

  return (
    <li className="grid gap-2 px-3 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="font-medium tabular-nums">{t('which', { no, of })}</span>
        <Badge tone={failure ? 'danger' : tones[phase]}>{failure ? t('refused') : t(`phases.${phase}`)}</Badge>
        <span className="text-muted">{[...locations, t('weight', { kilograms: weightGrams / 1_000 }), formatDate(openedAt, locale, 'both')].join(' · ')}</span>
        <span className="ml-auto flex flex-wrap items-center gap-x-4 gap-y-2">
          {trackingNumber &&
            (isPage(trackingUrl) ? (
              <a href={trackingUrl} target="_blank" rel="noreferrer" className="underline underline-offset-4 hover:text-accent">
                {trackingNumber}
              </a>
            ) : (
              <span>{trackingNumber}</span>
            ))}
          {phase !== 'stopped' && isPage(labelUrl) && (
            <a href={labelUrl} target="_blank" rel="noreferrer" className="underline underline-offset-4 hover:text-accent">
              {t('label')}
            </a>
          )}
          {children}
        </span>
      </div>
      <ul className="grid gap-1">
        {lines.map(({ sku, location, quantity, waiting }) => (
          <li key={`${sku} ${location}`} className="break-words">
            {quantity} × {nameOf(sku)} <span className="font-mono text-xs text-muted">{sku}</span>
            {waiting > 0 && <span className="text-warn"> · {t('waits', { pieces: waiting })}</span>}
          </li>
        ))}
      </ul>
      {failure && <p className="text-danger">{failure}</p>}
    </li>
  );
}
