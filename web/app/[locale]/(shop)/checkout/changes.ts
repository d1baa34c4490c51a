import type { Receipt } from '@kontor/contracts/receipt';

type Priced = Pick<Receipt, 'shipping'> & { lines: Pick<Receipt['lines'][number], 'sku' | 'price'>[] };

/** What makes the difference between two receipts: prices of single pieces, and delivery (`sku` null). Amounts in minor units. */
export function changesBetween(before: Priced, now: Priced): { sku: string | null; before: number; now: number }[] {
  const known = new Map(before.lines.map(({ sku, price }) => [sku, price]));
  const prices = now.lines.flatMap(({ sku, price }) => {
    const was = known.get(sku);
    return was !== undefined && was !== price ? [{ sku, before: was, now: price }] : [];
  });
  return before.shipping === now.shipping ? prices : [...prices, { sku: null, before: before.shipping, now: now.shipping }];
}
