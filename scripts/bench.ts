import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { inventory } from '@kontor/contracts/inventory';
import { services, startServices } from '../deploy/local/services.mjs';
import { forget } from './child/env.ts';

const USAGE = `Measures the order path and the pages: npm run bench [-- --no-web] [--only-web] [--split] [--lives] [--shoppers N]

--no-web      leaves the web out
--only-web    leaves the order path out
--split       a process for each worker
--hot         two hundred and five hundred buyers at once for fifty pieces, and nothing else
--lives       whole lives, from the button to the parcel that leaves, and nothing else
--shoppers N  placing at so many shoppers at once, and nothing else

A shop of its own on the stores of the tests; numbers are to be read against the floor measured in the same run.`;
if (process.argv.includes('--help')) {
  console.log(USAGE);
  process.exit(0);
}
const only = Number(process.argv[process.argv.indexOf('--shoppers') + 1] ?? 0) || 0;
const split = process.argv.includes('--split');
const hot = process.argv.includes('--hot');
const lives = process.argv.includes('--lives');
const web = !only && !hot && !lives && !process.argv.includes('--no-web');
const orders = !lives && !process.argv.includes('--only-web');
const root = resolve(import.meta.dirname, '..');
forget(services.flatMap(({ variables }) => variables));
const stores = await startServices({ dataDir: resolve(root, '.kontor/test') });

/** Memory of this process's children, shared pages counted once (PSS), in MB. */
function memoryOf(processes: readonly number[]): number {
  const kilobytes = processes.map((pid) => Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0));
  return Math.round(kilobytes.reduce((sum, one) => sum + one, 0) / 1024);
}
try {
  const { startStack } = await import('../tests/stack.ts');
  const { benchCatalogue, catalogueKnown, measureAfterPayment, measureCarts, measureLives, measurePlacing } = await import('../bench/order-path.ts');
  const { measurePages, measureStockToPages } = await import('../bench/pages.ts');
  const { row } = await import('../bench/measure.ts');
  const { measureOverload } = await import('../bench/overload.ts');
  const { treeOf } = await import('../bench/cpu.ts');
  const stack = await startStack({ web, split, environment: { LOG_LEVEL: 'warn' } });
  try {
    const folder = resolve(root, '.kontor/test/bench');
    mkdirSync(folder, { recursive: true });
    const { hotCatalogue, measureHotSku } = await import('../bench/hot-sku.ts');
    writeFileSync(resolve(folder, 'catalogue.ndjson'), [benchCatalogue(), ...hotCatalogue().map((line) => JSON.stringify(line))].join('\n'));
    await stack.import(resolve(folder, 'catalogue.ndjson'));
    await catalogueKnown(stack);
    console.log(
      `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 1024 ** 3)} GiB, Node ${process.versions.node}; shop, stores and load share them\n`,
    );
    if (lives) await measureLives(stack, resolve(root, '.kontor/test'));
    if (orders && !hot) await measurePlacing(stack, resolve(root, '.kontor/test'), only ? [only] : undefined);
    if (orders && !only && !hot) {
      await measureCarts(stack);
      await measureAfterPayment(stack);
      await measureLives(stack, resolve(root, '.kontor/test'));
      const { capacity, goodput, taken, refused } = await measureOverload(stack, { sku: 'BENCH-0', total: 1_299 + 490 });
      row('three times the load: taken a second', { capacity, goodput, p50: taken.p50, p95: taken.p95 });
      row('three times the load: refused at once', refused);
    }
    if (orders && !only) await measureHotSku(stack);
    const { signer } = await import('@kontor/kit/identity');
    const { callWorker } = await import('@kontor/kit/rpc');
    const gateway = await signer(stack.gatewayKey, 'gateway');
    const call = callWorker('inventory', stack.values['INVENTORY_URL'] ?? '', () =>
      gateway.sign({ sub: 'bench', kind: 'staff', roles: ['inventory'] }, 'inventory', 60),
    );
    if (web) {
      const first = stack.values['SHOP_URL'] ?? '';
      await measurePages(first);
      const second = stack.secondWeb();
      await second.instance.start();
      await measureStockToPages([first, second.address], (counts) =>
        call(inventory.count, 'count', { counts, reason: 'correction', note: '' }, { actor: null, client: 'bench' }),
      );
    }
    row("memory of the shop's own processes (MB, PSS)", {
      sum: memoryOf(
        treeOf(process.pid)
          .slice(1)
          .filter((pid) => !readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')),
      ),
    });
  } finally {
    await stack.stop();
  }
} finally {
  await stores.stop();
}
process.exit(0);
