import { existsSync, globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const MS_PER_TICK = 10;

const childrenOf = (pid: number): number[] =>
  globSync(`/proc/${pid}/task/*/children`).flatMap((file) => read(file).trim().split(' ').filter(Boolean).map(Number));

/** A process and all that descend from it. */
export const treeOf = (pid: number): number[] => [pid, ...childrenOf(pid).flatMap(treeOf)];

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // A process may end between being listed and being read.
    return '';
  }
};

/** CPU milliseconds of a process so far, in the kernel's ticks of 10 ms (proc(5): utime and stime are fields 14 and 15). */
function cpuOf(pid: number): number {
  const [user = 0, system = 0] = read(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user + system) * MS_PER_TICK;
}

/** What a process is in the report: a worker's name, `workers`, `gateway`, `web`, or what its command says. */
function nameOf(pid: number): string {
  const command = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ');
  const worker = /workers\/(\w+)\/main\.ts/.exec(command)?.[1];
  if (worker) return worker;
  if (command.includes('scripts/workers.ts')) return 'workers';
  if (command.includes('bff/main.ts')) return 'gateway';
  if (command.includes('server.js')) return 'web';
  return command.includes('simulators/') ? 'simulators' : 'other';
}

/** CPU milliseconds so far of each process that has a part in it: the load (this process), its children, and the stores that run for it. */
export function cpuSoFar(storesFolder: string): Map<number, { part: string; ms: number }> {
  const processes = new Map([[process.pid, { part: 'load', ms: cpuOf(process.pid) }]]);
  const stores = globSync(resolve(storesFolder, 'run/*.json')).map((file) => JSON.parse(readFileSync(file, 'utf8')) as { name: string; pid: number });
  for (const { name, pid } of stores) if (existsSync(`/proc/${pid}`)) for (const one of treeOf(pid)) processes.set(one, { part: name, ms: cpuOf(one) });
  for (const pid of treeOf(process.pid)) if (!processes.has(pid)) processes.set(pid, { part: nameOf(pid), ms: cpuOf(pid) });
  return processes;
}

/** CPU milliseconds between two readings, each part's share of `count`, largest first; what rounds to nothing is left out. */
export function cpuEach(before: ReturnType<typeof cpuSoFar>, after: ReturnType<typeof cpuSoFar>, count: number): Record<string, number> {
  const parts = new Map<string, number>();
  for (const [pid, { part, ms }] of after) parts.set(part, (parts.get(part) ?? 0) + (ms - (before.get(pid)?.ms ?? 0)) / count);
  const toHundredth = (ms: number) => Math.round(ms * 100) / 100;
  const shown = [...parts].filter(([, ms]) => ms >= 0.02).sort(([, a], [, b]) => b - a);
  return { sum: toHundredth(shown.reduce((sum, [, ms]) => sum + ms, 0)), ...Object.fromEntries(shown.map(([part, ms]) => [part, toHundredth(ms)])) };
}
