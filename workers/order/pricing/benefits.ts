import { share, splitOver, sum } from '@kontor/contracts/money';
import type { Applied, Benefit, Promotion } from '@kontor/contracts/promotion';
import type { Priced } from './receipt.ts';

type BasketLine = Priced & { left: number };
/** A cart while promotions are laid on it: what is left to pay of each line and of delivery. Lines stand by SKU, whatever their order in the cart. */
export type Basket = { lines: readonly BasketLine[]; delivery: number; method: string | null };
export type Saving = Pick<Applied, 'amount' | 'delivery' | 'lines' | 'how'>;

export const basketOf = (lines: readonly Priced[], delivery: number, method: string | null): Basket => ({
  lines: lines.map((line) => ({ ...line, left: line.offer.price * line.quantity })).sort((a, b) => (a.offer.sku < b.offer.sku ? -1 : 1)),
  delivery,
  method,
});

/** The goods that a promotion is about. */
export const matches = ({ categories, products }: Promotion, { offer }: Priced): boolean =>
  (categories.length === 0 && products.length === 0) ||
  products.includes(offer.productId) ||
  offer.categories.some((category) => categories.includes(category));

/** What a promotion takes off a basket: never more than what is left of a line or of delivery. */
export function savingOf(promotion: Promotion, basket: Basket): Saving {
  const lines = basket.lines.filter((line) => matches(promotion, line));
  const { benefit } = promotion;
  switch (benefit.kind) {
    case 'percent': {
      const of = sum(lines.map(({ left }) => left));
      return offGoods(lines, share(of, benefit.percent, 10_000), { of, times: benefit.percent, over: 10_000 });
    }
    case 'amount':
      return offGoods(lines, Math.min(benefit.amount, sum(lines.map(({ left }) => left))), null);
    case 'buy-get': {
      const free = cheapest(lines, benefit);
      const of = sum(free.map(({ left }) => left));
      return offGoods(free, share(of, benefit.percent, 10_000), { of, times: benefit.percent, over: 10_000 });
    }
    case 'free-shipping': {
      const isMeant = benefit.methods.length === 0 || (basket.method !== null && benefit.methods.includes(basket.method));
      const delivery = isMeant ? basket.delivery : 0;
      return { amount: delivery, delivery, lines: [], how: null };
    }
  }
}

/** The basket with a saving taken off. */
export const without = (basket: Basket, saving: Saving): Basket => {
  const off = new Map(saving.lines.map(({ sku, amount }) => [sku, amount]));
  return {
    ...basket,
    lines: basket.lines.map((line) => ({ ...line, left: line.left - (off.get(line.offer.sku) ?? 0) })),
    delivery: basket.delivery - saving.delivery,
  };
};

/** The cheapest pieces that are given, by line, with what is left to pay of them. */
function cheapest(lines: readonly BasketLine[], { buy, get }: Extract<Benefit, { kind: 'buy-get' }>): BasketLine[] {
  let given = Math.floor(sum(lines.map(({ quantity }) => quantity)) / (buy + get)) * get;
  return [...lines]
    .sort((a, b) => a.offer.price - b.offer.price || (a.offer.sku < b.offer.sku ? -1 : 1))
    .flatMap((line) => {
      const pieces = Math.min(given, line.quantity);
      given -= pieces;
      return pieces > 0 ? [{ ...line, left: Math.min(line.left, line.offer.price * pieces) }] : [];
    });
}

/** Splits what is taken off over the lines in proportion to what is left of them: exactly, and nobody more than is left. */
function offGoods(lines: readonly BasketLine[], amount: number, how: Saving['how']): Saving {
  const parts = splitOver(
    amount,
    lines.map(({ left }) => left),
  );
  const shares = lines.map(({ offer: { sku } }, index) => ({ sku, amount: parts[index] ?? 0 }));
  return { amount, delivery: 0, lines: shares.filter((one) => one.amount > 0), how };
}
