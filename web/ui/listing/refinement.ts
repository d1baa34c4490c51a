import type { SearchInput } from '@kontor/contracts/search';

/** How a listing is narrowed down and ordered: all of it stands in the address, so that it can be sent, kept and gone back to. */
export type Sort = SearchInput['sort'];
export type Span = { from?: number | undefined; to?: number | undefined };
export type Refinement = {
  q: string;
  page: number;
  sort: Sort;
  filters: Record<string, string[]>;
  /** facets of numbers, by their ends */
  ranges: Record<string, Span>;
  priceFrom: number | undefined;
  priceTo: number | undefined;
};

export const sorts = ['relevance', 'newest', 'price-asc', 'price-desc', 'name'] as const satisfies readonly Sort[];
const MOST_PAGES = 400;

/** An amount as people type it ("49,90") in minor units. */
export function amountOf(text: string | null): number | undefined {
  const amount = Number((text ?? '').trim().replace(',', '.') || NaN);
  return Number.isFinite(amount) && amount >= 0 && amount < 1e9 ? Math.round(amount * 100) : undefined;
}

export const amountText = (amount: number | undefined) => (amount === undefined ? '' : String(amount / 100));

/** A number as people type it ("1,5"). */
export function numberOf(text: string | null): number | undefined {
  const number = Number((text ?? '').trim().replace(',', '.') || NaN);
  return Number.isFinite(number) && Math.abs(number) < 1e12 ? number : undefined;
}

const MOST_RANGES = 20;
const ENDS = ['from', 'to'] as const;

function rangesIn(params: URLSearchParams): Record<string, Span> {
  const ranges: Record<string, Span> = {};
  for (const key of new Set(params.keys())) {
    const [, end, facet = ''] = /^(from|to)\.(.+)$/.exec(key) ?? [];
    const number = numberOf(params.get(key));
    const isNew = !(facet in ranges);
    if (!end || number === undefined || facet.length > 120 || (isNew && Object.keys(ranges).length === MOST_RANGES)) continue;
    ranges[facet] = { ...ranges[facet], [end]: number };
  }
  return ranges;
}

/** Reads an address; what cannot be understood counts as not said. */
export function readRefinement(params: URLSearchParams): Refinement {
  const filters: Refinement['filters'] = {};
  for (const key of new Set(params.keys())) {
    const values = params.getAll(key).filter(Boolean).slice(0, 50);
    if (key.startsWith('f.') && key.length > 2 && values.length > 0) filters[key.slice(2)] = [...new Set(values)].sort();
  }
  const page = Number(params.get('page') ?? 1);
  return {
    q: (params.get('q') ?? '').trim().slice(0, 200),
    page: Number.isInteger(page) && page >= 1 && page <= MOST_PAGES ? page : 1,
    sort: sorts.find((sort) => sort === params.get('sort')) ?? 'relevance',
    filters,
    ranges: rangesIn(params),
    priceFrom: amountOf(params.get('from')),
    priceTo: amountOf(params.get('to')),
  };
}

/** The same refinement always gives the same address; nothing chosen gives none. */
export function queryOf({ q, page, sort, filters, ranges, priceFrom, priceTo }: Refinement): string {
  const params = new URLSearchParams();
  if (q) params.set('q', q);
  for (const id of Object.keys(filters).sort()) for (const value of [...(filters[id] ?? [])].sort()) params.append(`f.${id}`, value);
  for (const id of Object.keys(ranges).sort()) for (const end of ENDS) if (ranges[id]?.[end] !== undefined) params.set(`${end}.${id}`, String(ranges[id][end]));
  if (priceFrom !== undefined) params.set('from', amountText(priceFrom));
  if (priceTo !== undefined) params.set('to', amountText(priceTo));
  if (sort !== 'relevance') params.set('sort', sort);
  if (page > 1) params.set('page', String(page));
  return params.size ? `?${params}` : '';
}

/** Where a listing stands: its own address, and the one that takes a refinement. */
export type Place = { plain: string; refined: string };

export function addressIn(place: Place, refinement: Refinement): string {
  const query = queryOf(refinement);
  return query ? place.refined + query : place.plain;
}

/** Another choice starts at the first page again. */
export const refined = (refinement: Refinement, change: Partial<Refinement>): Refinement => ({ ...refinement, page: 1, ...change });

export function withFilter(refinement: Refinement, facet: string, value: string, chosen: boolean): Refinement {
  const others = (refinement.filters[facet] ?? []).filter((other) => other !== value);
  const { [facet]: _old, ...rest } = refinement.filters;
  const values = chosen ? [...others, value] : others;
  return refined(refinement, { filters: values.length > 0 ? { ...rest, [facet]: values } : rest });
}

export function withRange(refinement: Refinement, facet: string, span: Span): Refinement {
  const { [facet]: _old, ...rest } = refinement.ranges;
  const isOpen = span.from === undefined && span.to === undefined;
  return refined(refinement, { ranges: isOpen ? rest : { ...rest, [facet]: span } });
}

export const withoutFilters = (refinement: Refinement) => refined(refinement, { filters: {}, ranges: {}, priceFrom: undefined, priceTo: undefined });

export const filtersOn = ({ filters, ranges, priceFrom, priceTo }: Refinement) =>
  Object.values(filters).flat().length + Object.keys(ranges).length + (priceFrom === undefined && priceTo === undefined ? 0 : 1);
