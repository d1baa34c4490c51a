import { Receipt } from '@kontor/contracts/receipt';
import { z } from 'zod';
import { refusalOf } from '@/refusals';

const Lines = z.object({ lines: z.array(z.object({ sku: z.string(), available: z.int().optional() })) });
const NewReceipt = z.object({ receipt: Receipt });
const Named = z.object({ field: z.string() });

/** The receipt that a TotalChanged refusal offers instead; null for any other answer. */
export function newReceipt(error: unknown): z.output<typeof Receipt> | null {
  const refusal = refusalOf(error);
  return refusal?.code === 'TotalChanged' ? (NewReceipt.safeParse(refusal.details).data?.receipt ?? null) : null;
}

/** The lines that an OutOfStock or NotForSale refusal names. */
export function refusedLines(error: unknown): { sku: string; available?: number }[] {
  return Lines.safeParse(refusalOf(error)?.details).data?.lines.map(({ sku, available }) => ({ sku, ...(available !== undefined && { available }) })) ?? [];
}

/** The field that an InvalidInput refusal names: 'postcode' and 'address.postcode' are the same. */
export function refusedField(error: unknown): string | null {
  const refusal = refusalOf(error);
  return refusal?.code === 'InvalidInput' ? (Named.safeParse(refusal.details).data?.field.replace(/^address\./, '') ?? null) : null;
}
