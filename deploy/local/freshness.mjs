import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from './folders.mjs';

const made = new Set(['node_modules', '.next', 'generated', 'next-env.d.ts']);

/** One hash of the content and names of files and folders of the project, without what is made from them. */
export function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesIn(join(root, path))).sort()) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesIn(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => !made.has(name) && !name.startsWith('.'))
    .flatMap((name) => filesIn(join(path, name)));
}

/** True when the note of an earlier run carries this fingerprint. */
export const isFresh = (note, print) => existsSync(note) && readFileSync(note, 'utf8') === print;

/** Notes beside a result what it was made from. */
export function noteFresh(note, print) {
  mkdirSync(dirname(note), { recursive: true });
  writeFileSync(note, print);
}
