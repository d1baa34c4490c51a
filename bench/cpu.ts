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

/** CPU milliseconds so far by part: the load (this process), its children by name, and the stores that run for it. */
export function cpuByPart(storesFolder: string): Map<string, number> {
  const parts = new Map([['load', cpuOf(process.pid)]]);
  const count = (name: string, ms: number) => parts.set(name, (parts.get(name) ?? 0) + ms);
  const stores = globSync(resolve(storesFolder, 'run/*.json')).map((file) => JSON.parse(readFileSync(file, 'utf8')) as { name: string; pid: number });
  const theirs = new Set(stores.flatMap(({ pid }) => treeOf(pid)));
  for (const pid of treeOf(process.pid).slice(1)) if (!theirs.has(pid)) count(nameOf(pid), cpuOf(pid));
  for (const { name, pid } of stores) if (existsSync(`/proc/${pid}`)) for (const one of treeOf(pid)) count(name, cpuOf(one));
  return parts;
}

/** CPU milliseconds between two readings, each part's share of `count`, largest first; what rounds to nothing is left out. */
export function cpuEach(before: Map<string, number>, after: Map<string, number>, count: number): Record<string, number> {
  const each = [...after].map(([name, ms]) => [name, Math.round(((ms - (before.get(name) ?? 0)) / count) * 100) / 100] as const);
  const shown = each.filter(([, ms]) => ms >= 0.02).sort(([, a], [, b]) => b - a);
  return { sum: Math.round(shown.reduce((sum, [, ms]) => sum + ms, 0) * 100) / 100, ...Object.fromEntries(shown) };
}
