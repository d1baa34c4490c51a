import { setVariable } from './child/env.ts';
import { prisma } from './prisma.ts';

/** Migrates one worker's database at a given address: `node scripts/migrate-one.ts WORKER ADDRESS`. */
const [worker, address] = process.argv.slice(2);
if (!worker || !address) {
  console.error('Say which worker and at which address: migrate-one.ts WORKER ADDRESS');
  process.exit(2);
}
setVariable(`${worker.toUpperCase()}_DATABASE_URL`, address);
await prisma(worker, ['migrate', 'deploy']);
