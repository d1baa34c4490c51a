import { isDeepStrictEqual } from 'node:util';
import type { Article, Block, Collection, ContentKind, Page } from '@kontor/contracts/content';
import type { z } from 'zod';
import { plain } from '../domain.ts';

/** What the shop writes, by its kind. */
export type Written = { collection: Collection; page: Page; article: z.infer<typeof Article> };
export type Draft<K extends ContentKind> = Omit<Written[K], 'version' | 'changedAt'>;

/** The block with plain texts: what a merchant pasted may hold mark-up. */
export function plainBlock(block: Block): Block {
  switch (block.kind) {
    case 'list':
      return { ...block, items: block.items.map(plain) };
    case 'table':
      return { ...block, head: block.head.map(plain), rows: block.rows.map((row) => row.map(plain)) };
    case 'image':
      return block.caption ? { ...block, caption: plain(block.caption) } : block;
    default:
      return { ...block, text: plain(block.text) };
  }
}

/** Drafts with their next versions, without those that stand there so already. Of two with one handle the later counts. */
export function placeContent<K extends ContentKind>(known: ReadonlyMap<string, Written[K]>, drafts: readonly Draft<K>[], changedAt: string): Written[K][] {
  const changed = new Map<string, Written[K]>();
  for (const draft of drafts) {
    const before = known.get(draft.handle);
    const { version = 0, changedAt: _before, ...standing } = before ?? ({} as Partial<Written[K]>);
    if (isDeepStrictEqual(standing, draft)) changed.delete(draft.handle);
    else changed.set(draft.handle, { ...draft, version: version + 1, changedAt } as Written[K]);
  }
  return [...changed.values()];
}
