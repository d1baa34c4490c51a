import compile from 'icu-minify/compile';
import type { Locale } from '@kontor/contracts/ids';
import de from '../messages/de.json';
import en from '../messages/en.json';
import net from '../messages/net.json';
import { env } from '@/env';

/** English says which messages there are; a German one that is missing does not compile. */
export type Messages = typeof en;
export type Namespace = keyof Messages;

/** The same tree with each sentence as the formatter reads it: no sentence is parsed twice, and none in the browser. */
function compiled<Tree>(tree: Tree): Tree {
  // Cloned, because React hands only plain objects to client components and the compiler's have no prototype.
  if (typeof tree === 'string') return structuredClone(compile(tree)) as Tree;
  return Object.fromEntries(Object.entries(tree as Record<string, unknown>).map(([key, value]) => [key, compiled(value)])) as Tree;
}

type Some<Tree> = { [Key in keyof Tree]?: Tree[Key] extends string ? Tree[Key] : Some<Tree[Key]> };

/** The tree with the sentences that `others` says in another way. */
function said<Tree extends object>(tree: Tree, others: Some<Tree>): Tree {
  const changed = Object.entries(others).map(([key, value]) => {
    const own = tree[key as keyof Tree];
    return [key, typeof own === 'object' && own !== null ? said(own, value as object) : value];
  });
  return { ...tree, ...Object.fromEntries(changed) };
}

const sentences = (tree: Messages, ofNetPrices: Some<Messages>) => compiled(env.prices === 'net' ? said(tree, ofNetPrices) : tree);
const messages: Record<Locale, Messages> = { en: sentences(en, net.en), de: sentences(de, net.de) };

export const messagesIn = (locale: Locale) => messages[locale];
