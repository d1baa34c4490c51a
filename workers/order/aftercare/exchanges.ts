import type { Wish } from '@kontor/contracts/aftercare';
import type { OfferChanged } from '@kontor/contracts/catalog';
import { share, sum } from '@kontor/contracts/money';
import type { OrderLine } from '@kontor/contracts/order';
import { type Prices, Receipt } from '@kontor/contracts/receipt';
import { Refusal } from '@kontor/contracts/refusals';
import type { Return } from '@kontor/contracts/return';
import { type Decided, dropReplacement, nothing, type OrderState, paidEvent, step } from '../domain.ts';
import { taxesOf, withTax } from '../pricing/receipt.ts';
import { taxRate } from '../pricing/tax.ts';
import { owed } from './credits.ts';

type Offers = ReadonlyMap<string, OfferChanged>;
/** So many pieces of an offer, taxed at a rate, and what of the credit they come to. */
type Wanted = { offer: OfferChanged; rate: number; quantity: number; paid: number };
type Swap = { sku: string; quantity: number; exchangeFor: string };

const swapsIn = ({ lines }: Pick<Wish, 'lines'>): Swap[] =>
  lines.flatMap(({ sku, quantity, exchangeFor }) => (exchangeFor ? [{ sku, quantity, exchangeFor }] : []));
export const wantedInstead = (wish: Pick<Wish, 'lines'>): string[] => swapsIn(wish).map(({ exchangeFor }) => exchangeFor);

/** The offer that is wanted instead of a line, its price and what the line's was with the tax in it: of the same product, no dearer, taxed alike; any other is refused with the reason. */
function offerFor(order: OrderState, { sku, exchangeFor }: Swap, offers: Offers, prices: Prices): { line: OrderLine; was: number; offer: OfferChanged } {
  const refuse = (reason: string) => new Refusal('NotReturnable', { reason, sku: exchangeFor });
  const line = order.lines.find((one) => one.sku === sku);
  if (!line) throw new Refusal('InvalidInput', { field: 'lines', reason: `the order has no ${sku}` });
  const offer = offers.get(exchangeFor);
  if (!offer?.forSale || offer.productId !== line.productId) throw refuse('not-offered');
  const { relief, prices: then } = Receipt.parse(order.receipt);
  const was = withTax(line.price, line.taxRate, then);
  const price = withTax(offer.price, line.taxRate, prices);
  if (price > was) throw refuse('dearer');
  if (relief > 0 || taxRate(offer.taxClass, order.person.address.country) !== line.taxRate) throw refuse('taxed-otherwise');
  return { line, was, offer: { ...offer, price } };
}

/**
 * The order that replaces what a wish exchanges; null where it exchanges nothing, or was heard before. It costs as much of today's price as
 * was paid of the price then, so what promotions took off stays, and never more than comes back: a piece counts with its whole cents.
 * Its prices are with the tax in them, whatever `prices` offers are told in: what pays for it is an amount that contains the tax.
 */
export function replacementFor(
  order: OrderState,
  wish: Wish,
  offers: Offers,
  { id, at, prices = 'gross' }: { id: string; at: Date; prices?: Prices },
): OrderState | null {
  const swaps = swapsIn(wish);
  if (swaps.length === 0 || order.returns.some((one) => one.id === wish.returnId)) return null;
  if (wish.kind === 'withdrawal')
    throw new Refusal('InvalidInput', { field: 'lines', reason: 'who withdraws gets the money: to exchange something, return it' });
  const paid = owed(order.receipt).lines;
  const lines = new Map<string, Wanted>();
  for (const swap of swaps) {
    const { line, was, offer } = offerFor(order, swap, offers, prices);
    const of = paid.find((one) => one.sku === line.sku);
    const each = of ? Math.floor(of.paid / of.quantity) : 0;
    // The tax on a line and on one piece are rounded apart: no piece is worth more than it costs.
    const worth = swap.quantity * (was > 0 ? Math.min(share(each, offer.price, was), offer.price) : 0);
    const known = lines.get(offer.sku);
    lines.set(offer.sku, { offer, rate: line.taxRate, quantity: swap.quantity + (known?.quantity ?? 0), paid: worth + (known?.paid ?? 0) });
  }
  const { method, number, ...rest } = order;
  const all = [...lines.values()];
  const paidBy = order.exchange?.paidBy ?? { id: order.id, number };
  return {
    ...rest,
    id,
    number: '',
    phase: 'placed',
    version: 1,
    placedAt: at.toISOString(),
    payBy: null,
    method: { ...method, price: 0, cheapest: 0 },
    receipt: receiptFor(order, all),
    lines: all.map(({ offer: { sku, productId, handle, name, variant, image, price, weightGrams, packedMm }, rate, quantity }) => ({
      ...{ sku, productId, handle, name, variant, price, weightGrams },
      ...(image && { image }),
      ...(packedMm && { packedMm }),
      total: price * quantity,
      taxRate: rate,
      ordered: quantity,
      ...{ held: 0, shipped: 0, delivered: 0, returned: 0, cancelled: 0 },
    })),
    ...{ authorised: 0, captured: 0, refunded: 0, planned: 0 },
    ...{ tenders: [], short: [], allocation: [], parcels: [], credits: [], steps: [], returns: [] },
    ...{ cancelReason: null, deliveredAt: null, change: null },
    exchange: { of: { id: order.id, number }, returnId: wish.returnId, paidBy },
  };
}

/** What was taken off then is taken off again, as a step that says so. */
function receiptFor(order: OrderState, wanted: readonly Wanted[]): Receipt {
  const { currency, treatment, country, vat } = Receipt.parse(order.receipt);
  const lines = wanted.map(({ offer: { sku, price }, rate, quantity, paid }) => ({
    ...{ sku, quantity, price, list: 'regular' as const, relief: 0, added: 0 },
    total: price * quantity,
    discount: price * quantity - paid,
    taxRate: rate,
  }));
  const total = sum(wanted.map(({ paid }) => paid));
  const discount = sum(lines.map((line) => line.discount));
  const less = lines.flatMap((line) => (line.discount > 0 ? [{ sku: line.sku, amount: line.discount }] : []));
  const name = { en: `As with order ${order.number}`, de: `Wie bei Bestellung ${order.number}` };
  const taxes = taxesOf(lines, 0, 'gross');
  return {
    ...{ currency, lines, discount, treatment, country, vat, total, taxes },
    prices: 'gross',
    subtotal: total + discount,
    promotions: discount > 0 ? [{ id: 'exchange', name, code: null, amount: discount, delivery: 0, lines: less, how: null }] : [],
    ...{ notApplied: [], shipping: 0, relief: 0, reliefs: [], added: 0 },
    tax: sum(taxes.map(({ tax }) => tax)),
  };
}

/** Whether all that was to be replaced was fit to be taken back: a replacement is sent as a whole or not at all. */
export const isAccepted = ({ lines }: Pick<Return, 'lines'>): boolean => lines.every(({ replacement, refused }) => !replacement || refused === 0);

/** What becomes of a replacement once its return has been decided on: held → paid with what came back, or cancelled. */
export function followReturn(order: OrderState, { back, at }: { back: Pick<Return, 'phase' | 'exchange'> | undefined; at: Date }): Decided {
  if (back?.phase !== 'settled' && back?.phase !== 'declined') return nothing;
  if (!back.exchange?.done) return dropReplacement(order, 'not-exchanged', at, true);
  if (order.phase !== 'held') return nothing;
  const { total: amount } = order.receipt;
  const id = order.exchange?.returnId ?? order.id;
  const tenders = [...order.tenders, { id, kind: 'exchange' as const, amount, by: [{ kind: 'exchange' as const, amount }] }];
  return { next: step(order, 'paid', at, { phase: 'paid', tenders }), events: [paidEvent(order)] };
}

/** The goods have not come in all that time: somebody else may have what was kept for them. Whoever looks at them already decides. */
export const giveUpExchange = (order: OrderState, { back, at }: { back: Pick<Return, 'phase'> | undefined; at: Date }): Decided =>
  back?.phase === 'asked' ? dropReplacement(order, 'not-exchanged', at) : nothing;
