import { type ImportLine as Parsed, ImportLine } from '@kontor/contracts/import';
import { readDraft } from '../../workers/catalog/domain.ts';
import { type Line, linesOf } from './lines.ts';

/** Why a line does not go in. */
export type Refused = { line: number; field: string; reason: string };
export type Entry<T extends Parsed['type'] = Parsed['type']> = { line: number; value: Extract<Parsed, { type: T }> };

function entryOf(line: Line): Entry | Refused {
  const { number } = line;
  if ('reason' in line) return { line: number, field: '', reason: line.reason };
  let raw: unknown;
  try {
    raw = JSON.parse(line.text);
  } catch (error) {
    return { line: number, field: '', reason: `is not JSON: ${(error as Error).message}` };
  }
  const { success, data, error } = ImportLine.safeParse(raw);
  if (!success) {
    const [issue] = error.issues;
    const field = issue?.path.join('.') ?? '';
    return { line: number, field, reason: field === 'type' ? 'a line is a category, a product or a rate' : (issue?.message ?? 'is not valid') };
  }
  if (data.type === 'product') {
    const draft = readDraft(data);
    if ('reason' in draft) return { line: number, ...draft };
    const foreign = Object.keys(data.stock).find((sku) => !data.variants.some((variant) => variant.sku === sku));
    if (foreign !== undefined) return { line: number, field: `stock.${foreign}`, reason: 'the product has no variant with this SKU' };
  }
  return { line: number, value: data };
}

/** Reads an import file line by line; nothing of a bad line but its flaw goes on. */
export async function* entriesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Entry | Refused> {
  for await (const line of linesOf(chunks)) yield entryOf(line);
}
