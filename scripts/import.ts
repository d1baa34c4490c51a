import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { parseArgs } from 'node:util';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { Refusal } from '@kontor/contracts/refusals';
import { ImportMap, mapper } from './import/map.ts';
import { openProgress } from './import/progress.ts';
import { entriesOf, type Refused } from './import/read.ts';

const USAGE = `Imports categories, products with their stock, rates, reviews, collections, pages and articles: npm run import -- FILE [--map MAP] [--dry-run]
FILE has one JSON object a line (NDJSON), plain or gzip. Lines and maps are described in docs/import.md; a map says how the records
of another system become products. With --dry-run the file is checked and nothing is written. Bad lines are listed with their number,
the others go in; the exit code is 1 if there was one.`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { map: { type: 'string' }, 'dry-run': { type: 'boolean' }, help: { type: 'boolean' } },
});
const [file] = positionals;
if (options.help || file === undefined || positionals.length > 1) {
  console.log(USAGE);
  process.exit(options.help ? 0 : 2);
}
if (!existsSync(file) || !statSync(file).isFile()) {
  console.error(`There is no file ${file}.`);
  process.exit(2);
}

/** The bytes of the file, unpacked if they are gzip, whatever its name. */
async function* bytesOf(path: string): AsyncGenerator<Buffer> {
  const handle = await open(path);
  const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
  await handle.close();
  const packed = buffer[0] === 0x1f && buffer[1] === 0x8b;
  const source = createReadStream(path);
  progress.source = source;
  // Whatever fails reaches the reader through the last stream of the pipeline.
  yield* packed ? pipeline(source, createGunzip(), () => undefined) : source;
}

/** The map, or an end with what is wrong with it. */
function readMap(path: string): (given: unknown) => unknown[] {
  try {
    return mapper(ImportMap.parse(JSON.parse(readFileSync(path, 'utf8'))));
  } catch (error) {
    console.error(`The map ${path} cannot be used: ${error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message}`);
    process.exit(2);
  }
}

const ofForeign = options.map === undefined ? undefined : readMap(options.map);
const dryRun = options['dry-run'] === true;
const progress = openProgress(statSync(file).size);
let refused = 0;
const refuse = ({ line, field, reason }: Refused) => {
  refused++;
  progress.say(`line ${line}: ${field ? `${field}: ` : ''}${reason}`);
};
const load = dryRun ? undefined : await import('./import/load.ts').then(async ({ loader }) => loader((await import('./import/shop.ts')).shop, refuse));

const stopShort = (error: unknown): never => {
  progress.close();
  if (!(error instanceof Refusal)) throw error;
  console.error(
    `The ${String(error.details['service'])} worker does not answer, so the import stopped around line ${lines}. Start the shop and run it again: what went in is not doubled.`,
  );
  process.exit(1);
};
let lines = 0;
try {
  for await (const entry of entriesOf(bytesOf(file), ofForeign)) {
    for (; lines < entry.line; lines++) progress.line();
    if ('reason' in entry) refuse(entry);
    else await load?.take(entry);
  }
} catch (error) {
  if (error instanceof Refusal) stopShort(error);
  refuse({ line: lines + 1, field: '', reason: `the file cannot be read on from here: ${(error as Error).message}` });
}
await load?.end().catch(stopShort);
progress.close();

const bad = `${refused} refused`;
if (load) {
  const { categories, products, unchanged, counts, rates, reviews, content, promotions } = load.loaded;
  console.log(
    `${lines} lines: ${products} products changed, ${unchanged} unchanged, ${categories} categories changed, ${counts} stock counts changed, ${rates} rates set, ${reviews} reviews and ${content} collections, pages and articles changed, ${promotions} promotions set, ${bad}`,
  );
} else console.log(`${lines} lines checked, nothing written: ${bad}`);
process.exitCode = refused > 0 ? 1 : 0;
