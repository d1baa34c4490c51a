/** A file of the repository, by its path from the root; the text of pictures and fonts is left empty. */
export type SourceFile = { path: string; text: string };
export type Finding = { path: string; line: number; sentence: string };

/** The line, from 1, on which `pattern` first stands; 1 where it does not. */
export function lineOf(text: string, pattern: RegExp): number {
  const at = text.search(pattern);
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}
