import type { Category } from '@kontor/contracts/catalog';

export type Branch = Category & { children: Branch[] };

/** The categories as a tree, each level in the merchant's order. */
export function treeOf(categories: readonly Category[], parent: string | null = null): Branch[] {
  return categories
    .filter((category) => category.parent === parent)
    .sort((a, b) => a.position - b.position || a.id.localeCompare(b.id))
    .map((category) => ({ ...category, children: treeOf(categories, category.id) }));
}

/** From the top of the house down to this category; empty when there is no such category. */
export function pathTo(categories: readonly Category[], id: string | undefined): Category[] {
  const category = categories.find((candidate) => candidate.id === id);
  if (!category) return [];
  // A category that is its own ancestor by mistake must not hang a page.
  const others = categories.filter((candidate) => candidate.id !== id);
  return [...pathTo(others, category.parent ?? undefined), category];
}
