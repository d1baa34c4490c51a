import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isProgram, readJson, root, StartError } from './folders.mjs';
import { findProgram, logFile, runRecorded, tellLog } from './processes.mjs';

const modules = join(root, 'node_modules');

/** True when what is installed is what package-lock.json names. Times of files say nothing: git sets them anew. */
export function packagesAreFresh() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages ?? {};
  const installed = readJson(join(modules, '.package-lock.json'))?.packages;
  if (!installed) return false;
  return Object.entries(wanted).every(([path, { version, link, optional, devOptional, peer }]) => {
    if (!path.includes('node_modules/') || link) return true;
    if (!installed[path]) return Boolean(optional || devOptional || peer);
    return installed[path].version === version;
  });
}

/** Installs the packages of package-lock.json. On failure nothing half-made stays. */
export async function installPackages(folders, signal) {
  const npm = findProgram('npm');
  if (!npm) throw new StartError('npm is missing. Install Node.js with npm (version 18 or newer), then run again.');
  const quick = ['--no-audit', '--no-fund', '--prefer-offline', '--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
  const run = (...args) => runRecorded(folders, 'packages', { command: npm, args: [...args, ...quick], cwd: root, env: process.env }, signal);
  const said = () => readFileSync(logFile(folders, 'packages'), 'utf8');
  try {
    await run('ci').catch((error) => {
      // A lock file made where a registry lacks packages of other platforms does not name them, and npm ci refuses it.
      if (!said().includes('in sync')) throw error;
      return run('install', '--no-save');
    });
  } catch {
    rmSync(modules, { recursive: true, force: true });
    signal?.throwIfAborted();
    const offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH/.test(said());
    const why = offline ? 'the package registry cannot be reached. The first start needs a network' : 'npm could not install them';
    throw new StartError(`The packages are not installed: ${why}. Nothing half-made is left; run again when that is solved.\n${tellLog(folders, 'packages')}`);
  }
}

/** Node 24, whichever version has called us: npm brings it as a package. Throws when it is not to be had. */
export function nodeProgram() {
  const candidates = [join(modules, '.bin/node'), process.execPath];
  const found = candidates.find((file) => existsSync(file) && isProgram(file) && major(file) >= 24);
  if (!found)
    throw new StartError(
      'Node 24 is missing: npm has not run the install script of its package. Run `npm rebuild node --ignore-scripts=false`, or use Node 24 yourself.',
    );
  return found;
}

function major(node) {
  if (node === process.execPath) return Number(process.versions.node.split('.')[0]);
  try {
    return Number(execFileSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).split('.')[0]);
  } catch {
    return 0;
  }
}
