import { useSyncExternalStore } from 'react';
import { mayHaveCart } from '@/marks';

/**
 * Whether this browser may have a cart (web/marks.ts). The first thing that is put in makes a guest, whose mark comes with the answer:
 * whoever has gone on to another page by then is waited for there, so that nothing seems lost and nobody becomes a second guest.
 */
type Mark = 'unknown' | 'no' | 'soon' | 'yes';

const KEY = 'kontor-cart-under-way';
const WAIT_MS = 10_000;
const LOOK_MS = 200;

/** Private windows may forbid the storage: then nothing is waited for. */
function stored<Value>(use: (storage: Storage) => Value): Value | undefined {
  try {
    return use(sessionStorage);
  } catch {
    return undefined;
  }
}

export const noteUnderWay = () => void stored((storage) => storage.setItem(KEY, String(Date.now())));
export const noteAnswered = () => void stored((storage) => storage.removeItem(KEY));

function read(): Mark {
  if (mayHaveCart(document.cookie)) return 'yes';
  const since = Number(stored((storage) => storage.getItem(KEY)) ?? 0);
  return Date.now() - since < WAIT_MS ? 'soon' : 'no';
}

function watch(tell: () => void) {
  if (read() !== 'soon') return () => {};
  const looking = setInterval(() => {
    if (read() !== 'soon') clearInterval(looking);
    tell();
  }, LOOK_MS);
  return () => clearInterval(looking);
}

/** Unknown on the server, and while a part of the page comes to life. */
export const useCartMark = (): Mark => useSyncExternalStore(watch, read, () => 'unknown');
