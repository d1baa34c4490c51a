'use client';

import type { Cart } from '@kontor/contracts/order';
import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { mayHaveCart } from '@/marks';
import { newKey } from '@/new-key';
import { patiently } from '@/patiently';
import { refusalOf, sentenceFor } from '@/refusals';
import { useTRPCClient } from '@/trpc';
import { noteAnswered, noteUnderWay, useCartMark } from './cart-mark';
import { openCart, tellInCart } from './cart-state';
import { askCart, cartNow, changeCart, freshenCart, unknownCart, watchCart } from './cart-store';
import { emptyCart, type KnownLine, withAdded, withoutSaved, withQuantity, withSaved } from './optimistic';

type Client = ReturnType<typeof useTRPCClient>;
type Added = { sku: string; quantity: number; line?: KnownLine };
/** One for each press: sent again because no answer came, it adds nothing a second time. */
type Pressed = { idempotencyKey: string };
type Changed = { sku: string; quantity: number };

/**
 * The cart, undefined until it is known; who cannot have one is not asked for, and has an empty one. While a part of the page comes to
 * life it is unknown again, as it was on the server: the header asks for it too, and may have the answer before the rest of the page
 * has been taken over.
 */
export function useCart() {
  const mark = useCartMark();
  const client = useTRPCClient();
  const { cart, error, isAsking } = useSyncExternalStore(watchCart, cartNow, () => unknownCart);

  useEffect(() => {
    if (mark !== 'yes') return;
    const look = () => void (document.hidden || freshenCart(() => client.order.cart.query({})));
    look();
    document.addEventListener('visibilitychange', look);
    window.addEventListener('online', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('online', look);
    };
  }, [mark, client]);

  const refetch = useCartAgain();
  if (mark === 'unknown') return { data: undefined, error: null, isFetching: isAsking, refetch };
  return { data: cart ?? (mark === 'no' ? emptyCart : undefined), error, isFetching: isAsking, refetch };
}

/** Pieces in the cart, 0 until it is known. */
export const useCartCount = (): number => useCart().data?.items ?? 0;

/** Asks for the cart again, if this browser may have one. */
export function useCartAgain(): () => Promise<void> {
  const client = useTRPCClient();
  return useCallback(() => askAgain(client), [client]);
}

const askAgain = (client: Client) => (mayHaveCart(document.cookie) ? askCart(() => client.order.cart.query({})) : Promise.resolve());

/** Adds pieces and opens the drawer. With `line` the drawer shows the product before the shop has answered. */
export const useAddToCart = () =>
  useCartChange<Added>(
    (client, { sku, quantity }, pressed) => client.order.addToCart.mutate({ sku, quantity, ...pressed }),
    (cart, { sku, quantity, line }) => withAdded(cart, sku, quantity, line),
    openCart,
  );

/** Sets the quantity of a line; 0 removes it. */
export const useSetQuantity = () =>
  useCartChange<Changed>(
    (client, wanted) => client.order.setQuantity.mutate(wanted),
    (cart, { sku, quantity }) => withQuantity(cart, sku, quantity),
  );

/** Puts a line aside for another day. */
export const useSaveForLater = () =>
  useCartChange<{ sku: string }>(
    (client, wanted) => client.order.saveForLater.mutate(wanted),
    (cart, { sku }) => withSaved(cart, sku),
  );

/** Takes what was put aside into the cart again, or forgets it. */
export const useTakeUpSaved = () =>
  useCartChange<{ sku: string; into: boolean }>(
    (client, { sku, into }) => (into ? client.order.takeUpAgain.mutate({ sku }) : client.order.dropSaved.mutate({ sku })),
    (cart, { sku, into }) => withoutSaved(cart, sku, into),
  );

/** Without a connection a change waits for it. */
const connected = () => (navigator.onLine ? undefined : new Promise((goOn) => window.addEventListener('online', goOn, { once: true })));

/** A change that shows at once and is undone with a sentence when the shop refuses it; answers whether it took it. */
function useCartChange<Wanted>(
  send: (client: Client, wanted: Wanted, pressed: Pressed) => Promise<Cart>,
  foresee: (cart: Cart, wanted: Wanted) => Cart,
  begin?: () => void,
) {
  const client = useTRPCClient();
  const say = useTranslations('refusals');

  return async (wanted: Wanted): Promise<boolean> => {
    const pressed = { idempotencyKey: newKey() };
    begin?.();
    noteUnderWay();
    tellInCart(null);
    try {
      await changeCart(
        async () => {
          await connected();
          return patiently(() => send(client, wanted, pressed));
        },
        (cart) => foresee(cart, wanted),
      );
      return true;
    } catch (error) {
      tellInCart({ text: sentenceFor(error, say), ended: refusalOf(error)?.code === 'SessionEnded' });
      void askAgain(client);
      return false;
    } finally {
      noteAnswered();
    }
  };
}
