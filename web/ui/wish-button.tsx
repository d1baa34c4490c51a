'use client';

import { clsx } from 'clsx';
import { Heart } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useWishlist } from '@/wishlist/use-wishlist';

/** A heart that keeps a product for later; pressed, it is on the list. */
export function WishButton({ productId, name, className }: { productId: string; name: string; className?: string }) {
  const t = useTranslations('wishlist');
  const { ids, toggle } = useWishlist();
  const isOn = ids.includes(productId);
  return (
    <button
      type="button"
      aria-pressed={isOn}
      aria-label={t('keep', { name })}
      onClick={() => toggle(productId)}
      className={clsx('grid size-11 shrink-0 place-items-center hover:text-accent', className)}
    >
      <Heart aria-hidden className={clsx('size-5', isOn && 'fill-accent text-accent')} strokeWidth={1.5} />
    </button>
  );
}
