import type { OfferChanged } from '@kontor/contracts/catalog';
import type { Cart } from '@kontor/contracts/order';
import { type Circumstances, CURRENCY, type Priced, receiptOf, shownLine, withOffers } from '../pricing/receipt.ts';
import type { CartLines } from './store.ts';

/** The country whose tax a cart shows before anybody has said where it goes. */
const SHOWN_FOR = 'DE';
type Deal = Pick<Circumstances, 'prices' | 'promotions' | 'shopper'>;

const lineOf = (line: Priced & { seen?: number }): Cart['lines'][number] => {
  const { offer, quantity, seen } = line;
  return { ...shownLine(line), quantity, ...(seen !== undefined && seen !== offer.price && { was: seen }), forSale: offer.forSale };
};

/**
 * The cart as the shopper sees it: priced now, from the offers we were told, with the price it was put in at where that was another.
 * A SKU that nobody offers any more is left out.
 */
export function cartOf({ lines, saved }: { lines: CartLines; saved: CartLines }, offers: ReadonlyMap<string, OfferChanged>, codes: string[], deal: Deal): Cart {
  const offered = withOffers(lines, offers);
  const priced = offered.map(lineOf);
  const sold = offered.filter(({ offer }) => offer.forSale);
  return {
    lines: priced,
    items: priced.reduce((sum, line) => sum + line.quantity, 0),
    total: priced.reduce((sum, line) => sum + line.total, 0),
    currency: CURRENCY,
    codes,
    saved: withOffers(saved, offers).map(lineOf),
    receipt: sold.length > 0 ? receiptOf(sold, { method: null, country: SHOWN_FOR, ...deal }) : null,
  };
}
