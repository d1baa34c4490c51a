'use client';

import type { Cart } from '@kontor/contracts/order';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { refusalOf, sentenceFor } from '@/refusals';
import { useTRPC, useTRPCClient } from '@/trpc';
import { noteAnswered, noteUnderWay, useCartMark } from './cart-mark';
import { openCart, tellInCart } from './cart-state';
import { emptyCart, type KnownLine, withAdded, withoutSaved, withQuantity, withSaved } from './optimistic';

type Added = { sku: string; quantity: number; line?: KnownLine };
type Changed = { sku: string; quantity: number };

/**
 * The cart, undefined until it is known; who cannot have one is not asked for, and has an empty one. While a part of the page comes to
 * life it is unknown again, as it was on the server: the header asks for it too, and may have the answer before the rest of the page
 * has been taken over.
 */
export function useCart() {
  const mark = useCartMark();
  const { data, error, isFetching, refetch } = useQuery(useTRPC().order.cart.queryOptions({}, { staleTime: 30_000, enabled: mark === 'yes' }));
  if (mark === 'unknown') return { data: undefined, error: null, isFetching, refetch };
  return { data: data ?? (mark === 'no' ? emptyCart : undefined), error, isFetching, refetch };
}

/** Pieces in the cart, 0 until it is known. */
export const useCartCount = (): number => useCart().data?.items ?? 0;

/** Adds pieces and opens the drawer. With `line` the drawer shows the product before the shop has answered. */
export function useAddToCart() {
  const client = useTRPCClient();
  return useCartChange<Added>(
    ({ sku, quantity }) => client.order.addToCart.mutate({ sku, quantity }),
    (cart, { sku, quantity, line }) => withAdded(cart, sku, quantity, line),
    openCart,
  );
}

/** Sets the quantity of a line; 0 removes it. */
export function useSetQuantity() {
  const client = useTRPCClient();
  return useCartChange<Changed>(
    (wanted) => client.order.setQuantity.mutate(wanted),
    (cart, { sku, quantity }) => withQuantity(cart, sku, quantity),
  );
}

/** Puts a line aside for another day. */
export function useSaveForLater() {
  const client = useTRPCClient();
  return useCartChange<{ sku: string }>(
    (wanted) => client.order.saveForLater.mutate(wanted),
    (cart, { sku }) => withSaved(cart, sku),
  );
}

/** Takes what was put aside into the cart again, or forgets it. */
export function useTakeUpSaved() {
  const client = useTRPCClient();
  return useCartChange<{ sku: string; into: boolean }>(
    ({ sku, into }) => (into ? client.order.takeUpAgain.mutate({ sku }) : client.order.dropSaved.mutate({ sku })),
    (cart, { sku, into }) => withoutSaved(cart, sku, into),
  );
}

/**
 * A change that shows at once and is undone with a sentence when the shop refuses it. Changes are sent one after the other,
 * and only the last one under way writes its answer: an earlier answer would take back what was pressed since.
 */
function useCartChange<Wanted>(send: (wanted: Wanted) => Promise<Cart>, foresee: (cart: Cart, wanted: Wanted) => Cart, begin?: () => void) {
  const queryClient = useQueryClient();
  const queryKey = useTRPC().order.cart.queryKey({});
  const say = useTranslations('refusals');
  const mutationKey = ['cart-change'];
  const isLast = () => queryClient.isMutating({ mutationKey }) === 1;

  return useMutation({
    mutationKey,
    scope: { id: 'cart' },
    mutationFn: send,
    onMutate: async (wanted) => {
      begin?.();
      noteUnderWay();
      tellInCart(null);
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData(queryKey);
      queryClient.setQueryData(queryKey, foresee(before ?? emptyCart, wanted));
      return { before };
    },
    onSuccess: (cart) => {
      if (isLast()) queryClient.setQueryData(queryKey, cart);
    },
    onError: (error, _wanted, kept) => {
      tellInCart({ text: sentenceFor(error, say), ended: refusalOf(error)?.code === 'SessionEnded' });
      if (!isLast()) return;
      queryClient.setQueryData(queryKey, kept?.before ?? emptyCart);
      return queryClient.invalidateQueries({ queryKey });
    },
    onSettled: noteAnswered,
  });
}
