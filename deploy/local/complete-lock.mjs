#!/usr/bin/env node
import { join } from 'node:path';
import { readJson, root, writeWhole } from './folders.mjs';

// npm names only those packages for other platforms in package-lock.json that its registry has, and `npm ci` then refuses the
// file where the registry has more or fewer. This adds the missing ones; npm keeps them. Run it after `npm install` changed the file.

const systems = ['darwin', 'linux', 'win32', 'freebsd', 'android'];
const processors = ['arm64', 'x64', 'ia32', 'ppc64', 's390x', 'riscv64', 'wasm32'];

const file = join(root, 'package-lock.json');
const lock = readJson(file);
const added = [];
for (const [path, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const known = [`${path}/node_modules/${name}`, `node_modules/${name}`].some((place) => place in lock.packages);
    // A range is for npm to resolve; packages for platforms are pinned by their parent.
    if (known || !/^\d/.test(version)) continue;
    const words = name.split(/[/-]/);
    const os = systems.filter((system) => words.includes(system));
    const cpu = processors.find((processor) => words.includes(processor)) ?? 'arm';
    lock.packages[`node_modules/${name}`] = { version, cpu: [cpu], optional: true, ...(os.length > 0 && { os }) };
    added.push(name);
  }
}
if (added.length > 0) {
  const byPath = ([a], [b]) => (a < b ? -1 : 1);
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(byPath));
  writeWhole(file, `${JSON.stringify(lock, null, 2)}\n`, 0o644);
}
console.log(added.length > 0 ? `added ${added.join(', ')}` : 'complete');
