import { formatPercent } from '@kontor/contracts/format';
import type { Locale, Text } from '@kontor/contracts/ids';
import type { Address } from '@kontor/contracts/order';
import type { Credit } from '@kontor/contracts/return';
import { Receipt } from '@kontor/contracts/receipt';
import type { PaperKind } from '@kontor/contracts/paper';
import type { OrderState } from '../domain.ts';

type Line = { sku: string; name: string; quantity: number; price: number | null; rate: number; amount: number };
/** A step between the lines and the total. */
type Step = { kind: 'promotion' | 'shipping' | 'relief' | 'tax'; name: string; amount: number };

/** All that a paper says, as it was on the day it was issued: what is printed later says the same. */
export type Facts = {
  locale: Locale;
  orderNumber: string;
  orderedAt: string;
  /** the day the goods left: that of the supply */
  suppliedAt: string;
  address: Address;
  vatId: string | null;
  currency: string;
  treatment: Receipt['treatment'];
  /** of lines and steps; papers of before net prices do not name it: they are gross */
  prices?: Receipt['prices'];
  lines: Line[];
  steps: Step[];
  taxes: Receipt['taxes'];
  amount: number;
  /** of a credit: so much of it pays for what is sent instead; of a replacement: the order whose goods paid for it */
  exchange?: { amount: number; of: string | null };
};
export type Draft = { id: string; kind: PaperKind; facts: Facts };

function common(order: OrderState, suppliedAt: string) {
  const { locale, address } = order.person;
  const { currency, treatment, vat } = Receipt.parse(order.receipt);
  const vatId = vat?.standing === 'valid' ? vat.id : null;
  return { locale, orderNumber: order.number, orderedAt: order.placedAt, suppliedAt, address, vatId, currency, treatment };
}

const named = (order: OrderState, sku: string): string => {
  const line = order.lines.find((one) => one.sku === sku);
  const inLocale = (text: Text | undefined) => text?.[order.person.locale] ?? '';
  return [inLocale(line?.name), inLocale(line?.variant)].filter(Boolean).join(', ') || sku;
};

function invoiceOf(order: OrderState, suppliedAt: string): Draft {
  const { locale } = order.person;
  const receipt = Receipt.parse(order.receipt);
  const promotions = receipt.promotions.map(({ name, code, amount }): Step => ({ kind: 'promotion', name: code ?? name[locale], amount: -amount }));
  // Receipts of before promotions were named have but their sum.
  const unnamed: Step[] = promotions.length === 0 && receipt.discount > 0 ? [{ kind: 'promotion', name: '', amount: -receipt.discount }] : [];
  const steps: Step[] = [...promotions, ...unnamed, { kind: 'shipping', name: order.method.name[locale], amount: receipt.shipping }];
  if (receipt.relief > 0) steps.push({ kind: 'relief', name: '', amount: -receipt.relief });
  if (receipt.prices === 'net')
    for (const { rate, tax } of receipt.taxes) if (tax > 0) steps.push({ kind: 'tax', name: formatPercent(rate, locale), amount: tax });
  const lines = receipt.lines.map(({ sku, quantity, price, taxRate: rate, total }) => ({ sku, name: named(order, sku), quantity, price, rate, amount: total }));
  const exchange = order.exchange && { amount: receipt.total, of: order.exchange.of.number };
  return {
    id: order.id,
    kind: 'invoice',
    facts: { ...common(order, suppliedAt), prices: receipt.prices, lines, steps, taxes: receipt.taxes, amount: receipt.total, ...(exchange && { exchange }) },
  };
}

function creditNoteOf(order: OrderState, { id, lines, delivery, taxes, amount }: Credit, suppliedAt: string): Draft {
  const rateOf = (sku: string) => order.receipt.lines.find((line) => line.sku === sku)?.taxRate ?? 0;
  const steps: Step[] = delivery > 0 ? [{ kind: 'shipping', name: order.method.name[order.person.locale], amount: delivery }] : [];
  const taken = lines.map(({ sku, quantity, amount: of }) => ({ sku, name: named(order, sku), quantity, price: null, rate: rateOf(sku), amount: of }));
  const spent = order.returns.find((one) => one.id === id)?.exchange;
  const exchange = spent?.done && { amount: spent.amount, of: null };
  return { id, kind: 'credit-note', facts: { ...common(order, suppliedAt), lines: taken, steps, taxes, amount, ...(exchange && { exchange }) } };
}

/** The papers that an order has a right to by now: none before goods have left, then its invoice and one for each part taken back. */
export function papersOf(order: OrderState, at: Date): Draft[] {
  if (order.lines.every(({ shipped }) => shipped === 0)) return [];
  // What had arrived before invoices were issued here left earlier than now.
  const suppliedAt = order.deliveredAt ?? at.toISOString();
  return [invoiceOf(order, suppliedAt), ...order.credits.filter(({ amount }) => amount > 0).map((credit) => creditNoteOf(order, credit, suppliedAt))];
}
