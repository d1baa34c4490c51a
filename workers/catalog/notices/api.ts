import { randomBytes, randomUUID } from 'node:crypto';
import { notice, type Wished } from '@kontor/contracts/notice';
import { Refusal } from '@kontor/contracts/refusals';
import { now } from '@kontor/kit/clock';
import { leaving } from '@kontor/kit/journal';
import { serve } from '@kontor/kit/rpc';
import { traceparent } from '@kontor/kit/telemetry';
import type { Offer } from '../domain.ts';
import { journal, offersFor, offersOf } from '../store/catalogue.ts';
import { dropWishesOf, keepWish, openWishesOf, setWish, wishBy } from '../store/notices.ts';
import { aboutWish, inDays, isThere, tellWhoWaits } from './tell.ts';

/** Days in which an address may confirm a wish, and after which a confirmed one lapses. */
const TO_CONFIRM = 2;
const TO_WAIT = 182;
/** More wishes than these are no wishes of one person any more. */
const MOST_OPEN = 20;
const TOKEN_BYTES = 16;

function shown(offer: Offer | undefined): Wished {
  if (!offer?.offer) throw new Refusal('NotFound', { field: 'token' });
  const { sku, productId, handle, name, variant } = offer.offer;
  return { sku, productId, handle, name, variant };
}

export const notices = serve(notice, {
  askForNotice: ({ sku, email, locale }, { actor }) =>
    journal.transaction(async (tx) => {
      const offer = (await offersFor(tx, [sku])).get(sku);
      if (!offer?.offer?.forSale) throw new Refusal('NotFound', { field: 'sku' });
      if (isThere(offer)) return { state: 'there' as const };
      const open = await openWishesOf(tx, email, now());
      // The mail is on its way already, or this is somebody who fills other people's mailboxes.
      if (open.some((wish) => wish.sku === sku) || open.length >= MOST_OPEN) return { state: 'asked' as const };
      const about = { _id: randomUUID(), sku, email, locale, owner: actor?.id ?? null, token: randomBytes(TOKEN_BYTES).toString('hex') };
      const wish = { ...about, state: 'asked' as const, askedAt: now(), until: inDays(TO_CONFIRM) };
      await keepWish(tx, wish);
      const data = aboutWish(wish, offer);
      if (data) await journal.leave(tx, [leaving({ type: 'NoticeAsked', subject: wish._id, data }, 1, traceparent())], []);
      return { state: 'asked' as const };
    }),

  wished: async ({ token }) => {
    const wish = await wishBy(token, now());
    if (!wish) throw new Refusal('NotFound', { field: 'token' });
    return shown((await offersOf([wish.sku]))[0]);
  },

  confirmNotice: ({ token }) =>
    journal.transaction(async (tx) => {
      const wish = await wishBy(token, now(), tx);
      if (!wish) throw new Refusal('NotFound', { field: 'token' });
      const offer = (await offersFor(tx, [wish.sku])).get(wish.sku);
      if (wish.state === 'asked') {
        await setWish(tx, [wish._id], { state: 'confirmed', until: inDays(TO_WAIT) });
        // It may have come back between the wish and its confirmation.
        if (offer) await tellWhoWaits(tx, [offer]);
      }
      return shown(offer);
    }),

  stopNotices: ({ token }) =>
    journal.transaction(async (tx) => {
      const wish = await wishBy(token, now(), tx);
      return { stopped: wish ? await dropWishesOf(tx, wish.email) : 0 };
    }),
});
