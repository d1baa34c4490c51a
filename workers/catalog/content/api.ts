import { z } from 'zod';
import { cardOf } from '@kontor/contracts/catalog';
import { content as contract, type ContentKind } from '@kontor/contracts/content';
import { Handle, Instant } from '@kontor/contracts/ids';
import { Refusal } from '@kontor/contracts/refusals';
import { now } from '@kontor/kit/clock';
import { type Context, serve } from '@kontor/kit/rpc';
import { note } from '../audit.ts';
import { plain } from '../domain.ts';
import { journal, publishedProducts } from '../store/catalogue.ts';
import { articlesNewestFirst, contentByPosition, contentFor, keepContent, publishedContent } from '../store/content.ts';
import { keyIn } from '../store/page-key.ts';
import { tellChanges } from '../tell.ts';
import { type Draft, placeContent, plainBlock, type Written } from './rules.ts';

/** More pages than this are no pages of a shop's foot any more. */
const MOST_PAGES = 100;

const ACTS = { collection: 'saveCollections', page: 'savePages', article: 'saveArticles' } as const satisfies Record<ContentKind, string>;

const save = <K extends ContentKind>(kind: K, drafts: readonly Draft<K>[], context: Context): Promise<{ changed: number; unchanged: number }> =>
  journal.transaction(async (tx) => {
    const known = await contentFor(
      tx,
      kind,
      drafts.map(({ handle }) => handle),
    );
    const changed = placeContent(known, drafts, now().toISOString());
    await keepContent(tx, kind, changed);
    await note(
      tx,
      context,
      ACTS[kind],
      changed.map(({ handle }) => handle),
    );
    await tellChanges(tx, { content: changed.map(({ handle, published, version }) => ({ kind, handle, published, version })) });
    return { changed: changed.length, unchanged: drafts.length - changed.length };
  });

async function found<K extends ContentKind>(kind: K, handle: string): Promise<Written[K]> {
  const value = await publishedContent(kind, handle);
  if (!value) throw new Refusal('NotFound', { handle });
  return value;
}

const ByPosition = z.tuple([z.coerce.number().pipe(z.int()), Handle]);
const ByInstant = z.tuple([Instant, Handle]);

export const content = serve(contract, {
  collections: async ({ after, limit }) => {
    const all = await contentByPosition('collection', keyIn(ByPosition, after), limit + 1);
    const items = all.slice(0, limit).map(({ products, ...collection }) => ({ ...collection, count: products.length }));
    const last = items.at(-1);
    return { items, next: all.length > limit && last ? `${last.position}~${last.handle}` : null };
  },

  collection: async ({ handle }) => {
    const collection = await found('collection', handle);
    return { ...collection, cards: (await publishedProducts(collection.products)).map(cardOf) };
  },

  pages: () => contentByPosition('page', null, MOST_PAGES),
  page: ({ handle }) => found('page', handle),

  articles: async ({ after, limit }) => {
    const all = await articlesNewestFirst(now().toISOString(), keyIn(ByInstant, after), limit + 1);
    const items = all.slice(0, limit);
    const last = items.at(-1);
    return { items, next: all.length > limit && last ? `${last.publishedAt}~${last.handle}` : null };
  },

  article: async ({ handle }) => {
    const article = await found('article', handle);
    if (article.publishedAt > now().toISOString()) throw new Refusal('NotFound', { handle });
    return article;
  },

  saveCollections: ({ collections }, context) =>
    save(
      'collection',
      collections.map((draft) => ({ ...draft, name: plain(draft.name), text: plain(draft.text) })),
      context,
    ),
  savePages: ({ pages }, context) =>
    save(
      'page',
      pages.map((draft) => ({ ...draft, title: plain(draft.title), description: plain(draft.description), blocks: draft.blocks.map(plainBlock) })),
      context,
    ),
  saveArticles: ({ articles }, context) =>
    save(
      'article',
      articles.map((draft) => ({
        ...draft,
        title: plain(draft.title),
        teaser: plain(draft.teaser),
        description: plain(draft.description),
        blocks: draft.blocks.map(plainBlock),
      })),
      context,
    ),
});
