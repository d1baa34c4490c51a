'use client';

import type { Order } from '@kontor/contracts/order';
import { useTranslations } from 'next-intl';
import { Button } from '@/ui/button';
import { useAddToCart } from '../../cart/use-cart';

/** Puts everything of an order into the cart once more, at today's prices. */
export function useOrderAgain() {
  const add = useAddToCart();
  return (order: Order) => {
    for (const { sku, ordered, productId, handle, name, variant, image, price } of order.lines) {
      void add({ sku, quantity: ordered, line: { productId, handle, name, variant, ...(image && { image }), price, forSale: true } });
    }
  };
}

export function OrderAgain({ order }: { order: Order }) {
  const t = useTranslations('order');
  const orderAgain = useOrderAgain();
  return (
    <Button variant="secondary" onClick={() => orderAgain(order)}>
      {t('orderAgain')}
    </Button>
  );
}
