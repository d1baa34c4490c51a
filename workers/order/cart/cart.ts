import type { OfferChanged } from '@kontor/contracts/catalog';
import type { Cart } from '@kontor/contracts/order';
import { CURRENCY } from '../pricing/receipt.ts';
import type { CartLines } from './store.ts';

/** The cart as the shopper sees it: priced now, from the offers we were told, with the price it was put in at where that was another. A SKU that nobody offers any more is left out. */
export function cartOf(lines: CartLines, offers: ReadonlyMap<string, OfferChanged>): Cart {
  const priced = lines.flatMap(({ sku, quantity, seen }) => {
    const offer = offers.get(sku);
    if (!offer) return [];
    const { productId, handle, name, variant, image, price, forSale } = offer;
    return [
      {
        sku,
        quantity,
        productId,
        handle,
        name,
        variant,
        ...(image && { image }),
        price,
        total: price * quantity,
        ...(seen !== undefined && seen !== price && { was: seen }),
        forSale,
      },
    ];
  });
  return {
    lines: priced,
    items: priced.reduce((sum, line) => sum + line.quantity, 0),
    total: priced.reduce((sum, line) => sum + line.total, 0),
    currency: CURRENCY,
  };
}
