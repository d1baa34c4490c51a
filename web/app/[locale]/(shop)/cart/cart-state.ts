import { useSyncExternalStore } from 'react';

/** What the cart shows besides its lines: whether the drawer is open, and the sentence about the last change that was refused; `ended` asks to sign in again. */
type Notice = { text: string; ended: boolean };
type CartState = { open: boolean; notice: Notice | null };

const atFirst: CartState = { open: false, notice: null };
let state = atFirst;
const watchers = new Set<() => void>();

function become(next: Partial<CartState>) {
  state = { ...state, ...next };
  for (const tell of watchers) tell();
}

function watch(tell: () => void) {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

export const openCart = () => become({ open: true });
export const closeCart = () => become({ open: false, notice: null });
export const tellInCart = (notice: Notice | null) => become({ notice });
export const useCartState = (): CartState =>
  useSyncExternalStore(
    watch,
    () => state,
    () => atFirst,
  );
