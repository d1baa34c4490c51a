import type { OfferChanged } from '@kontor/contracts/catalog';
import { splitOver, sum, taxInside } from '@kontor/contracts/money';
import type { DeliveryMethod } from '@kontor/contracts/order';
import type { Receipt, VatStanding } from '@kontor/contracts/receipt';
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
  promotions?: readonly Offered[];
  shopper?: Shopper;
};
export const CURRENCY = 'EUR';

const nobody: Shopper = { signedIn: false, hasOrdered: false, groups: [], codes: [], at: '' };

/**
 * From cart lines and circumstances to a total that explains itself. Prices are gross and the same for every destination; the tax
 * inside is that of the destination, per rate on the summed lines after promotions. Delivery shares the rates of the goods in
 * proportion. A business that owes the tax itself does not pay it to us: it is taken out of the prices, per rate.
 */
export function receiptOf(cart: readonly Priced[], { method, country, vat = null, promotions = [], shopper = nobody }: Circumstances): Receipt {
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
  const inside = taxesInside(lines, shipping - sum(applied.map(({ delivery }) => delivery)));
  const treatment = treatmentOf(country, vat);
  const isReversed = treatment === 'reverse-charge';
  const reliefs = isReversed ? inside.filter(({ tax }) => tax > 0) : [];
  const relief = sum(reliefs.map(({ tax }) => tax));
  const total = subtotal - discount + shipping - relief;
  const taxes = isReversed ? [{ rate: 0, gross: total, tax: 0 }] : inside;
  return {
    currency: CURRENCY,
    lines: isReversed ? relieved(lines, reliefs).map((line) => ({ ...line, taxRate: 0 })) : lines.map((line) => ({ ...line, relief: 0 })),
    subtotal,
    discount,
    promotions: applied,
    notApplied,
    shipping,
    relief,
    reliefs,
    taxes,
    tax: sum(taxes.map(({ tax }) => tax)),
    treatment,
    country,
    vat,
    total,
  };
}

/** What each line has of the relief of its rate; the rest of it is delivery's. Odd cents go by SKU, whatever the order of the cart. */
function relieved<L extends { sku: string; total: number; discount: number; taxRate: number }>(
  lines: readonly L[],
  reliefs: Receipt['reliefs'],
): (L & { relief: number })[] {
  const parts = reliefs.flatMap(({ rate, gross, tax }) => {
    const own = lines.filter((line) => line.taxRate === rate).sort((a, b) => (a.sku < b.sku ? -1 : 1));
    const nets = own.map(({ total, discount }) => total - discount);
    const split = splitOver(tax, [...nets, gross - sum(nets)]);
    return own.map((line, index): [L, number] => [line, split[index] ?? 0]);
  });
  const reliefOf = new Map(parts);
  return lines.map((line) => ({ ...line, relief: reliefOf.get(line) ?? 0 }));
}

/** The tax inside per rate, highest first, on the summed lines after what was taken off; delivery shares the rates of the goods. */
export function taxesInside(lines: readonly { total: number; discount: number; taxRate: number }[], delivery: number) {
  const rates = [...new Set(lines.map((line) => line.taxRate))].sort((a, b) => b - a);
  const goods = rates.map((rate) => sum(lines.filter((line) => line.taxRate === rate).map(({ total, discount }) => total - discount)));
  const shares = splitOver(delivery, goods);
  return rates.map((rate, index) => {
    const gross = (goods[index] ?? 0) + (shares[index] ?? 0);
    return { rate, gross, tax: taxInside(gross, rate) };
  });
}

export const weightOf = (lines: readonly Priced[]): number => sum(lines.map(({ offer, quantity }) => offer.weightGrams * quantity));
