import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { services, startServices } from '../deploy/local/services.mjs';
import { forget } from './child/env.ts';

const USAGE = `Many buyers against the real processes while things go wrong: npm run simulate -- [--seed N] [--buyers B] [--minutes M] [--plan]

  --seed      what happens is drawn from it; the same seed draws the same plan (1)
  --buyers    how many (40)
  --minutes   goes on with the next seeds until so many minutes are over; without it one seed
  --plan      prints the plan and does nothing

A shop of its own on the stores of the tests. Exit code 1 when the doctor finds anything afterwards.`;

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    buyers: { type: 'string', default: '40' },
    minutes: { type: 'string', default: '0' },
    plan: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const asked = z
  .object({ seed: z.coerce.number().int().min(0), buyers: z.coerce.number().int().min(1).max(5_000), minutes: z.coerce.number().min(0).max(1_440) })
  .safeParse(options);
if (options.help || !asked.success) {
  const wrong = asked.success ? '' : `${asked.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('; ')}\n\n`;
  console.log(`${wrong}${USAGE}`);
  process.exit(options.help ? 0 : 2);
}
const { seed: first, buyers, minutes } = asked.data;

const root = resolve(import.meta.dirname, '..');
const TEST_DATA = resolve(root, '.kontor/test');

/** Whether stores of the tests run already: those are used, and left as they are. */
async function areUp(): Promise<boolean> {
  const file = resolve(TEST_DATA, 'env.json');
  if (!existsSync(file)) return false;
  const { ORDER_DATABASE_URL } = z.object({ ORDER_DATABASE_URL: z.url() }).parse(JSON.parse(readFileSync(file, 'utf8')));
  const { hostname, port } = new URL(ORDER_DATABASE_URL);
  return new Promise((done) => {
    const socket = connect({ host: hostname, port: Number(port) }, () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}

const { planOf } = await import('../tests/simulation/plan.ts');
if (options.plan) {
  console.log(JSON.stringify(planOf(first, buyers), null, 2));
  process.exit(0);
}

const counted = (phases: Record<string, number>): string =>
  Object.entries(phases)
    .map(([phase, count]) => `${count} ${phase}`)
    .join(', ') || 'none';

forget(services.flatMap(({ variables }) => variables));
const stores = (await areUp()) ? null : await startServices({ dataDir: TEST_DATA });
let found = 0;
try {
  const { startStack } = await import('../tests/stack.ts');
  const { simulate } = await import('../tests/simulation/run.ts');
  const stack = await startStack({ split: true });
  try {
    const deadline = Date.now() + minutes * 60_000;
    for (let seed = first; seed === first || Date.now() < deadline; seed++) {
      const plan = planOf(seed, buyers);
      console.log(
        `seed ${seed}: ${buyers} buyers, cards charged ${plan.capture}, ${plan.disturbances.map((one) => `${one.what} ${'worker' in one ? one.worker : 'fault' in one ? `${one.simulator} ${one.fault.kind}` : one.sku}`).join(', ')}`,
      );
      const { report, phases, replacements, seconds } = await simulate(stack, plan);
      console.log(`  orders: ${counted(phases)}; replacements: ${counted(replacements)}; in ${seconds} s, ${report.findings.length} findings`);
      for (const { promised, sentence, wayOn } of report.findings) console.log(`  ${promised} ${sentence} ${wayOn}`);
      found += report.findings.length;
      if (report.findings.length > 0) console.log(`  The same again: npm run simulate -- --seed ${seed} --buyers ${buyers}`);
    }
  } finally {
    await stack.stop();
  }
} finally {
  await stores?.stop();
}
process.exit(found > 0 ? 1 : 0);
