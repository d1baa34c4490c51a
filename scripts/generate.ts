import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { prisma } from './prisma.ts';

const folder = resolve(import.meta.dirname, '../prisma');

/** The workers with a Prisma schema. */
const prismaWorkers = (): string[] => readdirSync(folder).filter((name) => existsSync(resolve(folder, name, 'schema.prisma')));

/** Generates the client of a worker unless its schema is the one it was made from. */
async function generate(worker: string): Promise<void> {
  const schema = readFileSync(resolve(folder, worker, 'schema.prisma'));
  const lock = readFileSync(resolve(folder, '../node_modules/prisma/package.json'));
  const hash = createHash('sha256').update(schema).update(lock).digest('hex');
  const stamp = resolve(folder, worker, 'generated/made-from');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  await prisma(worker, ['generate']);
  writeFileSync(stamp, hash);
  console.log(`generated the client of ${worker}`);
}

if (import.meta.main) {
  const named = process.argv.slice(2);
  for (const worker of named.length > 0 ? named : prismaWorkers()) await generate(worker);
}
