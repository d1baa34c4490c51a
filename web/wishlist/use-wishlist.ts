'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useSyncExternalStore } from 'react';
import { isSignedIn, SIGNED_IN_COOKIE } from '@/marks';
import { refusalOf, sentenceFor } from '@/refusals';
import { useTRPCClient } from '@/trpc';
import { notify } from '@/ui/toast';
import { keepWishes, recallWishes } from './kept';

/** One list for the whole page, which has a heart on every tile: a guest's lies in the browser, a customer's in the shop. */
type Wishlist = { ids: readonly string[]; isKnown: boolean; isGuest: boolean };
type Client = ReturnType<typeof useTRPCClient>;

const atFirst: Wishlist = { ids: [], isKnown: false, isGuest: true };
let wishlist = atFirst;
let begun: Promise<void> | undefined;
/** Changes are sent one after the other, and only the last answer is shown: an earlier one would take back what was pressed since. */
let sending = Promise.resolve();
let changes = 0;
const watchers = new Set<() => void>();

function become(next: Partial<Wishlist>) {
  wishlist = { ...wishlist, ...next };
  for (const tell of watchers) tell();
}

function watch(tell: () => void) {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

/** Asked once per page load. What the browser kept before somebody signed in joins their list in the shop. */
async function begin(client: Client) {
  const kept = recallWishes();
  if (!isSignedIn(document.cookie)) return become({ ids: kept, isKnown: true, isGuest: true });
  try {
    const ids = kept.length > 0 ? await client.user.wish.mutate({ products: kept }) : await client.user.wishlist.query({});
    keepWishes([]);
    become({ ids, isKnown: true, isGuest: false });
  } catch (error) {
    // A session that has ended makes a guest; anything else is asked again on the next page.
    if (refusalOf(error)) document.cookie = `${SIGNED_IN_COOKIE}=; path=/; max-age=0`;
    else begun = undefined;
    become({ ids: kept, isKnown: true, isGuest: true });
  }
}

const without = (ids: readonly string[], id: string) => ids.filter((other) => other !== id);

export function useWishlist() {
  const client = useTRPCClient();
  const say = useTranslations('refusals');
  const shown = useSyncExternalStore(
    watch,
    () => wishlist,
    () => atFirst,
  );
  useEffect(() => {
    begun ??= begin(client);
  }, [client]);

  /** Puts a product on the list or takes it off; shows at once, and goes back with a sentence when the shop refuses it. */
  function toggle(id: string): void {
    // Pressed before it is known whose list it is.
    if (!wishlist.isKnown) {
      void begun?.then(() => toggle(id));
      return;
    }
    const { ids: before, isGuest } = wishlist;
    const isOn = before.includes(id);
    const ids = isOn ? without(before, id) : [id, ...before];
    become({ ids });
    if (isGuest) {
      keepWishes(ids);
      return;
    }
    const change = ++changes;
    const send = async () => {
      try {
        const kept = await (isOn ? client.user.unwish.mutate({ product: id }) : client.user.wish.mutate({ products: [id] }));
        if (change === changes) become({ ids: kept });
      } catch (error) {
        become({ ids: isOn ? [id, ...wishlist.ids] : without(wishlist.ids, id) });
        notify({ text: sentenceFor(error, say), tone: 'danger' });
      }
    };
    sending = sending.then(send);
  }

  return { ...shown, toggle };
}
