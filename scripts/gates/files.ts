import { execFile } from 'node:child_process';
import { lstat, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { SourceFile } from './finding.ts';

const run = promisify(execFile);
const READ = /\.(ts|tsx|mjs|cjs|js|json|prisma|sql|md|css|ya?ml)$/;
/** Broken on purpose: what each gate must catch. */
const VIOLATING = 'tests/violating/';

/** Every file that git knows or would take, as it lies in the working folder. */
export async function repositoryFiles(root: string): Promise<SourceFile[]> {
  const { stdout } = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  const paths = [...new Set(stdout.split('\0'))].filter((path) => path !== '' && !path.startsWith(VIOLATING));
  const files = await Promise.all(paths.sort().map((path) => readSource(root, path)));
  return files.filter((file) => file !== null);
}

/** One file; null where nothing is left of it, or where it is a link. */
export async function readSource(root: string, path: string): Promise<SourceFile | null> {
  const found = await lstat(resolve(root, path)).catch(() => null);
  if (!found?.isFile()) return null;
  return { path, text: READ.test(path) ? await readFile(resolve(root, path), 'utf8') : '' };
}
