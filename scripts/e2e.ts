import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeWeb, webBuild } from '../deploy/local/web.mjs';
import { inherited } from './child/env.ts';

const root = resolve(import.meta.dirname, '..');
const USAGE = `Runs the journeys in Chromium: npm run e2e -- [--base-url URL] [--seed] [--grep TEXT] [--headed]

With --base-url they run against that shop; MAILBOX_URL says where its mails lie, if they can be read. --seed first imports the goods
that the journeys buy (tests/catalogue.ndjson) into the shop that runs on this machine, or the one the environment names.
Without it a shop of their own is started on the stores of the tests and stopped afterwards. DEMO_PASSWORD opens the
demo accounts: without it the journeys of staff are left out. More in docs/testing.md.`;

const { values: options } = parseArgs({
  options: {
    'base-url': { type: 'string' },
    seed: { type: 'boolean' },
    grep: { type: 'string' },
    headed: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}

async function buildWeb(): Promise<void> {
  console.log('  building the web');
  const code = await spawned(webBuild, { NODE_ENV: 'production' });
  if (code !== 0) throw new Error('the web does not build');
}

function spawned(args: string[], environment: Record<string, string>): Promise<number> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: inherited(environment) });
  return new Promise((done) => child.on('exit', (code) => done(code ?? 1)));
}

async function playwright(environment: Record<string, string>): Promise<number> {
  const report = resolve(root, 'test-results/report.json');
  rmSync(report, { force: true });
  // Who asks for some gets those: without the ones that would have to come before them.
  const more = [...(options.grep ? ['--grep', options.grep, '--no-deps'] : []), ...(options.headed ? ['--headed'] : [])];
  const code = await spawned(['node_modules/@playwright/test/cli.js', 'test', ...more], { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1', ...environment });
  const { stats } = existsSync(report)
    ? (JSON.parse(readFileSync(report, 'utf8')) as { stats: { expected: number; unexpected: number; flaky: number } })
    : { stats: { expected: 0, unexpected: 1, flaky: 0 } };
  const again = stats.flaky > 0 ? ` (${stats.flaky} of them at the second try: named above as flaky, to be looked at)` : '';
  console.log(`${stats.expected + stats.flaky} journeys passed${again}, ${stats.unexpected} failed`);
  return code;
}

const GOODS = 'tests/catalogue.ndjson';

if (options['base-url']) {
  if (options.seed && (await spawned(['scripts/import.ts', GOODS], {})) !== 0) process.exit(1);
  process.exit(await playwright({ BASE_URL: options['base-url'] }));
}
await makeWeb(buildWeb);
const { startStack } = await import('../tests/stack.ts');
const { openHouse } = await import('../tests/house.ts');
// Each worker in a process of its own, so that one can die alone.
const stack = await startStack({ web: true, split: true, environment: { CLOCK_MOVABLE: '1' } });
const house = await openHouse(stack);
let code = 1;
try {
  await stack.import(GOODS);
  await stack.openAccounts();
  code = await playwright({
    BASE_URL: stack.values['SHOP_URL'] ?? '',
    MAILBOX_URL: stack.values['MAILBOX_URL'] ?? '',
    HOUSE_URL: house.url,
    DEMO_PASSWORD: stack.values['DEMO_PASSWORD'] ?? '',
  });
} finally {
  house.close();
  await stack.stop();
}
process.exit(code);
