import type { OfferChanged } from '@kontor/contracts/catalog';
import { splitOver, taxInside } from '@kontor/contracts/money';
import type { Receipt } from '@kontor/contracts/order';
import { taxRate } from './tax.ts';

export type Priced = { offer: OfferChanged; quantity: number };
export const CURRENCY = 'EUR';

/**
 * From cart lines and delivery to a total that explains itself. Prices are gross and the same for every destination; the tax inside
 * is that of the destination, per rate on the summed lines. Delivery shares the rates of the goods in proportion.
 */
export function receiptOf(lines: readonly Priced[], shipping: number, country: string): Receipt {
  const priced = lines.map(({ offer, quantity }) => ({
    sku: offer.sku,
    quantity,
    price: offer.price,
    total: offer.price * quantity,
    taxRate: taxRate(offer.taxClass, country),
  }));
  const subtotal = priced.reduce((sum, line) => sum + line.total, 0);
  const rates = [...new Set(priced.map((line) => line.taxRate))].sort((a, b) => b - a);
  const goods = rates.map((rate) => priced.filter((line) => line.taxRate === rate).reduce((sum, line) => sum + line.total, 0));
  const shares = splitOver(shipping, goods);
  const taxes = rates.map((rate, index) => {
    const gross = (goods[index] ?? 0) + (shares[index] ?? 0);
    return { rate, gross, tax: taxInside(gross, rate) };
  });
  return {
    currency: CURRENCY,
    lines: priced,
    subtotal,
    discount: 0,
    shipping,
    taxes,
    tax: taxes.reduce((sum, { tax }) => sum + tax, 0),
    total: subtotal + shipping,
  };
}

export const weightOf = (lines: readonly Priced[]): number => lines.reduce((sum, { offer, quantity }) => sum + offer.weightGrams * quantity, 0);
