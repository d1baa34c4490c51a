import type { OfferChanged } from '@kontor/contracts/catalog';
import { splitOver, sum, taxInside, taxOn } from '@kontor/contracts/money';
import type { DeliveryMethod } from '@kontor/contracts/order';
import type { Prices, Receipt, VatStanding } from '@kontor/contracts/receipt';
import { basketOf } from './benefits.ts';
import { type Offered, promote, type Shopper } from './promotions.ts';
import { taxRate, treatmentOf } from './tax.ts';

export type Priced = { offer: OfferChanged; quantity: number };
/** Those lines that somebody has an offer for, each with it. */
export const withOffers = <Line extends { sku: string; quantity: number }>(lines: readonly Line[], offers: ReadonlyMap<string, OfferChanged>) =>
  lines.flatMap((line): (Line & Priced)[] => {
    const offer = offers.get(line.sku);
    return offer ? [{ ...line, offer }] : [];
  });

/** What a cart and an order show of a line. */
export const shownLine = ({ offer: { sku, productId, handle, name, variant, image, price }, quantity }: Priced) => ({
  sku,
  productId,
  handle,
  name,
  variant,
  ...(image && { image }),
  price,
  total: price * quantity,
});

/** What a receipt is made of beside the lines. Without a shopper no promotion is looked at. */
export type Circumstances = {
  method: Pick<DeliveryMethod, 'id' | 'price'> | null;
  country: string;
  vat?: VatStanding | null;
  prices?: Prices;
  promotions?: readonly Offered[];
  shopper?: Shopper;
};
export const CURRENCY = 'EUR';

/** A price with the tax in it. */
export const withTax = (price: number, rate: number, prices: Prices): number => (prices === 'net' ? price + taxOn(price, rate) : price);

const nobody: Shopper = { signedIn: false, hasOrdered: false, groups: [], codes: [], at: '' };

/**
 * From cart lines and circumstances to a total that explains itself. Prices are the same for every destination; the tax inside gross
 * ones, or added to net ones, is that of the destination, per rate on the summed lines after promotions. Delivery shares the rates of
 * the goods in proportion. A business that owes the tax itself does not pay it to us: it is taken out of gross prices, and not added
 * to net ones.
 */
export function receiptOf(
  cart: readonly Priced[],
  { method, country, vat = null, prices = 'gross', promotions = [], shopper = nobody }: Circumstances,
): Receipt {
  const shipping = method?.price ?? 0;
  const { applied, notApplied } = promote(basketOf(cart, shipping, method?.id ?? null), promotions, shopper);
  const lines = cart.map(({ offer: { sku, price, compareAt, taxClass }, quantity }) => ({
    sku,
    quantity,
    price,
    list: compareAt !== undefined && compareAt > price ? ('sale' as const) : ('regular' as const),
    total: price * quantity,
    discount: sum(applied.flatMap((one) => one.lines.filter((line) => line.sku === sku).map(({ amount }) => amount))),
    taxRate: taxRate(taxClass, country),
  }));
  const subtotal = sum(lines.map(({ total }) => total));
  const discount = sum(applied.map(({ amount }) => amount));
  const perRate = taxesOf(lines, shipping - sum(applied.map(({ delivery }) => delivery)), prices);
  const treatment = treatmentOf(country, vat);
  const isReversed = treatment === 'reverse-charge';
  const reliefs = isReversed && prices === 'gross' ? perRate.filter(({ tax }) => tax > 0) : [];
  const additions = !isReversed && prices === 'net' ? perRate : [];
  const relief = sum(reliefs.map(({ tax }) => tax));
  const added = sum(additions.map(({ tax }) => tax));
  const total = subtotal - discount + shipping - relief + added;
  const taxes = isReversed ? [{ rate: 0, gross: total, tax: 0 }] : perRate;
  const relievedBy = ofLines(
    lines,
    reliefs.map(({ rate, gross, tax }) => ({ rate, price: gross, tax })),
  );
  const addedTo = ofLines(
    lines,
    additions.map(({ rate, gross, tax }) => ({ rate, price: gross - tax, tax })),
  );
  return {
    currency: CURRENCY,
    prices,
    lines: lines.map((line) => ({
      ...line,
      relief: relievedBy.get(line) ?? 0,
      added: addedTo.get(line) ?? 0,
      taxRate: isReversed ? 0 : line.taxRate,
    })),
    subtotal,
    discount,
    promotions: applied,
    notApplied,
    shipping,
    relief,
    reliefs,
    added,
    taxes,
    tax: sum(taxes.map(({ tax }) => tax)),
    treatment,
    country,
    vat,
    total,
  };
}

/** What each line has of the tax of its rate; the rest of it is delivery's. Odd cents go by SKU, whatever the order of the cart. */
function ofLines<L extends { sku: string; total: number; discount: number; taxRate: number }>(
  lines: readonly L[],
  taxes: readonly { rate: number; price: number; tax: number }[],
): Map<L, number> {
  const parts = taxes.flatMap(({ rate, price, tax }) => {
    const own = lines.filter((line) => line.taxRate === rate).sort((a, b) => (a.sku < b.sku ? -1 : 1));
    const left = own.map(({ total, discount }) => total - discount);
    const split = splitOver(tax, [...left, price - sum(left)]);
    return own.map((line, index): [L, number] => [line, split[index] ?? 0]);
  });
  return new Map(parts);
}

/** The tax inside gross prices, or on net ones, per rate, highest first, on the summed lines after what was taken off; delivery shares the rates of the goods. */
export function taxesOf(lines: readonly { total: number; discount: number; taxRate: number }[], delivery: number, prices: Prices) {
  const rates = [...new Set(lines.map((line) => line.taxRate))].sort((a, b) => b - a);
  const goods = rates.map((rate) => sum(lines.filter((line) => line.taxRate === rate).map(({ total, discount }) => total - discount)));
  const shares = splitOver(delivery, goods);
  return rates.map((rate, index) => {
    const price = (goods[index] ?? 0) + (shares[index] ?? 0);
    const tax = prices === 'net' ? taxOn(price, rate) : taxInside(price, rate);
    return { rate, gross: prices === 'net' ? price + tax : price, tax };
  });
}

export const weightOf = (lines: readonly Priced[]): number => sum(lines.map(({ offer, quantity }) => offer.weightGrams * quantity));
