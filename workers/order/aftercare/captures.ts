import { share } from '@kontor/contracts/money';
import type { Told } from '@kontor/kit/journal';
import type { OrderState } from '../domain.ts';
import { owed } from './credits.ts';

type Sent = Pick<OrderState, 'receipt' | 'lines'>;

/** What the pieces that have left come to: their share of the receipt, and delivery with the first of them. All together they are the total. */
export function worthSent({ receipt, lines }: Sent): number {
  const { lines: paid, delivery } = owed(receipt);
  const shippedOf = (sku: string) => lines.find((line) => line.sku === sku)?.shipped ?? 0;
  const goods = paid.reduce((sum, line) => sum + (line.quantity > 0 ? share(line.paid, shippedOf(line.sku), line.quantity) : 0), 0);
  return lines.some(({ shipped }) => shipped > 0) ? goods + delivery : 0;
}

/** Goods have left an order whose money is only set aside: now it is due. */
export function captureDue(before: OrderState, lines: OrderState['lines']): Told[] {
  const upTo = worthSent({ receipt: before.receipt, lines });
  const amount = upTo - worthSent(before);
  if (before.authorised === 0 || amount <= 0) return [];
  const { id, number, owner, receipt } = before;
  return [{ type: 'CaptureDue', subject: id, data: { orderId: id, number, owner, amount, upTo, currency: receipt.currency } }];
}
