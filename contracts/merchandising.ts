import { z } from 'zod';
import { ProductCard } from './catalog.ts';
import { Handle, Instant, Locale, ProductId, Uuid } from './ids.ts';
import { ask, command } from './verb.ts';

/** How much there may be, so that every search stays quick and a page can show all rules. */
export const RULE_LIMITS = { rules: 300, pins: 20, words: 12, products: 50 } as const;

const Phrase = z.string().trim().min(1, 'write at least one word').max(80);
const once = <T>(values: readonly T[]) => new Set(values).size === values.length;
const Products = (most: number) => z.array(ProductId).min(1, 'name at least one product').max(most).refine(once, 'a product is named twice');

/** Where a rule holds: for what is searched (all of it, or as a part), in the listing of a category, or wherever products are ranked. */
export const Where = z.discriminatedUnion('in', [
  z.object({ in: z.literal('search'), q: Phrase, whole: z.boolean().default(true) }),
  z.object({ in: z.literal('category'), category: Handle }),
  z.object({ in: z.literal('everywhere') }),
]);
export type Where = z.infer<typeof Where>;

/** Which products a rule moves. */
export const Target = z.discriminatedUnion('by', [
  z.object({ by: z.literal('product'), products: Products(RULE_LIMITS.products) }),
  z.object({ by: z.literal('brand'), brand: z.string().trim().min(1, 'name a brand').max(120) }),
  z.object({ by: z.literal('category'), category: Handle }),
]);
export type Target = z.infer<typeof Target>;

/** An address within the shop, without its language: /c/lamps, /journal/oak?from=search. */
const ShopPath = z
  .string()
  .trim()
  .max(300)
  .regex(/^\/(?![/\\])[^\s\\]*$/, 'an address within the shop begins with one slash, such as /c/lamps');

const about = { id: Uuid, on: z.boolean().default(true) };
export const Rule = z.discriminatedUnion('kind', [
  /** each stands for all the others, in both languages */
  z.object({
    ...about,
    kind: z.literal('synonyms'),
    words: z.array(Phrase).min(2, 'write at least two').max(RULE_LIMITS.words).refine(once, 'a word stands there twice'),
  }),
  /** these come first, in this order */
  z.object({ ...about, kind: z.literal('pin'), where: Where, products: Products(RULE_LIMITS.pins) }),
  z.object({ ...about, kind: z.literal('boost'), where: Where, target: Target, times: z.number().min(1.1).max(10) }),
  /** these come last */
  z.object({ ...about, kind: z.literal('bury'), where: Where, target: Target }),
  z.object({ ...about, kind: z.literal('redirect'), q: Phrase, to: ShopPath }),
]);
export type Rule = z.infer<typeof Rule>;

export const Draft = z.object({ edit: z.int().min(1), rules: z.array(Rule), at: Instant, actor: z.string() });

/** A published set of rules beside the one before it. */
export const RuleVersion = z.object({
  version: z.int().min(1),
  at: Instant,
  actor: z.string(),
  rules: z.int(),
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
  /** the version that this one is equal to, when somebody went back to it */
  restores: z.int().nullable(),
});
export type RuleVersion = z.infer<typeof RuleVersion>;

/** What is looked at: a search, or a category's listing. */
const Looked = {
  q: z.string().trim().max(200).default(''),
  category: Handle.optional(),
  locale: Locale.default('en'),
};
export const PREVIEWED = 12;
const Shown = z.object({
  total: z.int(),
  items: z.array(ProductCard).max(PREVIEWED),
  /** the ids that a pin put where they stand */
  pinned: z.array(ProductId),
  redirect: z.string().optional(),
  /** the rules that hold here */
  rules: z.array(Uuid),
});
export type Shown = z.infer<typeof Shown>;

/** A part of a score: words found in a field, or a fixed amount. */
export const TextPart = z.object({ field: z.string(), words: z.array(z.string()), score: z.number() });
export const Factor = z.object({
  what: z.enum(['in-stock', 'meant', 'rating', 'new', 'sold', 'boost', 'bury']),
  times: z.number(),
  rule: Uuid.optional(),
});
export type TextPart = z.infer<typeof TextPart>;
export type Factor = z.infer<typeof Factor>;
export const Explanation = z.object({
  /** whether the shop sells it, and whether this search or listing holds it */
  known: z.boolean(),
  found: z.boolean(),
  /** its place among all results, from 1 */
  position: z.int().nullable(),
  /** the words that were searched for in the end, after mending */
  q: z.string(),
  manner: z.enum(['strict', 'relaxed']),
  pinned: z.boolean(),
  text: z.array(TextPart),
  textScore: z.number(),
  factors: z.array(Factor),
  score: z.number(),
});
export type Explanation = z.infer<typeof Explanation>;

export const merchandising = {
  /** The rules as they hold, and what staff has changed since (null: nothing). Version 0 is a shop without rules. */
  rules: ask({
    input: z.object({}),
    output: z.object({ version: z.int(), rules: z.array(Rule), draft: Draft.nullable() }),
    permission: 'staff:catalog',
  }),
  /** Writes a rule into the draft, new or instead of the one with its id. Shoppers see nothing of it before it is published. */
  saveRule: command({ input: z.object({ rule: Rule }), output: Draft, permission: 'staff:catalog' }),
  removeRule: command({ input: z.object({ id: Uuid }), output: Draft, permission: 'staff:catalog' }),
  discardDraft: command({ input: z.object({}), output: z.object({}), permission: 'staff:catalog' }),
  /** Lets the draft hold, as it was seen: `edit` is its number. */
  publish: command({ input: z.object({ edit: z.int().min(1) }), output: z.object({ version: z.int() }), permission: 'staff:catalog' }),
  /** Newest first, from `before` down. */
  versions: ask({
    input: z.object({ before: z.int32().min(1).optional(), limit: z.int().min(1).max(50).default(20) }),
    output: z.object({ items: z.array(RuleVersion), next: z.int().nullable() }),
    permission: 'staff:catalog',
  }),
  /** Goes back: a new version with the rules of that one; 0 is a shop without rules. Asked again it is done already. */
  restore: command({ input: z.object({ version: z.int32().min(0) }), output: z.object({ version: z.int() }), permission: 'staff:catalog' }),
  /** The first products of a search or a category as they stand, and as they would with the draft. `missing`: named by a rule here, but not in the shop. */
  preview: ask({
    input: z.object(Looked),
    output: z.object({ live: Shown, draft: Shown, missing: z.array(ProductId) }),
    permission: 'staff:catalog',
  }),
  /** Why a product stands where it does; with `draft` as it would with the draft. */
  explain: ask({ input: z.object({ ...Looked, product: ProductId, draft: z.boolean().default(false) }), output: Explanation, permission: 'staff:catalog' }),
};

/** State: another set of rules ranks products; every instance of search has read it. */
export const RulesChanged = z.object({ version: z.int().min(1) });
