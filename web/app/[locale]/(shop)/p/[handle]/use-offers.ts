'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useLive } from '@/live';
import type { UnitPrice } from '@kontor/contracts/catalog';
import { useAvailable } from '../../cart/use-available';
import type { Variant } from './choice';

export type StagedVariant = Variant & { unitPrice?: UnitPrice };

type Offer = { price: number; compareAt?: number | undefined };
/** Pages that hear of a change at the same moment ask again spread over this time. */
const SPREAD_MS = 1_500;

/** Prices and stock of all variants: as the page was made, then as they are now, then as they change. */
export function useOffers({ version, variants }: { version: number; variants: readonly StagedVariant[] }) {
  const router = useRouter();
  const skus = variants.map(({ sku }) => sku).slice(0, 100);
  const stock = useAvailable(skus);
  const [told, setTold] = useState<{ version: number; offers: ReadonlyMap<string, Offer> }>({ version, offers: new Map() });

  useLive({ skus }, (message) => {
    if (message.kind === 'offer') setTold((before) => ({ version, offers: new Map(before.offers).set(message.sku, message) }));
    if (message.kind === 'product' && message.version > version) setTimeout(() => router.refresh(), Math.random() * SPREAD_MS);
  });

  // A newer page knows the newer prices itself.
  const offers = told.version === version ? told.offers : new Map<string, Offer>();
  return {
    variants: variants.map(({ unitPrice, lowest, ...variant }): StagedVariant => {
      const offer = offers.get(variant.sku);
      // What follows from the price comes with the newer page, a moment later.
      if (offer && offer.price !== variant.price) return { ...variant, price: offer.price, compareAt: offer.compareAt };
      return { ...variant, ...(unitPrice && { unitPrice }), ...(lowest !== undefined && { lowest }) };
    }),
    stock,
  };
}
