import type { Locale, Text } from '@kontor/contracts/ids';
import { fold, stem, wordsOf } from './words.ts';

export type Branch = { id: string; parent: string | null; name: Text; position: number };

/** A category with what queries are compared with: its name folded, and the stems of each name in it ('Adapters, hubs & docks' has three). */
type Known = Branch & { folded: Record<Locale, string>; stems: Record<Locale, string[][]> };

/** The category tree: what lies below what. */
export type Tree = { byId: ReadonlyMap<string, Known>; children: ReadonlyMap<string | null, readonly Branch[]> };

const stemsOf = (name: string, locale: Locale): string[][] =>
  name.split(/[,&/]|\bund\b|\band\b/).map((part) => wordsOf(part).map((word) => stem(word, locale)));
const knownAs = (branch: Branch): Known => ({
  ...branch,
  folded: { en: fold(branch.name.en), de: fold(branch.name.de) },
  stems: { en: stemsOf(branch.name.en, 'en'), de: stemsOf(branch.name.de, 'de') },
});

export function treeOf(branches: readonly Branch[]): Tree {
  const byId = new Map(branches.map((branch) => [branch.id, knownAs(branch)]));
  const children = new Map<string | null, Branch[]>();
  for (const branch of [...branches].sort((a, b) => a.position - b.position || a.id.localeCompare(b.id))) {
    // A parent that is not heard of yet does not hide its children.
    const parent = branch.parent !== null && byId.has(branch.parent) ? branch.parent : null;
    children.set(parent, [...(children.get(parent) ?? []), branch]);
  }
  return { byId, children };
}

/** The category and everything below it. Events may come in any order, so a circle for a moment is possible and harmless. */
export function below(tree: Tree, id: string): string[] {
  const found = new Set([id]);
  for (const one of found) for (const child of tree.children.get(one) ?? []) found.add(child.id);
  return [...found];
}

const NAMED_FROM = 4;

/** Categories that are called so, or nearly: the first letters of the name are enough. */
export function branchesNamed(tree: Tree, q: string, locale: Locale): Branch[] {
  const name = fold(q);
  return [...tree.byId.values()].filter(({ folded }) => folded[locale] === name || (name.length >= NAMED_FROM && folded[locale].startsWith(name)));
}

/** The categories that a query means, and the words before that say which of them. */
export type Meant = { branches: readonly Branch[]; rest: readonly string[] };

const SHORTEST_HEAD = 4;

/**
 * A query ends with what it is after: 'gaming mouse' means mice, 'mouse pad' does not. Each name in a category's name counts
 * ('Adapters, hubs & docks'), the longest wins; in German a compound means what its end says, unless it is a name itself.
 */
export function meant(tree: Tree, q: string, locale: Locale): Meant {
  const words = wordsOf(q);
  const stems = words.map((word) => stem(word, locale));
  const last = stems.at(-1) ?? '';
  let longest = 0;
  let branches: Branch[] = [];
  for (const branch of tree.byId.values()) {
    for (const name of branch.stems[locale]) {
      const [only = ''] = name;
      const isEnd = name.length > 0 && name.every((word, index) => word === stems[stems.length - name.length + index]);
      const isHead = locale === 'de' && name.length === 1 && only.length >= SHORTEST_HEAD && last.length > only.length && last.endsWith(only);
      const length = isEnd ? name.length : isHead ? 0.5 : 0;
      if (length === 0 || length < longest) continue;
      branches = length > longest ? [branch] : [...branches, branch];
      longest = length;
    }
  }
  return { branches, rest: longest >= 1 ? words.slice(0, -longest) : [] };
}

/** Categories with a word that starts with what was typed. */
export function categoriesLike(tree: Tree, typed: string, locale: Locale, most: number): Branch[] {
  const start = fold(typed);
  const names = [...tree.byId.values()].map((branch) => ({ branch, name: branch.folded[locale] }));
  const found = names.filter(({ name }) => name.startsWith(start) || name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(start)));
  return found
    .sort(
      (a, b) => Number(b.name.startsWith(start)) - Number(a.name.startsWith(start)) || a.name.length - b.name.length || a.branch.id.localeCompare(b.branch.id),
    )
    .slice(0, most)
    .map(({ branch }) => branch);
}
