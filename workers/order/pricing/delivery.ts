import type { DeliveryMethod } from '@kontor/contracts/order';
import type { Rate } from '@kontor/contracts/shipping';

/** The delivery methods for a parcel, cheapest first. A method without a band for the weight is not offered. */
export function methodsFor(
  rates: readonly Rate[],
  { country, weightGrams, subtotal }: { country: string; weightGrams: number; subtotal: number },
): DeliveryMethod[] {
  return rates
    .filter((rate) => rate.countries.includes(country))
    .flatMap(({ method, name, bands, freeFrom, daysFrom, daysTo }) => {
      const band = [...bands].sort((a, b) => a.upToGrams - b.upToGrams).find(({ upToGrams }) => weightGrams <= upToGrams);
      if (!band) return [];
      const price = freeFrom !== null && subtotal >= freeFrom ? 0 : band.price;
      return [{ id: method, name, price, daysFrom, daysTo }];
    })
    .sort((a, b) => a.price - b.price || a.id.localeCompare(b.id));
}
