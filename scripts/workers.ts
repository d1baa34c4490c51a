import { workers, type Worker } from '@kontor/contracts/events';

const named = process.argv.slice(2);
const unknown = named.filter((name) => !workers.includes(name as Worker));
if (unknown.length > 0) {
  console.error(`There is no worker called ${unknown.join(', ')}. The workers are ${workers.join(', ')}.`);
  process.exit(2);
}

/** Several workers in one process: they still speak over broker and loopback HTTP only. */
await Promise.all((named.length > 0 ? named : workers).map((name) => import(`../workers/${name}/main.ts`)));
