/** How addresses of a country are written: where the postcode stands, and what it looks like. */
export type Country = { postcode: RegExp; example: string; lines: 'postcode-city' | 'city-postcode' | 'city-region-postcode' };

const byCity = (postcode: RegExp, example: string): Country => ({ postcode, example, lines: 'postcode-city' });

/**
 * The European Union, Switzerland, the United Kingdom and the United States, after the addressing sheets of the Universal Postal Union (2025).
 * Spaces and capitals in a postcode are as people write them; a country that is not here has no rule.
 */
export const countries: Readonly<Record<string, Country>> = {
  AT: byCity(/^\d{4}$/, '1010'),
  BE: byCity(/^\d{4}$/, '1000'),
  BG: byCity(/^\d{4}$/, '1000'),
  CH: byCity(/^[1-9]\d{3}$/, '8001'),
  CY: byCity(/^\d{4}$/, '1010'),
  CZ: byCity(/^\d{3} ?\d{2}$/, '110 00'),
  DE: byCity(/^\d{5}$/, '10117'),
  DK: byCity(/^\d{4}$/, '1050'),
  EE: byCity(/^\d{5}$/, '10111'),
  ES: byCity(/^\d{5}$/, '28001'),
  FI: byCity(/^\d{5}$/, '00100'),
  FR: byCity(/^\d{5}$/, '75001'),
  GB: { postcode: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i, example: 'SW1A 1AA', lines: 'city-postcode' },
  GR: byCity(/^\d{3} ?\d{2}$/, '105 57'),
  HR: byCity(/^\d{5}$/, '10000'),
  HU: byCity(/^\d{4}$/, '1011'),
  IE: { postcode: /^[A-Z]\d[\dW] ?[A-Z\d]{4}$/i, example: 'D02 AF30', lines: 'city-postcode' },
  IT: byCity(/^\d{5}$/, '00118'),
  LT: byCity(/^(LT-)?\d{5}$/i, '01100'),
  LU: byCity(/^(L-)?\d{4}$/i, '1009'),
  LV: byCity(/^(LV-)?\d{4}$/i, 'LV-1010'),
  MT: byCity(/^[A-Z]{3} ?\d{4}$/i, 'VLT 1010'),
  NL: byCity(/^[1-9]\d{3} ?[A-Z]{2}$/i, '1011 AB'),
  PL: byCity(/^\d{2}-\d{3}$/, '00-001'),
  PT: byCity(/^\d{4}-\d{3}$/, '1000-001'),
  RO: byCity(/^\d{6}$/, '010011'),
  SE: byCity(/^\d{3} ?\d{2}$/, '111 20'),
  SI: byCity(/^(SI-)?\d{4}$/i, '1000'),
  SK: byCity(/^\d{3} ?\d{2}$/, '811 01'),
  US: { postcode: /^\d{5}(-\d{4})?$/, example: '10001', lines: 'city-region-postcode' },
};

/** Where no VAT of ours is inside a price, and the customs of the destination may ask for theirs. */
export const isAbroad = (country: string): boolean => ['CH', 'GB', 'US'].includes(country);

type Written = { postcode: string; city: string; region: string; country: string };

/** The lines of an address that name the place, as its country writes them. */
export function placeLines({ postcode, city, region, country }: Written): string[] {
  switch (countries[country]?.lines) {
    case 'city-postcode':
      return [city, postcode];
    case 'city-region-postcode':
      return [`${city}, ${region} ${postcode}`];
    default:
      return [[postcode, city, region].filter(Boolean).join(' ')];
  }
}

/** What is wrong with an address by the rule of its country: the field, and how it is written there. */
export function misplaced({ postcode, region, country }: Omit<Written, 'city'>): { field: 'postcode' | 'region'; like: string } | null {
  const rule = countries[country];
  if (!rule) return null;
  if (!rule.postcode.test(postcode)) return { field: 'postcode', like: rule.example };
  return rule.lines === 'city-region-postcode' && region === '' ? { field: 'region', like: 'NY' } : null;
}
