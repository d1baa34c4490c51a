import { z } from 'zod';

const MOST = 10_000_000_000_000_00;

/** An amount in minor units (cents): always a whole number, and far more than a cart can come to either way. */
export const Money = z.int().min(-MOST).max(MOST);
/** An amount that can be asked for: zero or more. */
export const Price = z.int().min(0).max(MOST);
/** What one piece or one parcel may cost, at most a thousand million euros: a full cart of them is still an amount. */
export const PiecePrice = Price.max(1_000_000_000_00);
export const Currency = z.string().regex(/^[A-Z]{3}$/, 'a currency has three capital letters (ISO 4217), such as EUR');
/** A tax rate in basis points: 1900 is 19 %. */
export const TaxRate = z.int().min(0).max(10_000);
export const TaxClass = z.enum(['standard', 'reduced', 'zero']);

export type TaxClass = z.infer<typeof TaxClass>;

/** What amounts come to. */
export const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** `a × b ÷ c` in whole numbers, rounded half away from zero: the one rounding rule of the shop. `c` > 0. */
export function share(a: number, b: number, c: number): number {
  const product = BigInt(a) * BigInt(b);
  const divisor = BigInt(c);
  const size = product < 0n ? -product : product;
  const rounded = (2n * size + divisor) / (2n * divisor);
  return Number(product < 0n ? -rounded : rounded);
}

/** The tax inside a gross amount: gross × rate ÷ (100 % + rate). */
export const taxInside = (gross: number, rate: number): number => share(gross, rate, 10_000 + rate);

/** The tax added to a net amount: net × rate ÷ 100 %. */
export const taxOn = (net: number, rate: number): number => share(net, rate, 10_000);

/**
 * Splits `amount` over `weights` so that the parts sum to it exactly: each gets its floor, the cents left over go to the
 * largest remainders, first come first served.
 */
export function splitOver(amount: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (weights.length === 0) return [];
  if (sum === 0) return weights.map((_, index) => (index === 0 ? amount : 0));
  const exact = weights.map((weight) => BigInt(amount) * BigInt(weight));
  const parts = exact.map((value) => Number(value / BigInt(sum)));
  const remainders = exact.map((value, index) => ({ index, left: Number(value % BigInt(sum)) }));
  const missing = amount - parts.reduce((total, part) => total + part, 0);
  const largestFirst = remainders.sort((a, b) => Math.abs(b.left) - Math.abs(a.left) || a.index - b.index);
  for (const { index } of largestFirst.slice(0, Math.abs(missing))) parts[index] = (parts[index] ?? 0) + Math.sign(missing);
  return parts;
}
