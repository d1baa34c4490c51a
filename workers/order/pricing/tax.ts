import type { TaxClass } from '@kontor/contracts/money';
import type { TaxTreatment, VatStanding } from '@kontor/contracts/receipt';

type Rates = { standard: number; reduced: number };

/**
 * VAT in basis points, by country of destination: European Commission, "VAT rates applied in the Member States", 2025.
 * Where a country has several reduced rates, the one for books and food in general.
 */
const rates: Record<string, Rates> = {
  AT: { standard: 2000, reduced: 1000 },
  BE: { standard: 2100, reduced: 600 },
  BG: { standard: 2000, reduced: 900 },
  CY: { standard: 1900, reduced: 500 },
  CZ: { standard: 2100, reduced: 1200 },
  DE: { standard: 1900, reduced: 700 },
  DK: { standard: 2500, reduced: 2500 },
  EE: { standard: 2400, reduced: 900 },
  ES: { standard: 2100, reduced: 1000 },
  FI: { standard: 2550, reduced: 1350 },
  FR: { standard: 2000, reduced: 550 },
  GR: { standard: 2400, reduced: 1300 },
  HR: { standard: 2500, reduced: 500 },
  HU: { standard: 2700, reduced: 500 },
  IE: { standard: 2300, reduced: 900 },
  IT: { standard: 2200, reduced: 1000 },
  LT: { standard: 2100, reduced: 900 },
  LU: { standard: 1700, reduced: 800 },
  LV: { standard: 2100, reduced: 1200 },
  MT: { standard: 1800, reduced: 500 },
  NL: { standard: 2100, reduced: 900 },
  PL: { standard: 2300, reduced: 500 },
  PT: { standard: 2300, reduced: 600 },
  RO: { standard: 2100, reduced: 1100 },
  SE: { standard: 2500, reduced: 1200 },
  SI: { standard: 2200, reduced: 950 },
  SK: { standard: 2300, reduced: 500 },
};

/** Where the shop sells from. */
const HOME = 'DE';

/** The rate inside a gross price for a destination; outside the EU (CH, GB, US and the rest) no VAT of ours is inside. */
export const taxRate = (taxClass: TaxClass, country: string): number => (taxClass === 'zero' ? 0 : (rates[country]?.[taxClass] ?? 0));

/** The member state that a VAT id belongs to, by the ISO code of the country; null for any other. */
export function memberStateOf(vatId: string): string | null {
  const state = vatId.startsWith('EL') ? 'GR' : vatId.slice(0, 2);
  return state in rates ? state : null;
}

/**
 * Whose tax it is. Goods that leave the EU are exports; within it a consumer pays the tax of the destination (One Stop Shop, Directive
 * 2006/112/EC art. 33), and a business with a valid id of another member state owes it there itself (art. 138).
 */
export function treatmentOf(country: string, vat: VatStanding | null): TaxTreatment {
  if (!(country in rates)) return 'export';
  if (country === HOME) return 'domestic';
  const state = vat?.standing === 'valid' ? memberStateOf(vat.id) : null;
  return state !== null && state !== HOME ? 'reverse-charge' : 'oss';
}
