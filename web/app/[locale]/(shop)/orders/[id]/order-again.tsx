'use client';

import type { Order } from '@kontor/contracts/order';
import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button';
import { useAddToCart } from '../../cart/use-cart';

/** Puts everything of this order into the cart once more, at today's prices. */
export function OrderAgain({ order }: { order: Order }) {
  const t = useTranslations('order');
  const { mutate: add } = useAddToCart();
  function addAll() {
    for (const { sku, ordered, productId, handle, name, variant, image, price } of order.lines) {
      add({ sku, quantity: ordered, line: { productId, handle, name, variant, ...(image && { image }), price, forSale: true } });
    }
  }
  return (
    <Button variant="secondary" onClick={addAll}>
      {t('orderAgain')}
    </Button>
  );
}
