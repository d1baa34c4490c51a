import type { Locale, Text } from '@kontor/contracts/ids';
import { fold, stem, wordsOf } from './words.ts';

export type Branch = { id: string; parent: string | null; name: Text; position: number };

/** The category tree: what lies below what. */
export type Tree = { byId: ReadonlyMap<string, Branch>; children: ReadonlyMap<string | null, readonly Branch[]> };

export function treeOf(branches: readonly Branch[]): Tree {
  const byId = new Map(branches.map((branch) => [branch.id, branch]));
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
  return [...tree.byId.values()].filter(
    (branch) => fold(branch.name[locale]) === name || (name.length >= NAMED_FROM && fold(branch.name[locale]).startsWith(name)),
  );
}

/**
 * The categories that a query means: its last words are the category's name ('gaming mouse' means mice, 'mouse pad' does not), or one
 * of the names in it ('Adapters, hubs & docks'). The longest name counts; in German a compound means what its end says.
 */
export function meant(tree: Tree, q: string, locale: Locale): Branch[] {
  const words = wordsOf(q).map((word) => stem(word, locale));
  let longest = 1;
  let found: Branch[] = [];
  for (const branch of tree.byId.values()) {
    for (const part of branch.name[locale].split(/[,&/]|\bund\b|\band\b/)) {
      const name = wordsOf(part).map((word) => stem(word, locale));
      const isEnd = name.length > 0 && name.every((word, index) => word === words[words.length - name.length + index]);
      if (!isEnd || name.length < longest) continue;
      found = name.length > longest ? [branch] : [...found, branch];
      longest = name.length;
    }
  }
  return found;
}

/** Categories with a word that starts with what was typed. */
export function categoriesLike(tree: Tree, typed: string, locale: Locale, most: number): Branch[] {
  const start = fold(typed);
  const names = [...tree.byId.values()].map((branch) => ({ branch, name: fold(branch.name[locale]) }));
  const found = names.filter(({ name }) => name.startsWith(start) || name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(start)));
  return found
    .sort(
      (a, b) => Number(b.name.startsWith(start)) - Number(a.name.startsWith(start)) || a.name.length - b.name.length || a.branch.id.localeCompare(b.branch.id),
    )
    .slice(0, most)
    .map(({ branch }) => branch);
}
