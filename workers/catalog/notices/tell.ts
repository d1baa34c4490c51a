import { now } from '@kontor/kit/clock';
import { leaving } from '@kontor/kit/journal';
import { traceparent } from '@kontor/kit/telemetry';
import type { Offer } from '../domain.ts';
import { journal, offersFor, type Tx } from '../store/catalogue.ts';
import { dropOwned, setWish, whoWaitsFor, type Wish } from '../store/notices.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** A told wish stays so long that the link in its mail still stops the others. */
const KEPT_MS = 30 * DAY_MS;
/** Told at once when something is back; whoever is left hears of it with the next change of its stock. */
const MOST = 500;

export const inDays = (days: number): Date => new Date(now().getTime() + days * DAY_MS);
export const isThere = (offer: Offer | undefined): boolean => offer?.offer?.forSale === true && (offer.stock?.available ?? 0) > 0;

/** What is told about a wish; null when nobody offers its SKU any more. */
export function aboutWish({ _id, sku, email, locale, token }: Wish, offer: Offer | undefined) {
  if (!offer?.offer) return null;
  const { handle, name, variant } = offer.offer;
  return { noticeId: _id, sku, handle, name, variant, person: { email, locale, token } };
}

/** Tells everybody who waits for one of these that it is back, once: a wish that was told waits no more. */
export async function tellWhoWaits(tx: Tx, changed: readonly Offer[]): Promise<void> {
  const back = changed.filter(isThere).map(({ sku }) => sku);
  if (back.length === 0) return;
  const waiting = await whoWaitsFor(tx, back, now(), MOST);
  if (waiting.length === 0) return;
  const offers = await offersFor(
    tx,
    waiting.map(({ sku }) => sku),
  );
  await setWish(
    tx,
    waiting.map(({ _id }) => _id),
    { state: 'told', until: new Date(now().getTime() + KEPT_MS) },
  );
  const told = waiting.flatMap((wish) => {
    const data = aboutWish(wish, offers.get(wish.sku));
    return data ? [leaving({ type: 'BackInStock', subject: wish._id, data }, 2, traceparent(), 'bulk')] : [];
  });
  await journal.leave(tx, told, []);
}

export const forgetWishes = dropOwned;
