'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Link } from '@/ui/link';
import { buttonStyle } from '@/ui/button';
import { Sheet } from '@/ui/sheet';
import { CartLines } from './cart-lines';
import { closeCart, useCartState } from './cart-state';
import { Subtotal } from './subtotal';
import { useCart } from './use-cart';

export function Drawer() {
  const t = useTranslations('cart');
  const locale = useLocale();
  const { open } = useCartState();
  const cart = useCart().data;

  const footer = cart && cart.items > 0 && (
    <div className="grid gap-3">
      <Subtotal cart={cart} />
      <Link href={`/${locale}/checkout`} onClick={closeCart} className={buttonStyle({ variant: 'primary', size: 'large', wide: true })}>
        {t('checkout')}
      </Link>
      <Link href={`/${locale}/cart`} onClick={closeCart} className={buttonStyle({ variant: 'quiet', wide: true })}>
        {t('view')}
      </Link>
    </div>
  );

  return (
    <Sheet open={open} onClose={closeCart} side="right" title={t('title')} footer={footer || undefined}>
      <CartLines onLeave={closeCart} />
    </Sheet>
  );
}
