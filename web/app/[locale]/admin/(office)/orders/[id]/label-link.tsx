'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useMay } from '@/app/[locale]/admin/office-provider';
import { useTRPC } from '@/trpc';

/** A parcel is booked, and now and then booked anew, while somebody looks. */
const LOOK_MS = 15_000;

/** The label to print, for those who pack; nothing where the carrier keeps none or the parcel was stopped. */
export function LabelLink({ orderId }: { orderId: string }) {
  const t = useTranslations('office.orders');
  const enabled = useMay('shipping');
  const { data } = useQuery(useTRPC().shipping.byOrder.queryOptions({ orderId }, { enabled, refetchInterval: LOOK_MS }));
  const shipment = data?.find(({ phase, labelUrl }) => phase !== 'stopped' && /^https?:\/\//i.test(labelUrl ?? ''));
  if (!shipment?.labelUrl) return null;
  return (
    <a href={shipment.labelUrl} target="_blank" rel="noreferrer" className="block underline underline-offset-4 hover:text-accent">
      {t('label')}
    </a>
  );
}
