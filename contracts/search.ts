import { z } from 'zod';
import { ProductCard } from './catalog.ts';
import { Handle, Instant, Locale, Text } from './ids.ts';
import { Price } from './money.ts';
import { ask, command } from './verb.ts';

export const Sort = z.enum(['relevance', 'newest', 'price-asc', 'price-desc', 'name']);
export const PAGE_SIZES = { most: 100, usual: 24 };

const MOST_FILTERS = 20;

export const SearchInput = z.object({
  q: z.string().trim().max(200).default(''),
  category: Handle.optional(),
  locale: Locale.default('en'),
  page: z.int().min(1).max(400).default(1),
  pageSize: z.int().min(1).max(PAGE_SIZES.most).default(PAGE_SIZES.usual),
  sort: Sort.default('relevance'),
  /** facet id → chosen values: any of them within a facet, all facets together */
  filters: z
    .record(z.string().max(120), z.array(z.string().max(200)).max(50))
    .refine((filters) => Object.keys(filters).length <= MOST_FILTERS, `filter by ${MOST_FILTERS} facets at most`)
    .default({}),
  /** facet id → from and to, both included, of a facet whose values are numbers */
  ranges: z
    .record(z.string().max(120), z.object({ from: z.number().optional(), to: z.number().optional() }))
    .refine((ranges) => Object.keys(ranges).length <= MOST_FILTERS, `filter by ${MOST_FILTERS} ranges at most`)
    .default({}),
  priceFrom: Price.optional(),
  priceTo: Price.optional(),
  /** whether to count how prices and numbers are spread, for a picture of it */
  histograms: z.boolean().default(false),
});
export type SearchInput = z.infer<typeof SearchInput>;

export const FacetValue = z.object({ id: z.string(), label: Text, count: z.int(), chosen: z.boolean(), swatch: z.string().optional() });
/** Products from `from` up to, and without, `to`. */
export const Bucket = z.object({ from: z.number(), to: z.number(), count: z.int() });
export type Bucket = z.infer<typeof Bucket>;
/** Of a facet whose values are numbers: the lowest and highest under all other choices, and how they are spread. */
export const FacetRange = z.object({ min: z.number(), max: z.number(), buckets: z.array(Bucket).default([]) });
export const Facet = z.object({
  id: z.string(),
  label: Text,
  unit: z.string().optional(),
  values: z.array(FacetValue),
  range: FacetRange.optional(),
});
export type Facet = z.infer<typeof Facet>;

export const SearchResult = z.object({
  total: z.int(),
  page: z.int(),
  pageSize: z.int(),
  items: z.array(ProductCard),
  facets: z.array(Facet),
  /** the lowest and highest price, how many lie in each range, `to` included (null: no end), and how they are spread */
  price: z
    .object({
      min: Price,
      max: Price,
      ranges: z.array(z.object({ from: Price, to: Price.nullable(), count: z.int() })).default([]),
      buckets: z.array(Bucket).default([]),
    })
    .nullable(),
  /** what was searched for instead, when a word stood nowhere and was likely misspelled */
  corrected: z.string().optional(),
  /** whether nothing had all the words, so that these are only the nearest */
  relaxed: z.boolean().default(false),
  /** where the shop sends whoever searches for this: an address within it, without its language */
  redirect: z.string().optional(),
});
export type SearchResult = z.infer<typeof SearchResult>;

export const search = {
  products: ask({ input: SearchInput, output: SearchResult, permission: 'public' }),
  suggest: ask({
    input: z.object({ q: z.string().trim().min(1).max(100), locale: Locale.default('en') }),
    output: z.object({
      products: z.array(ProductCard).max(6),
      categories: z.array(z.object({ id: Handle, name: Text })).max(4),
      /** what others searched for and found, and the unfinished word completed */
      queries: z.array(z.string()).max(4).default([]),
      /** what was taken for what was typed, when nothing is written so */
      corrected: z.string().optional(),
    }),
    permission: 'public',
    http: { method: 'GET', path: '/suggest', summary: 'What to offer while a shopper types' },
  }),
  /** Builds the index anew beside the live one, from all that the catalogue tells again page by page, and switches when complete. */
  rebuild: command({ input: z.object({}), output: z.object({ index: z.string() }), permission: 'staff:operations' }),
  /** The indices there are and were, newest first. */
  indices: ask({
    input: z.object({}),
    /** `documents` of those that are there; the one that is built is complete when it has as many as the live one */
    output: z.array(
      z.object({
        name: z.string(),
        state: z.enum(['live', 'building', 'old', 'dropped']),
        createdAt: Instant,
        documents: z.int().nullable(),
      }),
    ),
    permission: 'staff:operations',
  }),
};

/** Step: a second index is there to be filled; whoever owns what is searched for tells it again. */
export const RebuildBegun = z.object({ index: z.string().min(1).max(200) });

/** Step: what was told of products until now is found by whoever searches. */
export const IndexRefreshed = z.object({ index: z.string().min(1).max(200) });
