#!/usr/bin/env node
// Runs a script of this folder on Node 24, with the packages installed first: `node scripts/run.mjs test.ts …`.
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { openFolders, root } from '../deploy/local/folders.mjs';
import { installPackages, nodeProgram, packagesAreFresh } from '../deploy/local/packages.mjs';

const [script, ...args] = process.argv.slice(2);
try {
  if (!packagesAreFresh()) {
    console.log('Installing the packages; the first time takes a minute or two.');
    await installPackages(openFolders());
  }
  const env = { ...process.env, PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter) };
  const child = spawn(nodeProgram(), [join(root, 'scripts', script), ...args], { stdio: 'inherit', cwd: root, env });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
