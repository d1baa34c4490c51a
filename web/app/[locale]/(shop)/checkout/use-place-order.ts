'use client';

import type { Address, Order } from '@kontor/contracts/order';
import type { Receipt } from '@kontor/contracts/receipt';
import { useQueryClient } from '@tanstack/react-query';
import { useLocale } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { refusalOf } from '@/refusals';
import { useTRPC, useTRPCClient } from '@/trpc';
import { useCartAgain } from '../cart/use-cart';
import { checkoutKey, forgetCheckoutKey } from './checkout-key';
import { giftCardsInHand, putAway } from './gift-cards';

/** `receipt` is what the shopper saw and agreed to. */
export type Wish = { email: string; address: Address; method: string; receipt: Receipt };
/** Why there is no order yet: the shop refused, or it took the order and then found a line short. */
export type Trouble = { kind: 'refused'; error: unknown; wish: Wish } | { kind: 'short'; order: Order };

const PATIENCE = 5;
const pause = () => new Promise((resolve) => setTimeout(resolve, 800));

/** Places the binding order and goes on to where it is paid; what stands in the way is `trouble`. */
export function usePlaceOrder() {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const askCart = useCartAgain();
  const router = useRouter();
  const locale = useLocale();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  // A page that is left is kept for the way back, by the router and by the browser: it must not come back with its button busy.
  useEffect(() => {
    const rest = () => {
      setBusy(false);
      setTrouble(null);
    };
    const wake = (event: PageTransitionEvent) => {
      if (!event.persisted) return;
      rest();
      void askCart();
      void queryClient.invalidateQueries();
    };
    window.addEventListener('pageshow', wake);
    return () => {
      window.removeEventListener('pageshow', wake);
      rest();
    };
  }, [queryClient, askCart]);

  async function send(wish: Wish, triesLeft = PATIENCE): Promise<Order> {
    const { receipt, ...order } = wish;
    try {
      return await client.order.place.mutate({
        ...order,
        ...(receipt.vat && { vatId: receipt.vat.id }),
        total: receipt.total,
        locale,
        idempotencyKey: checkoutKey(),
      });
    } catch (error) {
      const code = refusalOf(error)?.code;
      if (triesLeft === 0 || (code !== 'KeyReused' && code !== 'StillRunning')) throw error;
      // The form was changed after a lost answer. A new key is safe: an open order comes back if there is one.
      if (code === 'KeyReused') forgetCheckoutKey();
      else await pause();
      return send(wish, triesLeft - 1);
    }
  }

  async function goOn(order: Order, wish: Wish) {
    const page = `/${locale}/orders/${order.id}` as const;
    // A shopper has one open order at a time. An earlier one comes back instead of a second: it is shown before it is paid.
    if (order.receipt.total !== wish.receipt.total) return router.push(`${page}?from=open`);
    if (order.phase !== 'held') return router.push(page);
    try {
      // Cards first: what is left is asked of the provider. One that is refused is shown on the order's page, before more is paid than meant.
      for (const { code } of giftCardsInHand()) {
        const { paid } = await client.giftCard.useGiftCard.mutate({ orderId: order.id, code });
        putAway(code);
        if (paid) return router.push(`${page}?from=payment`);
      }
      const { url } = await client.payment.start.mutate({ orderId: order.id, locale });
      window.location.assign(url);
    } catch {
      router.push(page);
    }
  }

  /** Stays busy while the browser is on its way to the next page. */
  async function place(wish: Wish): Promise<Trouble | null> {
    setBusy(true);
    setTrouble(null);
    const met = await attempt(wish);
    if (!met) return null;
    setTrouble(met);
    setBusy(false);
    await Promise.all([askCart(), queryClient.invalidateQueries({ queryKey: trpc.order.pathKey() })]);
    return met;
  }

  async function attempt(wish: Wish): Promise<Trouble | null> {
    try {
      const order = await send(wish);
      forgetCheckoutKey();
      if (order.phase === 'cancelled') return { kind: 'short', order };
      await goOn(order, wish);
      return null;
    } catch (error) {
      return { kind: 'refused', error, wish };
    }
  }

  return { place, busy, trouble, forget: () => setTrouble(null) };
}
