/** The currency that the catalogue's prices are in. */
export const CURRENCY = 'EUR';

const WRITTEN = /^(\d{1,9})(?:[.,](\d{1,2}))?$/;

/** An amount as people write it, 19.90 or 19,90, in minor units; null when it is none. */
export function amountIn(written: string): number | null {
  const [, whole, part = ''] = WRITTEN.exec(written.replace(/[\s€]/g, '')) ?? [];
  return whole === undefined ? null : Number(whole) * 100 + Number(part.padEnd(2, '0'));
}

/** An amount in minor units as people write it into a field. */
export const written = (amount: number, locale: 'en' | 'de'): string => (amount / 100).toFixed(2).replace('.', locale === 'de' ? ',' : '.');
