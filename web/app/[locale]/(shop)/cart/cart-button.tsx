'use client';

import { clsx } from 'clsx';
import { ShoppingBag } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Link } from '@/ui/link';
import type { MouseEvent } from 'react';
import { openCart } from './cart-state';
import { useCartCount } from './use-cart';

/** Opens the drawer; on the cart page itself, with a modifier key or without script it is the link it looks like. */
export function CartButton() {
  const t = useTranslations('cart');
  const locale = useLocale();
  const items = useCartCount();
  const href = `/${locale}/cart` as const;

  function open(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || window.location.pathname === href) return;
    event.preventDefault();
    openCart();
  }

  return (
    <Link
      href={href}
      onClick={open}
      aria-label={t('open', { items })}
      className="relative grid size-11 place-items-center rounded-sm text-ink hover:text-accent"
    >
      <ShoppingBag aria-hidden className="size-5" strokeWidth={1.5} />
      <CartCount className="absolute top-1 right-0.5" />
    </Link>
  );
}

/** The number of pieces in the cart as a small badge; nothing while it is empty or unknown. */
export function CartCount({ className }: { className?: string }) {
  const items = useCartCount();
  if (items === 0) return null;
  return (
    <span
      aria-hidden
      className={clsx('grid h-4 min-w-4 place-items-center rounded-full bg-accent px-1 text-[11px]/4 font-medium tabular-nums text-on-accent', className)}
    >
      {items}
    </span>
  );
}
