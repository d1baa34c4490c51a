import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeWeb, webBuild } from '../deploy/local/web.mjs';
import { inherited } from './child/env.ts';

const root = resolve(import.meta.dirname, '..');
const USAGE = `Runs the journeys in Chromium: npm run e2e -- [--base-url URL] [--grep TEXT] [--headed]

With --base-url they run against that shop; MAILBOX_URL says where its mails lie, if they can be read.
Without it a shop of their own is started on the stores of the tests and stopped afterwards.`;

const { values: options } = parseArgs({
  options: { 'base-url': { type: 'string' }, grep: { type: 'string' }, headed: { type: 'boolean' }, help: { type: 'boolean' } },
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
  const more = [...(options.grep ? ['--grep', options.grep] : []), ...(options.headed ? ['--headed'] : [])];
  const code = await spawned(['node_modules/@playwright/test/cli.js', 'test', ...more], { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1', ...environment });
  const { stats } = existsSync(report)
    ? (JSON.parse(readFileSync(report, 'utf8')) as { stats: { expected: number; unexpected: number; flaky: number } })
    : { stats: { expected: 0, unexpected: 1, flaky: 0 } };
  console.log(`${stats.expected} journeys passed, ${stats.unexpected + stats.flaky} failed`);
  return code;
}

if (options['base-url']) process.exit(await playwright({ BASE_URL: options['base-url'] }));
await makeWeb(buildWeb);
const { startStack } = await import('../tests/stack.ts');
const stack = await startStack({ web: true });
let code = 1;
try {
  await stack.import('tests/catalogue.ndjson');
  code = await playwright({ BASE_URL: stack.values['SHOP_URL'] ?? '', MAILBOX_URL: stack.values['MAILBOX_URL'] ?? '' });
} finally {
  await stack.stop();
}
process.exit(code);
