import type { z } from 'zod';
import type { OfferChanged } from '@kontor/contracts/catalog';
import type { Checkout, DeliveryMethod, Quote as QuoteSchema } from '@kontor/contracts/order';
import { Refusal } from '@kontor/contracts/refusals';
import type { Rate } from '@kontor/contracts/shipping';
import type { OrderState } from '../domain.ts';
import { methodsFor } from './delivery.ts';
import { type Circumstances, type Priced, receiptOf, shownLine, weightOf, withOffers } from './receipt.ts';

type Lines = { sku: string; quantity: number }[];
type Wanted = { id: string; owner: string; checkout: z.output<typeof Checkout>; cart: Lines; at: Date };
/** What beside cart and rates decides the total. */
export type Deal = Pick<Circumstances, 'vat' | 'prices' | 'promotions' | 'shopper'>;

/** The cart with its offers; refuses an empty one and lines that nobody sells any more, naming them. */
function pricedLines(cart: Lines, offers: ReadonlyMap<string, OfferChanged>): Priced[] {
  if (cart.length === 0) throw new Refusal('CartEmpty');
  const gone = cart.filter(({ sku }) => !offers.get(sku)?.forSale).map(({ sku }) => ({ sku }));
  if (gone.length > 0) throw new Refusal('NotForSale', { lines: gone });
  return withOffers(cart, offers);
}

function delivery(lines: Priced[], rates: readonly Rate[], country: string): DeliveryMethod[] {
  const subtotal = lines.reduce((sum, { offer, quantity }) => sum + offer.price * quantity, 0);
  return methodsFor(rates, { country, weightGrams: weightOf(lines), subtotal });
}

/** What the cart would cost delivered to `country`: all methods, and the receipt with the chosen or the cheapest one. */
export function quoteFor(
  cart: Lines,
  offers: ReadonlyMap<string, OfferChanged>,
  rates: readonly Rate[],
  { country, method }: { country: string; method?: string | undefined },
  deal: Deal = {},
): z.output<typeof QuoteSchema> {
  const lines = pricedLines(cart, offers);
  const methods = delivery(lines, rates, country);
  const chosen = methods.find(({ id }) => id === method) ?? methods[0];
  return { receipt: receiptOf(lines, { method: chosen ?? null, country, ...deal }), methods, method: chosen?.id ?? null };
}

/** A new order at today's prices. Refuses a total other than the shopper saw, with the new one. */
export function priceOrder(
  { id, owner, checkout, cart, at }: Wanted,
  offers: ReadonlyMap<string, OfferChanged>,
  rates: readonly Rate[],
  deal: Deal = {},
): OrderState {
  const lines = pricedLines(cart, offers);
  const { country } = checkout.address;
  const methods = delivery(lines, rates, country);
  const chosen = methods.find((one) => one.id === checkout.method);
  if (!chosen) throw new Refusal('NotDelivered', { field: 'method', country, method: checkout.method });
  const method = { ...chosen, cheapest: Math.min(...methods.map(({ price }) => price)) };
  const receipt = receiptOf(lines, { method, country, ...deal });
  if (receipt.total !== checkout.total) throw new Refusal('TotalChanged', { field: 'total', receipt });
  return {
    id,
    number: '',
    owner,
    phase: 'placed',
    version: 1,
    placedAt: at.toISOString(),
    payBy: null,
    person: { email: checkout.email, locale: checkout.locale, address: checkout.address },
    method,
    receipt,
    lines: lines.map((line, index) => ({
      ...shownLine(line),
      weightGrams: line.offer.weightGrams,
      ...(line.offer.packedMm && { packedMm: line.offer.packedMm }),
      taxRate: receipt.lines[index]?.taxRate ?? 0,
      ordered: line.quantity,
      held: 0,
      shipped: 0,
      delivered: 0,
      returned: 0,
      cancelled: 0,
    })),
    authorised: 0,
    captured: 0,
    refunded: 0,
    tenders: [],
    cancelReason: null,
    short: [],
    allocation: [],
    parcels: [],
    planned: 0,
    deliveredAt: null,
    returns: [],
    credits: [],
    change: null,
    exchange: null,
    steps: [],
  };
}
