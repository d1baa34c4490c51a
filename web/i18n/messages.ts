import compile from 'icu-minify/compile';
import type { Locale } from '@kontor/contracts/ids';
import de from '../messages/de.json';
import en from '../messages/en.json';

/** English says which messages there are; a German one that is missing does not compile. */
export type Messages = typeof en;
export type Namespace = keyof Messages;

/** The same tree with each sentence as the formatter reads it: no sentence is parsed twice, and none in the browser. */
function compiled<Tree>(tree: Tree): Tree {
  // Cloned, because React hands only plain objects to client components and the compiler's have no prototype.
  if (typeof tree === 'string') return structuredClone(compile(tree)) as Tree;
  return Object.fromEntries(Object.entries(tree as Record<string, unknown>).map(([key, value]) => [key, compiled(value)])) as Tree;
}

const messages: Record<Locale, Messages> = { en: compiled(en), de: compiled(de) };

export const messagesIn = (locale: Locale) => messages[locale];
