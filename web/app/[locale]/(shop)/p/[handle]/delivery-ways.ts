import type { Rate } from '@kontor/contracts/shipping';
import type { DeliveryWay } from './delivery-lines';

const HOME = 'DE';
const SHOWN = 2;

/** The ways a parcel of this weight comes to an address at home: the cheapest first, then the quickest. */
export function deliveryWays(rates: readonly Rate[], weightGrams: number): DeliveryWay[] {
  const ways = rates
    .filter(({ countries }) => countries.includes(HOME))
    .flatMap(({ name, bands, freeFrom, daysFrom, daysTo }) => {
      const band = bands.find(({ upToGrams }) => weightGrams <= upToGrams);
      return band ? [{ name, price: band.price, freeFrom, daysFrom, daysTo }] : [];
    })
    .sort((a, b) => a.price - b.price || a.daysTo - b.daysTo);
  const [cheapest, ...others] = ways;
  if (!cheapest) return [];
  const quicker = others.filter(({ daysTo }) => daysTo < cheapest.daysTo).sort((a, b) => a.daysTo - b.daysTo || a.price - b.price);
  return [cheapest, ...quicker].slice(0, SHOWN);
}
