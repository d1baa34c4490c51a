import { z } from 'zod';
import { Category } from '@kontor/contracts/catalog';
import { Handle, Text } from '@kontor/contracts/ids';
import { Location } from '@kontor/contracts/inventory';
import { TaxClass } from '@kontor/contracts/money';

const Path = z.string().min(1).describe('where a value stands in the foreign record: names joined by dots; of a list the first');
const Pattern = z.string().transform((source, context) => {
  try {
    return new RegExp(source, 'i');
  } catch (error) {
    context.addIssue((error as Error).message);
    return z.NEVER;
  }
});
/** A record belongs to the first rule that holds: it has a value there, or one that the pattern finds. */
const Rule = z.strictObject({ category: Handle, at: Path, matches: Pattern.optional() });

/** How a foreign record becomes a product of ours; docs/import.md describes each field. */
export const ImportMap = z.strictObject({
  id: Path,
  sku: Path.optional(),
  name: Path,
  brand: Path.optional(),
  summary: Path.optional(),
  description: Path.optional(),
  gtin: Path.optional(),
  weightGrams: Path.optional(),
  releasedAt: Path.optional(),
  price: z.strictObject({ from: Path, unit: z.enum(['major', 'minor']) }),
  taxClass: TaxClass.default('standard'),
  stock: z.strictObject({ location: Location, from: Path.optional(), otherwise: z.int().min(0).default(0) }),
  categories: z.union([
    z.strictObject({ from: Path, separator: z.string().min(1).optional(), otherwise: Text }),
    z.strictObject({ tree: z.array(Category.omit({ version: true })).min(1), rules: z.array(Rule), otherwise: Handle }),
  ]),
  attributes: z
    .strictObject({
      from: Path,
      labels: z.record(z.string(), z.strictObject({ en: z.string(), de: z.string(), unit: z.string().max(20).optional() })).default({}),
      /** those that shoppers can filter by; the others are shown and searched */
      facets: z.array(z.string()).default([]),
      leaveOut: z.array(z.string()).default([]),
    })
    .optional(),
});
export type ImportMap = z.infer<typeof ImportMap>;

type Given = Record<string, unknown>;
type Fact = { id: string; label: Text; unit?: string; facet: boolean; values: { id: string; label: Text; number?: number }[] };
const isRecord = (value: unknown): value is Given => typeof value === 'object' && value !== null && !Array.isArray(value);
const LONGEST_HANDLE = 120;
const LONGEST_VALUE = 120;
const MOST_VALUES = 50;
const MOST_ATTRIBUTES = 200;
const SPELLED: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };
const YES_NO: Record<string, Text> = { true: { en: 'Yes', de: 'Ja' }, false: { en: 'No', de: 'Nein' } };

const handleOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => SPELLED[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_HANDLE)
    .replace(/^-|-$/g, '');

/** All values at a path; a name may itself have dots. */
function valuesAt(given: unknown, path: string): unknown[] {
  if (!isRecord(given)) return [];
  if (Object.hasOwn(given, path)) return [given[path]].flat().filter((value) => value !== null && value !== undefined && value !== '');
  const dot = path.indexOf('.');
  return dot < 0 ? [] : valuesAt(given[path.slice(0, dot)], path.slice(dot + 1));
}
const textAt = (given: Given, path: string | undefined): string => (path === undefined ? '' : String(valuesAt(given, path)[0] ?? ''));
const both = (text: string): Text => ({ en: text, de: text });

/** Whole cents; what is no number stays as it is and is refused by the door. */
function priceAt(given: Given, { from, unit }: ImportMap['price']): unknown {
  const [value] = valuesAt(given, from);
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim().replace(',', '.') : '';
  if (!/^\d+(\.\d+)?$/.test(text)) return value;
  const [whole = '', fraction = ''] = text.split('.');
  return unit === 'minor' ? Number(text) : Number(`${whole}${fraction.slice(0, 2).padEnd(2, '0')}`) + (Number(fraction[2] ?? 0) >= 5 ? 1 : 0);
}

function attributesOf(given: Given, { from, labels, facets, leaveOut }: NonNullable<ImportMap['attributes']>): Given[] {
  const [all] = valuesAt(given, from);
  const found = new Map<string, Fact>();
  for (const name of Object.keys(isRecord(all) ? all : {})) {
    const id = handleOf(name);
    if (id === '' || leaveOut.includes(name)) continue;
    const { unit, ...label }: Text & { unit?: string | undefined } = labels[name] ?? both(name);
    const known: Fact = found.get(id) ?? { id, label, ...(unit && { unit }), facet: facets.includes(name), values: [] };
    for (const value of valuesAt(all, name)) {
      const text = String(value).trim().slice(0, LONGEST_VALUE);
      if (text === '' || isRecord(value) || known.values.length === MOST_VALUES || known.values.some((one) => one.id === text)) continue;
      known.values.push({ id: text, label: YES_NO[String(value)] ?? both(text), ...(typeof value === 'number' && { number: value }) });
    }
    if (known.values.length > 0) found.set(id, known);
  }
  return [...found.values()].slice(0, MOST_ATTRIBUTES);
}

/** The names on the way down, as categories below each other. */
function wayDown(names: readonly Text[]): Given[] {
  let parent: string | null = null;
  return names.map((name) => {
    const id = [parent, handleOf(name.en)].filter(Boolean).join('-').slice(0, LONGEST_HANDLE).replace(/-$/, '');
    const category = { type: 'category', id, parent, name };
    parent = id;
    return category;
  });
}

/** A function from a foreign record to lines as contracts/import.ts has them; each category comes once, before its first product. */
export function mapper(map: ImportMap): (given: unknown) => unknown[] {
  const told = new Set<string>();
  const { categories } = map;

  function placeOf(given: Given): { id: string; lines: Given[] } {
    if ('tree' in categories) {
      const rule = categories.rules.find(({ at, matches }) => valuesAt(given, at).some((value) => !matches || matches.test(String(value))));
      return { id: rule?.category ?? categories.otherwise, lines: categories.tree.map((category) => ({ type: 'category', ...category })) };
    }
    const path = textAt(given, categories.from);
    const names = (categories.separator === undefined ? [path] : path.split(categories.separator)).map((name) => name.trim()).filter((name) => handleOf(name));
    const lines = wayDown(names.length > 0 ? names.map(both) : [categories.otherwise]);
    return { id: String(lines.at(-1)?.['id']), lines };
  }

  return (given) => {
    if (!isRecord(given)) return [given];
    const { id: category, lines } = placeOf(given);
    const fresh = lines.filter((line) => !told.has(String(line['id'])));
    for (const line of fresh) told.add(String(line['id']));
    const id = textAt(given, map.id);
    const sku = textAt(given, map.sku ?? map.id);
    const name = textAt(given, map.name);
    const gtin = map.gtin === undefined ? undefined : valuesAt(given, map.gtin).find((code) => /^\d{8,14}$/.test(String(code)));
    const released = Date.parse(textAt(given, map.releasedAt));
    const weight = Number(textAt(given, map.weightGrams));
    const onHand = map.stock.from === undefined ? undefined : valuesAt(given, map.stock.from)[0];
    const handle = handleOf(name).slice(0, LONGEST_HANDLE - id.length - 1);
    return [
      ...fresh,
      {
        type: 'product',
        id,
        handle: handleOf(`${handle}-${id}`),
        name: both(name),
        brand: textAt(given, map.brand),
        summary: both(textAt(given, map.summary)),
        description: both(textAt(given, map.description)),
        categories: [category],
        taxClass: map.taxClass,
        attributes: map.attributes ? attributesOf(given, map.attributes) : [],
        variants: [
          { sku, price: priceAt(given, map.price), ...(gtin !== undefined && { gtin: String(gtin) }), ...(weight > 0 && { weightGrams: Math.round(weight) }) },
        ],
        ...(!Number.isNaN(released) && { releasedAt: new Date(released).toISOString() }),
        stock: sku === '' ? {} : { [sku]: { [map.stock.location]: onHand === undefined ? map.stock.otherwise : Number(onHand) } },
      },
    ];
  };
}
