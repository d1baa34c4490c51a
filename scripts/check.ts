import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { documents } from './docs.ts';
import { arrowsGate } from './gates/arrows.ts';
import { contractsGate } from './gates/contracts.ts';
import { documentsGate } from './gates/documents.ts';
import { repositoryFiles } from './gates/files.ts';
import type { Finding } from './gates/finding.ts';
import { placesGate } from './gates/places.ts';
import { sizes } from './gates/sizes.ts';
import { tablesGate } from './gates/tables.ts';
import { prepareTypes, typesGate } from './gates/types.ts';

const root = resolve(import.meta.dirname, '..');
const files = await repositoryFiles(root);

const gates: { name: string; find: () => Promise<Finding[]> | Finding[] }[] = [
  { name: 'types, format, lint', find: () => prepareTypes(root).then(() => typesGate(root, ['tsconfig.json', 'web/tsconfig.json'])) },
  { name: 'environment and drivers in their places', find: () => placesGate(files) },
  { name: 'arrows', find: () => arrowsGate(files) },
  { name: 'procedures and events', find: () => contractsGate(root, files) },
  { name: 'outbox, inbox and asks the same everywhere', find: () => tablesGate(files) },
  { name: 'documents fresh, nothing generated, names', find: async () => documentsGate(files, await documents(root, files)) },
];

const { values } = parseArgs({ options: { gate: { type: 'string' } } });
const only = values.gate === undefined ? undefined : Number(values.gate);
if (only !== undefined && !gates[only - 1]) {
  console.error(`There is no gate ${values.gate}. The gates are 1 to ${gates.length}: npm run check -- --gate 3`);
  process.exit(2);
}

/** A gate that breaks must not look like one that found nothing. */
async function findings(find: () => Promise<Finding[]> | Finding[]): Promise<Finding[]> {
  try {
    return await find();
  } catch (error) {
    return [{ path: 'scripts/check.ts', line: 1, sentence: `the gate itself broke: ${error instanceof Error ? error.message : String(error)}` }];
  }
}

// Side by side: the first waits for compilers, the others are quick.
const running = gates.map(async ({ name, find }, index) => {
  if (only !== undefined && index !== only - 1) return null;
  const started = performance.now();
  const found = await findings(find);
  return { title: `${index + 1} ${name}`, found, seconds: (performance.now() - started) / 1000 };
});
let count = 0;
for (const one of running) {
  const gate = await one;
  if (!gate) continue;
  count += gate.found.length;
  console.log(`${gate.found.length === 0 ? '✓' : '✗'} ${gate.title}  ${gate.seconds.toFixed(1)} s`);
  for (const { path, line, sentence } of gate.found) console.log(`    ${path}:${line} ${sentence}`);
}
if (only === undefined) for (const line of sizes(files)) console.log(`  ${line}`);
if (count > 0) console.log(`${count} ${count === 1 ? 'finding' : 'findings'}`);
process.exitCode = count > 0 ? 1 : 0;
