import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { cardOf, type Product, type ProductCard } from '@kontor/contracts/catalog';
import type { Text } from '@kontor/contracts/ids';

/** How a facet value is shown; stored as JSON with each value, so that a listing needs no other store. */
export type Show = { facet: Text; label: Text; unit?: string; number?: number; swatch?: string };
type FacetEntry = { id: string; value: string; show: Show };
type Stored = { id: string; value: string; number?: number; show: string };
type BothTexts = { en: string[]; de: string[] };
/** A text that is the same in both languages is kept once; searches look into both. */
type Told<T> = { en: T; de?: T };

export type SearchDocument = {
  card: ProductCard;
  name: Text;
  brand: string;
  codes: string[];
  exact: string[];
  summary: Told<string>;
  description: Told<string>;
  facts: Told<string[]>;
  /** all words that a misspelled one may be meant to be */
  spelling: string[];
  /** as the merchant put it; the tree is applied when searching, so that a moved category moves at once */
  categories: string[];
  picks: string[];
  facets: Stored[];
  price: number;
  buyable: boolean;
  /** what shoppers think of it, in tenths of a star; of few reviews it is nearer to the middle */
  rating?: number;
  releasedAt?: string;
};

/** A card as it comes back from the index: what leaves this worker is checked against the contract anyway, once. */
export const StoredCard = z.custom<ProductCard>();

const MOST_FACET_VALUES = 1_000;
const LONGEST_LABEL = 200;
/** Facets of our own; an attribute of such a name would be confused with them. */
const OWN_FACETS = new Set(['brand', 'availability', 'category', 'price', 'rating']);
const MODEL = new Set(['model', 'mpn', 'part-number', 'oem-code']);

const AVAILABILITY: Text = { en: 'Availability', de: 'Verfügbarkeit' };
const BANDS: Record<string, Text> = {
  in: { en: 'In stock', de: 'Auf Lager' },
  low: { en: 'Only a few left', de: 'Nur noch wenige' },
  later: { en: 'To order ahead', de: 'Vorbestellbar' },
  out: { en: 'Sold out', de: 'Ausverkauft' },
};
const RATING: Text = { en: 'Rating', de: 'Bewertung' };
/** Who asks for four stars and up takes five as well: a product stands under each that it reaches. */
const REACHED = [4, 3];
const andUp = (stars: number): Text => ({ en: `${stars} stars and up`, de: `Ab ${stars} Sternen` });
const BRAND: Text = { en: 'Brand', de: 'Marke' };

const short = ({ en, de }: Text): Text => ({ en: en.slice(0, LONGEST_LABEL), de: de.slice(0, LONGEST_LABEL) });
export const pick = (facet: string, value: string): string => `${facet}=${value}`;

function facetsOf(product: Product, { availability }: ProductCard): FacetEntry[] {
  const chosen = new Set(product.variants.flatMap(({ choice }) => Object.entries(choice).map(([option, value]) => pick(option, value))));
  const options = product.options.flatMap((option) =>
    option.values
      .filter((value) => chosen.has(pick(option.id, value.id)))
      .map((value) => ({
        id: option.id,
        value: value.id,
        show: { facet: option.label, label: short(value.label), ...(value.swatch && { swatch: value.swatch }) },
      })),
  );
  const attributes = product.attributes
    .filter(({ facet }) => facet)
    .flatMap(({ id, label, unit, values }) =>
      values.map((value) => ({
        id,
        value: value.id,
        show: { facet: label, label: short(value.label), ...(unit && { unit }), ...(value.number !== undefined && { number: value.number }) },
      })),
    );
  const own: FacetEntry[] = [{ id: 'availability', value: availability, show: { facet: AVAILABILITY, label: BANDS[availability] ?? AVAILABILITY } }];
  const { count, average } = product.rating;
  for (const stars of REACHED)
    if (count > 0 && average >= stars * 10) own.push({ id: 'rating', value: String(stars), show: { facet: RATING, label: andUp(stars), number: stars } });
  if (product.brand) own.push({ id: 'brand', value: product.brand, show: { facet: BRAND, label: { en: product.brand, de: product.brand } } });
  const once = new Map<string, FacetEntry>();
  for (const entry of [...options, ...attributes]) {
    const key = pick(entry.id, entry.value);
    if (!OWN_FACETS.has(entry.id) && !once.has(key)) once.set(key, entry);
  }
  return [...own, ...[...once.values()].slice(0, MOST_FACET_VALUES)];
}

/** Codes as people type them: with their dashes, and without. */
const written = (code: string): string[] => [...new Set([code, code.replaceAll(/[^\p{L}\p{N}]/gu, '')])];
const codesIn = (name: string): string[] => name.split(/\s+/).filter((word) => /\d/.test(word) && /[^\p{L}\p{N}]/u.test(word));

const told = ({ en, de }: Text): Told<string> => (de === en ? { en } : { en, de });

/** What is said of a product, as people look for it: a number with its unit, and of what it has or has not only what it has. */
function factsOf({ attributes, options }: Product): BothTexts {
  const withUnit = ({ en, de }: Text, unit: string | undefined): Text => (unit ? { en: `${en} ${unit}`, de: `${de} ${unit}` } : { en, de });
  const labels = [
    ...attributes.flatMap(({ label, unit, values }) =>
      values.filter(({ id }) => id !== 'false').map((value) => (value.id === 'true' ? label : withUnit(value.label, unit))),
    ),
    ...options.flatMap(({ values }) => values.map(({ label }) => label)),
  ];
  const said = (of: (text: Text) => string) => [...new Set(labels.map(of))].filter((label) => !/^[\d.,\s]*$/.test(label));
  return { en: said(({ en }) => en), de: said(({ de }) => de) };
}

/** A rating counts as if so many had said so much before: one enthusiast alone moves little. */
const BEFORE = { count: 5, average: 35 };
const weighed = ({ count, average }: Product['rating']): number => Math.round((count * average + BEFORE.count * BEFORE.average) / (count + BEFORE.count));

/** What the index holds of a product: the card that a listing shows, and what it is found, filtered and sorted by. */
export function documentOf(product: Product): SearchDocument {
  const card = cardOf(product);
  const facets = facetsOf(product, card);
  const models = product.attributes.filter(({ id }) => MODEL.has(id)).flatMap(({ values }) => values.map(({ label }) => label.en));
  const codes = [product.id, ...product.variants.flatMap(({ sku, gtin }) => (gtin ? [sku, gtin] : [sku])), ...models];
  const facts = factsOf(product);
  const name = { en: product.name.en || product.name.de, de: product.name.de || product.name.en };
  return {
    card,
    name,
    brand: product.brand,
    codes: [...new Set([...codes, ...codesIn(product.name.en), ...codesIn(product.name.de)].flatMap(written))],
    exact: [...new Set(codes.flatMap(written))].map((code) => code.slice(0, LONGEST_LABEL)),
    summary: told(product.summary),
    description: told(product.description),
    facts: { en: facts.en, ...(isDeepStrictEqual(facts.en, facts.de) ? {} : { de: facts.de }) },
    spelling: [...new Set([name.en, name.de, product.brand, product.summary.en, product.summary.de, ...facts.en, ...facts.de])],
    categories: product.categories,
    picks: facets.map(({ id, value }) => pick(id, value)),
    facets: facets.map(({ id, value, show }) => ({ id, value, ...(show.number !== undefined && { number: show.number }), show: JSON.stringify(show) })),
    price: card.price,
    buyable: card.availability !== 'out',
    ...(product.rating.count > 0 && { rating: weighed(product.rating) }),
    ...(product.releasedAt && { releasedAt: product.releasedAt }),
  };
}
