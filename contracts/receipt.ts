import { z } from 'zod';
import { type Handle, Sku, type Text } from './ids.ts';
import { Currency, Money, Price, TaxRate } from './money.ts';
import { Applied, NotApplied, type Rounded } from './promotion.ts';

/** Whose tax it is: at home, of the country of destination (One Stop Shop), owed by the recipient, or none of ours. */
export const TaxTreatment = z.enum(['domestic', 'oss', 'reverse-charge', 'export']);
export type TaxTreatment = z.infer<typeof TaxTreatment>;

/** Whether prices contain the tax, or it is added to them. */
export const Prices = z.enum(['gross', 'net']);
export type Prices = z.infer<typeof Prices>;

/** Two letters of the member state (EL for Greece) and its number, without spaces. */
export const VatId = z
  .string()
  .trim()
  .toUpperCase()
  .transform((text) => text.replace(/[\s.-]/g, ''))
  .pipe(z.string().regex(/^[A-Z]{2}[A-Z0-9+*]{2,13}$/, 'a VAT id starts with two letters for the country, such as ATU12345678'));
/** `unchecked`: nobody could tell, so it counts as none. */
export const VatStanding = z.object({ id: z.string(), standing: z.enum(['valid', 'invalid', 'unchecked']) });
export type VatStanding = z.infer<typeof VatStanding>;

export const ReceiptLine = z.object({
  sku: Sku,
  quantity: z.int().min(1),
  price: Price,
  /** which price it is: the regular one, or one that was marked down */
  list: z.enum(['regular', 'sale']).default('regular'),
  total: Price,
  /** what promotions take off this line */
  discount: Price.default(0),
  /** the part of the receipt's relief that is this line's */
  relief: Price.default(0),
  /** the part of the receipt's added tax that is this line's */
  added: Price.default(0),
  taxRate: TaxRate,
});

/** A total that explains itself; total = subtotal − discount + shipping − relief + added, and `tax` is inside. Made by `receiptOf`, explained by `stepsOf`. */
export const Receipt = z.object({
  currency: Currency,
  /** of lines, promotions and delivery; the total contains the tax either way */
  prices: Prices.default('gross'),
  lines: z.array(ReceiptLine),
  subtotal: Price,
  /** the sum of `promotions`, delivery included */
  discount: Price,
  promotions: z.array(Applied).default([]),
  notApplied: z.array(NotApplied).default([]),
  /** before promotions */
  shipping: Price,
  /** the tax that a business in another country owes instead of us: taken out of the prices */
  relief: Price.default(0),
  reliefs: z.array(z.object({ rate: TaxRate, gross: Price, tax: Money })).default([]),
  /** the tax that net prices are without: all of `tax` there, none where prices are gross */
  added: Price.default(0),
  taxes: z.array(z.object({ rate: TaxRate, gross: Price, tax: Money })),
  tax: Money,
  treatment: TaxTreatment.nullable().default(null),
  country: z.string().nullable().default(null),
  vat: VatStanding.nullable().default(null),
  total: Price,
});
export type Receipt = z.infer<typeof Receipt>;

type How = z.infer<typeof Rounded> | null;
export type ReceiptStep =
  | { kind: 'line'; sku: string; amount: number; how: How }
  | { kind: 'promotion'; id: z.infer<typeof Handle>; name: Text; code: string | null; amount: number; how: How }
  | { kind: 'shipping'; amount: number; how: How }
  | { kind: 'relief'; rate: number; amount: number; how: How }
  | { kind: 'tax'; rate: number; amount: number; how: How };

/** What leads to the total, in order: the amounts of the steps sum to it, and `how` says where one was rounded. */
export function stepsOf(receipt: Receipt): ReceiptStep[] {
  const { lines, promotions, shipping, reliefs } = receipt;
  const added = receipt.prices === 'net' ? receipt.taxes.filter(({ tax }) => tax > 0) : [];
  return [
    ...lines.map(({ sku, total }) => ({ kind: 'line' as const, sku, amount: total, how: null })),
    ...promotions.map(({ id, name, code, amount, how }) => ({ kind: 'promotion' as const, id, name, code, amount: -amount, how })),
    { kind: 'shipping', amount: shipping, how: null },
    ...reliefs.map(({ rate, gross, tax }) => ({ kind: 'relief' as const, rate, amount: -tax, how: taxHow(gross, rate) })),
    ...added.map(({ rate, gross, tax }) => ({ kind: 'tax' as const, rate, amount: tax, how: { of: gross - tax, times: rate, over: 10_000 } })),
  ];
}

/** How the tax inside a gross amount is worked out. */
export const taxHow = (gross: number, rate: number): NonNullable<How> => ({ of: gross, times: rate, over: 10_000 + rate });
