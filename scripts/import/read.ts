import { type ImportLine as Parsed, ImportLine } from '@kontor/contracts/import';
import { readDraft } from '../../workers/catalog/domain.ts';
import { linesOf } from './lines.ts';

/** Why a line does not go in. */
export type Refused = { line: number; field: string; reason: string };
export type Entry<T extends Parsed['type'] = Parsed['type']> = { line: number; value: Extract<Parsed, { type: T }> };

/** What stands in a line; a map makes lines of ours of it. */
function readLine({ number, text }: { number: number; text: string }, ofForeign: (given: unknown) => unknown[]): (Entry | Refused)[] {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    return [{ line: number, field: '', reason: `is not JSON: ${(error as Error).message}` }];
  }
  return ofForeign(raw).map((given) => entryOf(number, given));
}

function entryOf(number: number, raw: unknown): Entry | Refused {
  const { success, data, error } = ImportLine.safeParse(raw);
  if (!success) {
    const [issue] = error.issues;
    const field = issue?.path.join('.') ?? '';
    return {
      line: number,
      field,
      reason: field === 'type' ? 'a line is a category, product, rate, review, collection, page, article or promotion' : (issue?.message ?? 'is not valid'),
    };
  }
  if (data.type === 'product') {
    const draft = readDraft(data);
    if ('reason' in draft) return { line: number, ...draft };
    for (const field of ['stock', 'later'] as const) {
      const foreign = Object.keys(data[field]).find((sku) => !data.variants.some((variant) => variant.sku === sku));
      if (foreign !== undefined) return { line: number, field: `${field}.${foreign}`, reason: 'the product has no variant with this SKU' };
    }
  }
  return { line: number, value: data };
}

/**
 * Reads an import file line by line; nothing of a bad line but its flaw goes on. An id that stood in the file before is refused: which
 * of the two was meant cannot be known.
 */
export async function* entriesOf(
  chunks: AsyncIterable<Buffer>,
  ofForeign: (given: unknown) => unknown[] = (given) => [given],
): AsyncGenerator<Entry | Refused> {
  const seen = new Map<string, number>();
  for await (const line of linesOf(chunks)) {
    for (const entry of 'reason' in line ? [{ line: line.number, field: '', reason: line.reason }] : readLine(line, ofForeign)) {
      const id = 'value' in entry && entry.value.type === 'product' ? entry.value.id : undefined;
      const before = id === undefined ? undefined : seen.get(id);
      if (id !== undefined && before === undefined) seen.set(id, entry.line);
      yield before === undefined ? entry : { line: entry.line, field: 'id', reason: `${id} stands in line ${before} already` };
    }
  }
}
