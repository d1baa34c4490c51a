'use client';

import { useLocale, useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import { Button } from '@/ui/button';
import { Quantity } from '@/ui/quantity';
import { Skeleton } from '@/ui/skeleton';
import { WishButton } from '@/ui/wish-button';
import { useAddToCart } from '../../cart/use-cart';

/** Few come to a page that is sold out: the form is fetched for them alone. */
const NoticeForm = lazy(() => import('./notice-form').then(({ NoticeForm: form }) => ({ default: form })));

type Wanted = Parameters<ReturnType<typeof useAddToCart>>[0];
export type Buying = { sku: string; line: NonNullable<Wanted['line']>; isOut: boolean; label: string; most: number };

export function BuyBox({ sku, line, isOut, label, most }: Buying) {
  const locale = useLocale();
  const t = useTranslations('product');
  const add = useAddToCart();
  const [quantity, setQuantity] = useState(1);
  const wanted = Math.min(quantity, most);
  const heart = <WishButton productId={line.productId} name={line.name[locale]} className="rounded-sm border border-edge hover:border-ink" />;
  if (isOut)
    return (
      <div className="flex items-end gap-3">
        <div className="min-w-0 flex-1">
          <Suspense fallback={<Skeleton className="h-40" />}>
            <NoticeForm key={sku} sku={sku} />
          </Suspense>
        </div>
        {heart}
      </div>
    );
  return (
    <div className="flex gap-3">
      <Quantity value={wanted} onChange={setQuantity} max={most} label={t('quantity')} labels={{ less: t('less'), more: t('more') }} />
      <Button className="flex-1" onClick={() => void add({ sku, quantity: wanted, line })}>
        {label}
      </Button>
      {heart}
    </div>
  );
}
