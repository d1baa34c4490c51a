import { randomUUID } from 'node:crypto';
import fs, { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root, whatever folder the command is called from. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** A failure that is told to the person as its sentence alone, without a stack. */
export class StartError extends Error {}

/** Where everything of one shop lives. Makes the folders. */
export function openFolders(data = join(root, '.kontor')) {
  const folders = {
    data: resolve(data),
    services: resolve(data, 'services'),
    logs: resolve(data, 'logs'),
    run: resolve(data, 'run'),
    // Downloads are the same for every shop on the machine: a second data folder uses those of the first.
    packages: resolve(process.env.KONTOR_PACKAGES ?? join(root, '.kontor', 'packages')),
  };
  // Node's recursive mkdir never comes back from there.
  if (/^\/(proc|sys)(\/|$)/.test(folders.data)) throw new StartError(`The data folder ${folders.data} is no place for data. Choose another with --data DIR.`);
  try {
    for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
    chmodSync(folders.run, 0o700);
  } catch (error) {
    throw new StartError(`The data folder ${folders.data} cannot be written (${error.code}). Choose another with --data DIR.`);
  }
  return folders;
}

/** Free space at a folder in bytes; infinite where the platform does not tell. */
export function freeSpace(folder) {
  if (!fs.statfsSync) return Number.POSITIVE_INFINITY;
  const { bavail, bsize } = fs.statfsSync(folder);
  return bavail * bsize;
}

/** A JSON file's content, or undefined when it is absent or was cut off in the middle of a write. */
export function readJson(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Replaces a file in one step, so that a reader sees the old or the new content, never half of it. */
export function writeWhole(file, content, mode = 0o600) {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, content, { mode });
  renameSync(draft, file);
}

export const writeJson = (file, value) => writeWhole(file, `${JSON.stringify(value, null, 2)}\n`);

/** True when the file exists and is a program. */
export function isProgram(file) {
  try {
    const found = statSync(file);
    return found.isFile() && (found.mode & 0o111) !== 0;
  } catch {
    return false;
  }
}
