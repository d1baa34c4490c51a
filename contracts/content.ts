import { z } from 'zod';
import { Image, ProductCard } from './catalog.ts';
import { Handle, Instant, Keyset, ProductId, Text } from './ids.ts';
import { ask, command } from './verb.ts';

/**
 * What a page is made of: never mark-up. In paragraphs and lists `[words](/p/enamel-kettle)` is a link, to a page of the shop
 * without its language or to an https address, and `**words**` are set apart.
 */
export const Block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), text: Text }),
  z.object({ kind: z.literal('paragraph'), text: Text }),
  z.object({ kind: z.literal('list'), ordered: z.boolean().default(false), items: z.array(Text).min(1).max(100) }),
  z.object({ kind: z.literal('image'), image: Image, caption: Text.optional() }),
  z.object({ kind: z.literal('table'), head: z.array(Text).min(1).max(8), rows: z.array(z.array(Text).min(1).max(8)).min(1).max(200) }),
]);
export type Block = z.infer<typeof Block>;

const kept = { version: z.int().min(1), changedAt: Instant };

/** Products that belong together for a reason, in an order of choice. */
export const CollectionDraft = z.object({
  handle: Handle,
  name: Text,
  text: Text,
  image: Image.optional(),
  products: z.array(ProductId).max(200),
  position: z.int().default(0),
  published: z.boolean().default(true),
});
export const Collection = CollectionDraft.extend(kept);
export type Collection = z.infer<typeof Collection>;

/** A page that stays: about, delivery, returns, imprint, privacy. */
export const PageDraft = z.object({
  handle: Handle,
  title: Text,
  /** for search engines and shared links */
  description: Text,
  blocks: z.array(Block).max(200),
  /** where it stands among the links at the foot of each page */
  position: z.int().default(0),
  published: z.boolean().default(true),
});
export const Page = PageDraft.extend(kept);
export type Page = z.infer<typeof Page>;

/** A piece of the journal. */
export const ArticleDraft = z.object({
  handle: Handle,
  title: Text,
  teaser: Text,
  description: Text,
  image: Image.optional(),
  author: z.string().trim().max(60).default(''),
  /** shown from then on */
  publishedAt: Instant,
  blocks: z.array(Block).max(200),
  related: z.array(ProductId).max(20).default([]),
  published: z.boolean().default(true),
});
export const Article = ArticleDraft.extend(kept);
export type Article = z.infer<typeof Article>;

const Saved = z.object({ changed: z.int(), unchanged: z.int() });
const PageLink = Page.pick({ handle: true, title: true, changedAt: true });
const ArticleCard = Article.pick({ handle: true, title: true, teaser: true, image: true, publishedAt: true, changedAt: true });
export type ArticleCard = z.infer<typeof ArticleCard>;
const CollectionCard = Collection.omit({ products: true }).extend({ count: z.int() });
export type CollectionCard = z.infer<typeof CollectionCard>;

const reads = (path: `/${string}`, summary: string) => ({ permission: 'public' as const, http: { method: 'GET' as const, path, summary } });
const writes = { output: Saved, permission: 'staff:catalog' as const };

export const content = {
  collections: ask({
    input: z.object({ ...Keyset }),
    output: z.object({ items: z.array(CollectionCard), next: z.string().nullable() }),
    ...reads('/collections', 'The collections'),
  }),
  collection: ask({
    input: z.object({ handle: Handle }),
    output: Collection.extend({ cards: z.array(ProductCard) }),
    ...reads('/collections/{handle}', 'One collection with its products'),
  }),
  pages: ask({ input: z.object({}), output: z.array(PageLink).max(100), permission: 'public' }),
  page: ask({ input: z.object({ handle: Handle }), output: Page, ...reads('/pages/{handle}', 'A page such as delivery or imprint') }),
  articles: ask({
    input: z.object({ ...Keyset }),
    output: z.object({ items: z.array(ArticleCard), next: z.string().nullable() }),
    ...reads('/articles', 'The journal, newest first'),
  }),
  article: ask({ input: z.object({ handle: Handle }), output: Article, ...reads('/articles/{handle}', 'One piece of the journal') }),
  /** Each writes drafts as they are; the same draft again changes nothing. */
  saveCollections: command({ input: z.object({ collections: z.array(CollectionDraft).min(1).max(200) }), ...writes }),
  savePages: command({ input: z.object({ pages: z.array(PageDraft).min(1).max(100) }), ...writes }),
  saveArticles: command({ input: z.object({ articles: z.array(ArticleDraft).min(1).max(100) }), ...writes }),
};

export const ContentKind = z.enum(['collection', 'page', 'article']);
export type ContentKind = z.infer<typeof ContentKind>;
/** State: a collection, page or article was written. Who shows it asks for it again. */
export const ContentChanged = z.object({ kind: ContentKind, handle: Handle, published: z.boolean() });
