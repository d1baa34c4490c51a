'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { Quantity } from '@/ui/quantity';
import { useAddToCart } from '../../cart/use-cart';

type Wanted = Parameters<ReturnType<typeof useAddToCart>['mutate']>[0];
export type Buying = { sku: string; line: NonNullable<Wanted['line']>; isOut: boolean; label: string; most: number };

export function BuyBox({ sku, line, isOut, label, most }: Buying) {
  const t = useTranslations('product');
  const add = useAddToCart();
  const [quantity, setQuantity] = useState(1);
  const wanted = Math.min(quantity, most);
  return (
    <div className="flex gap-3">
      <Quantity value={wanted} onChange={setQuantity} max={most} disabled={isOut} label={t('quantity')} labels={{ less: t('less'), more: t('more') }} />
      <Button className="flex-1" disabled={isOut} onClick={() => add.mutate({ sku, quantity: wanted, line })}>
        {isOut ? t('soldOut') : label}
      </Button>
    </div>
  );
}
