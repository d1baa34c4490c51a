import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { inherited } from './child/env.ts';

const USAGE = `Looks whether every promise about money, stock and orders holds, over all stores: npm run doctor -- [--repair] [--dry-run] [--settle SECONDS] [--json]

  --repair    mends what can be mended, by the workers' own ways, and looks again
  --dry-run   says what --repair would do, and does nothing
  --settle    how long something may be merely under way (15)
  --json      one JSON document instead of sentences

Exit code 1 when something is found (with --repair: when something is left).`;

const { values: options } = parseArgs({
  options: {
    repair: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
    settle: { type: 'string', default: '15' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const seconds = Number(options.settle);
if (options.help || !(seconds >= 0 && seconds <= 3_600)) {
  console.log(options.help ? USAGE : `--settle takes seconds from 0 to 3600, not ${options.settle}.\n\n${USAGE}`);
  process.exit(options.help ? 0 : 2);
}

const { addresses } = await import('./doctor/env.ts');
const { examine } = await import('./doctor/examine.ts');
const { inWords } = await import('./doctor/finding.ts');
const { mendAll } = await import('./doctor/repairs.ts');
const { openStores } = await import('./doctor/stores.ts');

async function reindex(): Promise<void> {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, 'reindex.ts')], { env: inherited(), stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('the search index was not built anew');
}

const say = (text: string) => {
  if (!options.json) console.log(text);
};
const stores = await openStores(addresses);
try {
  const settleMs = seconds * 1000;
  let report = await examine(stores, { settleMs });
  const found = report.findings;
  for (const { promised, sentence, wayOn, repairs } of found) {
    say(`${promised.padEnd(4)} ${sentence}`);
    say(`     ${repairs.length > 0 ? `Can be repaired: ${repairs.map(inWords).join('; ')}.` : wayOn}`);
  }
  let failures: string[] = [];
  if (options.repair && !options['dry-run'] && found.length > 0) {
    failures = await mendAll(stores, found, reindex);
    for (const failure of failures) say(`     Not repaired: ${failure}`);
    report = await examine(stores, { settleMs: Math.max(settleMs, 15_000) });
    for (const { promised, sentence, wayOn } of report.findings) say(`left ${promised.padEnd(4)} ${sentence} ${wayOn}`);
  }
  for (const skipped of report.skipped) say(`—    ${skipped}`);
  const left = report.findings.length;
  say(`${report.orders} orders looked at, ${found.length} ${found.length === 1 ? 'finding' : 'findings'}${options.repair ? `, ${left} left` : ''}.`);
  if (options.json) {
    const shown = found.map(({ repairs, ...finding }) => ({ ...finding, repairs: repairs.map(inWords) }));
    console.log(
      JSON.stringify({ orders: report.orders, findings: shown, left: report.findings.map(({ sentence }) => sentence), failures, skipped: report.skipped }),
    );
  }
  process.exitCode = left > 0 ? 1 : 0;
} catch (error) {
  console.error(`The doctor could not look at everything: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
} finally {
  await stores.close().catch(() => undefined);
}
