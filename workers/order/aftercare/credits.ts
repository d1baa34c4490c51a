import { share, splitOver, sum } from '@kontor/contracts/money';
import { Receipt } from '@kontor/contracts/receipt';
import type { Credit } from '@kontor/contracts/return';

type Credited = { receipt: Receipt; credits: readonly Credit[] };
type Wanted = Pick<Credit, 'id' | 'cause'> & { lines: { sku: string; quantity: number }[]; delivery: number; at: Date };

/** What was paid for each line and for delivery, promotions and relief taken off and added tax put on: together the total. */
export function owed(kept: Receipt): { lines: { sku: string; quantity: number; taxRate: number; paid: number }[]; delivery: number } {
  // What was kept before receipts named these fields reads all the same.
  const { lines, promotions, shipping, relief, added } = Receipt.parse(kept);
  const nets = lines.map(({ total, discount }) => total - discount);
  const delivery = shipping - sum(promotions.map((one) => one.delivery));
  const isNamed = lines.some((line) => line.relief > 0);
  const reliefs = isNamed ? lines.map((line) => line.relief) : splitOver(relief, [...nets, delivery]).slice(0, lines.length);
  return {
    lines: lines.map(({ sku, quantity, taxRate }, index) => ({
      sku,
      quantity,
      taxRate,
      paid: (nets[index] ?? 0) - (reliefs[index] ?? 0) + (lines[index]?.added ?? 0),
    })),
    delivery: delivery - (relief - sum(reliefs)) + (added - sum(lines.map((line) => line.added))),
  };
}

/** Of a whole that is given back piece by piece: what `now` more are worth after `before`, so that all pieces come to the whole. */
const portion = (whole: number, before: number, now: number, pieces: number): number =>
  pieces === 0 ? 0 : share(whole, before + now, pieces) - share(whole, before, pieces);

/**
 * Takes pieces, and up to `delivery` of what delivery cost, back from a receipt: amounts and taxes are their exact share, and when all is
 * taken back they come to the total and its taxes to the cent, in whatever parts and order.
 */
export function creditFor({ receipt, credits }: Credited, { id, cause, at, lines, delivery: wanted }: Wanted): Credit {
  const paid = owed(receipt);
  const back = credits.flatMap((credit) => credit.lines);
  const before = (sku: string) => sum(back.filter((line) => line.sku === sku).map(({ quantity }) => quantity));
  const credited = lines.flatMap(({ sku, quantity }) => {
    const line = paid.lines.find((one) => one.sku === sku);
    return line ? [{ sku, quantity, taxRate: line.taxRate, amount: portion(line.paid, before(sku), quantity, line.quantity) }] : [];
  });
  const delivery = Math.max(0, Math.min(wanted, paid.delivery) - sum(credits.map((credit) => credit.delivery)));

  const ofRate = (rate: number, some: readonly { taxRate: number; amount: number }[]) =>
    sum(some.filter(({ taxRate }) => taxRate === rate).map(({ amount }) => amount));
  const goods = paid.lines.map(({ taxRate, paid: amount }) => ({ taxRate, amount }));
  const shares = splitOver(
    delivery,
    receipt.taxes.map(({ rate, gross }) => gross - ofRate(rate, goods)),
  );
  const taxes = receipt.taxes.map(({ rate, gross: whole, tax }, index) => {
    const gross = ofRate(rate, credited) + (shares[index] ?? 0);
    const earlier = sum(credits.flatMap((credit) => credit.taxes.filter((one) => one.rate === rate).map((one) => one.gross)));
    return { rate, gross, tax: portion(tax, earlier, gross, whole) };
  });
  return {
    id,
    cause,
    at: at.toISOString(),
    lines: credited.map(({ taxRate: _rate, ...line }) => line),
    delivery,
    taxes: taxes.filter(({ gross }) => gross > 0),
    amount: sum(credited.map(({ amount }) => amount)) + delivery,
  };
}
