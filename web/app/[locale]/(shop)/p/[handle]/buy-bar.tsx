'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useState } from 'react';
import type { Locale } from '@kontor/contracts/ids';
import { Button } from '@/ui/button';
import { Price } from '@/ui/price';
import { useAddToCart } from '../../cart/use-cart';
import type { Buying } from './buy-box';

type Props = Buying & { after: RefObject<HTMLElement | null>; name: string; price: number; locale: Locale };

/** What lies below the header counts as out of sight. */
const HEADER_PX = 56;
/** Not yet reached is not past: a jump over the button must count too. */
const FAR_BELOW_PX = 100_000;

/** On phones, once the button has scrolled out of sight, it comes along at the bottom. */
export function BuyBar({ after, name, price, locale, sku, line, isOut, label }: Props) {
  const t = useTranslations('product');
  const add = useAddToCart();
  const [isPast, setPast] = useState(false);

  useEffect(() => {
    if (!after.current) return;
    const watcher = new IntersectionObserver(([entry]) => setPast(entry !== undefined && !entry.isIntersecting), {
      rootMargin: `-${HEADER_PX}px 0px ${FAR_BELOW_PX}px`,
    });
    watcher.observe(after.current);
    return () => watcher.disconnect();
  }, [after]);

  return (
    <div
      inert={!isPast}
      className="fixed inset-x-0 bottom-[calc(3.5rem+env(safe-area-inset-bottom))] z-40 flex items-center gap-4 border-t border-line bg-paper px-4 py-2.5 transition-transform duration-200 inert:translate-y-[calc(100%+3.5rem)] md:hidden"
    >
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm">{name}</span>
        <Price amount={price} locale={locale} size="small" className="text-muted" />
      </span>
      <Button disabled={isOut} onClick={() => void add({ sku, quantity: 1, line })}>
        {isOut ? t('soldOut') : label}
      </Button>
    </div>
  );
}
