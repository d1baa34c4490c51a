import type { EventData } from '@kontor/contracts/events';
import type { Customs } from './carrier.ts';
import { countOf, type Line } from './planning.ts';

/** Member states, and Monaco, whose customs are those of France. */
const UNION = new Set('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MC MT NL PL PT RO SE SI SK'.split(' '));

/** Whether goods go there from a member state without a declaration. */
export const isInUnion = (country: string): boolean => UNION.has(country);

/** What customs have to be told of an order's articles: their name, and what a piece cost. */
export type Goods = { currency: string; delivery: number; articles: { sku: string; description: string; value: number }[] };

/** What is kept of an order for customs: nothing of one that stays in the union. */
export function goodsOf({ person, currency, method, lines }: EventData<'OrderPaid'>): Goods | null {
  if (isInUnion(person.address.country)) return null;
  const articles = lines.map(({ sku, name, variant, price }) => ({ sku, description: [name.en, variant.en].filter(Boolean).join(', '), value: price }));
  return { currency, delivery: method.price, articles };
}

/** What is declared of a parcel; the first of an order bears what was paid for delivery. */
export const declare = ({ currency, delivery, articles }: Goods, lines: readonly Line[], isFirst: boolean): Customs => ({
  currency,
  delivery: isFirst ? delivery : 0,
  items: articles.flatMap(({ sku, description, value }) => {
    const [one, ...more] = lines.filter((line) => line.sku === sku);
    return one ? [{ description, value, quantity: countOf([one, ...more]), weightGrams: one.weightGrams }] : [];
  }),
});
