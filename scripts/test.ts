import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { ensureChromium } from '../deploy/local/install.mjs';
import { services, startServices } from '../deploy/local/services.mjs';
import { forget, inherited, setVariable } from './child/env.ts';

const root = resolve(import.meta.dirname, '..');
const USAGE = `Runs the tests: npm test -- [KIND…] [--only NAME]

  rules        pure rules, no store
  components   one worker each, on real stores
  contracts    stored samples, layout, documents
  stories      the whole shop as processes: the story both ways, and the faults
  journeys     the shop in Chromium
  long         stores that hang or vanish, workers twice over; only when named

  --only NAME  only files whose path contains NAME

Without a kind all but the long ones run. Stores of their own are started in .kontor/test; a shop that runs beside is left alone.`;

const usual = ['rules', 'components', 'contracts', 'stories', 'journeys'] as const;
const kinds = [...usual, 'long'] as const;
type Kind = (typeof kinds)[number];
const args = process.argv.slice(2);
const at = args.indexOf('--only');
const only = at >= 0 ? (args.splice(at, 2)[1] ?? '') : '';
const unknown = args.filter((arg) => !kinds.includes(arg as Kind));
if (unknown.length > 0) {
  console.log(USAGE);
  process.exit(unknown.includes('--help') ? 0 : 2);
}
const wanted = new Set<Kind>(args.length > 0 ? (args as Kind[]) : usual);

const all = globSync('{contracts,kit,bff,workers,simulators,web,scripts,prisma,deploy,tests}/**/*.test.{ts,tsx}', {
  cwd: root,
  exclude: (path) => /node_modules|\.next|violating|e2e/.test(path),
})
  .filter((path) => path.includes(only))
  .sort();
/** What needs a store says so by the test kit it imports. */
const kindOf = (path: string): Kind => {
  if (/^tests\/(story|faults)/.test(path)) return 'stories';
  if (path.startsWith('tests/long/')) return 'long';
  if (/^(tests|contracts)\//.test(path)) return 'contracts';
  const needsStores = /from '(@kontor\/kit\/testing|\.\.?\/testing)/.test(readFileSync(resolve(root, path), 'utf8'));
  return needsStores && !path.startsWith('simulators/') ? 'components' : 'rules';
};
const filesOf = (kind: Kind) => all.filter((path) => kindOf(path) === kind).map((path) => resolve(root, path));

/** What a file may take; the longest needs two minutes on a machine of its own. */
const MOST_MS = 600_000;

let passed = 0;
let failed = 0;
/** What is said again at the very end, where it is found: the tests that failed, and why. */
const toTell: string[] = [];

type Outcome = { passed: number; failed: number; failing: Set<string> };

/** Runs test files with node's own runner, each in a process of its own; gives how many tests passed, and which files to blame for the others. */
async function runOnce(files: string[], concurrency: number, tryNumber: number): Promise<Outcome> {
  const outcome: Outcome = { passed: 0, failed: 0, failing: new Set() };
  const stream = run({ files, concurrency, timeout: MOST_MS });
  stream.on('test:summary', ({ file, counts }) => {
    if (file !== undefined) return;
    outcome.passed = counts.passed;
    outcome.failed = counts.tests - counts.passed - counts.skipped - counts.todo;
  });
  // A file that ends before it says anything fails as a test that has its name.
  stream.on('test:fail', ({ file = '', name, details: { error } }) => {
    outcome.failing.add(files.includes(file) ? file : resolve(root, name));
    const cause = error.cause instanceof Error ? error.cause : error;
    toTell.push(`✖ ${relative(root, file)}: ${name}${tryNumber > 1 ? `, try ${tryNumber}` : ''}\n    ${String(cause).replaceAll('\n', '\n    ')}`);
  });
  await pipeline(stream, new spec(), async (lines) => {
    for await (const line of lines) process.stdout.write(line as string);
  });
  return outcome;
}

/**
 * With `tries` a file that failed is run again: what drives whole processes on a machine that others use too meets a stall now and
 * then. What passes only then is named at the end all the same, for it may be a race of ours.
 */
async function runFiles(title: string, files: string[], { concurrency, tries = 1 }: { concurrency: number; tries?: number }): Promise<void> {
  if (files.length === 0) return;
  console.log(`\n— ${title}: ${files.length} files`);
  let outcome = await runOnce(files, concurrency, 1);
  passed += outcome.passed;
  for (let tryNumber = 2; tryNumber <= tries && outcome.failed > 0; tryNumber++) {
    const again = files.filter((file) => outcome.failing.has(file));
    if (again.length === 0) break;
    console.log(`\n— ${title}, try ${tryNumber}: ${again.length} files`);
    const next = await runOnce(again, concurrency, tryNumber);
    passed += Math.max(0, outcome.failed - next.failed);
    outcome = next;
  }
  failed += outcome.failed;
}

async function runScript(script: string, more: string[]): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, [resolve(root, script), ...more], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    process.stdout.write(chunk);
  });
  const code = await new Promise<number>((done) => child.on('exit', (exit) => done(exit ?? 1)));
  return { code, output };
}

/** What the person's environment says of stores is not for tests: they would be filled with test data. */
function forgetStores(): void {
  forget([...services.flatMap(({ variables }) => variables), 'VCAP_SERVICES']);
}

async function main(): Promise<void> {
  const { code } = await runScript('scripts/generate.ts', []);
  if (code !== 0) throw new Error('the Prisma clients could not be generated');
  if (wanted.has('rules')) await runFiles('rules', filesOf('rules'), { concurrency: 2 });
  if (wanted.has('contracts')) await runFiles('contracts', filesOf('contracts'), { concurrency: 2 });
  if (!(['components', 'stories', 'journeys', 'long'] as const).some((kind) => wanted.has(kind))) return;

  forgetStores();
  console.log("\n— starting stores of the tests' own in .kontor/test");
  const stores = await startServices({
    dataDir: resolve(root, '.kontor/test'),
    onProgress: (name: string, text: string, seconds?: number) => console.log(`  ${name} ${text}${seconds === undefined ? '' : ` (${seconds.toFixed(1)} s)`}`),
  });
  try {
    if (wanted.has('components')) await runFiles('components', filesOf('components'), { concurrency: 2 });
    if (wanted.has('stories')) await runFiles('stories', filesOf('stories'), { concurrency: 1, tries: 2 });
    if (wanted.has('long')) await runFiles('long', filesOf('long'), { concurrency: 1 });
    if (wanted.has('journeys')) await runJourneys();
  } finally {
    await stores.stop();
  }
}

async function runJourneys(): Promise<void> {
  console.log('\n— journeys in Chromium');
  if (!inherited()['CHROMIUM']) setVariable('CHROMIUM', await ensureChromium((text: string) => console.log(`  ${text}`)));
  const { code, output } = await runScript('scripts/e2e.ts', only ? ['--grep', only] : []);
  const counts = /(\d+) journeys passed.*, (\d+) failed/.exec(output);
  passed += Number(counts?.[1] ?? 0);
  failed += Number(counts?.[2] ?? 0) || (code === 0 ? 0 : 1);
}

const began = Date.now();
try {
  await main();
} catch (error) {
  failed++;
  console.error(error instanceof Error ? error.message : error);
}
if (passed + failed === 0) {
  console.error('No test ran.');
  failed++;
}
if (toTell.length > 0) console.log(`\nFailed, if only at the first try:\n${toTell.join('\n')}`);
console.log(`\nin ${Math.round((Date.now() - began) / 1000)} s\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
