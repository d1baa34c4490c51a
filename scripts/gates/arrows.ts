import { posix } from 'node:path';
import { workers } from '@kontor/contracts/events';
import type { Finding, SourceFile } from './finding.ts';
import { importsOf, isCode } from './syntax.ts';

/** What a part may import beside itself. Parts that are not named (scripts, tests, bench) may import everything. */
const arrows: Record<string, readonly string[]> = {
  contracts: [],
  kit: ['contracts'],
  workers: ['contracts', 'kit'],
  bff: ['contracts', 'kit'],
  web: ['contracts'],
  simulators: ['contracts'],
  prisma: [],
  deploy: [],
  public: [],
};
/** The gateway knows a worker by its types, the web the gateway by its router's type. */
const typeArrows: Record<string, readonly string[]> = { bff: ['workers'], web: ['bff'] };

const isTest = (path: string): boolean => path.endsWith('.test.ts') || /^(kit|workers\/[^/]+)\/testing(\.ts|\/)/.test(path);
const partOf = (path: string): string => path.split('/')[0] ?? '';
const workerOf = (path: string): string | null => /^workers\/([^/]+)\//.exec(path)?.[1] ?? null;

/** Where an import goes: a path from the root, or null for Node's own and for packages. */
function targetOf(from: string, specifier: string): string | null {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  if (specifier.startsWith('@/')) return `web/${specifier.slice(2)}`;
  const [, name, rest = ''] = /^@kontor\/([^/]+)(.*)$/.exec(specifier) ?? [];
  if (!name) return null;
  return `${workers.some((worker) => worker === name) ? `workers/${name}` : name}${rest}`;
}

function domainFinding(path: string, specifier: string, target: string | null, typeOnly: boolean): string | null {
  const worker = workerOf(path);
  if (!worker || !/^workers\/[^/]+\/domain(\.ts|\/)/.test(path)) return null;
  if (target === null) {
    return typeOnly || /^(zod|node:util|node:assert.*)$/.test(specifier)
      ? null
      : `a rule is pure: ${specifier} does not belong in the domain; pass in what it gives`;
  }
  if (partOf(target) === 'contracts' || (partOf(target) === 'kit' && typeOnly)) return null;
  if (partOf(target) === 'kit') return `the domain takes types only from kit: use import type, or pass in what ${specifier} gives`;
  const keepsOrCalls = new RegExp(`^workers/${worker}/(store|api|events|asks|env|main)(\\.ts|/|$)`);
  return keepsOrCalls.test(target) && !typeOnly ? `a rule is pure: it does not import ${posix.basename(target)}; pass in what it gives` : null;
}

function ourFinding(path: string, specifier: string, target: string, typeOnly: boolean): string | null {
  const part = partOf(path);
  const to = partOf(target);
  if (isTest(path) && to === 'simulators') return null;
  if (part === 'workers') {
    const worker = workerOf(path);
    const other = workerOf(`${target}/`);
    if (to === 'workers' && other !== worker) return `a worker never imports another: hear the events of ${other} and keep what is needed of it`;
    if (to === 'workers' || (to === 'prisma' && target.startsWith(`prisma/${worker}/`))) return null;
    if (to === 'prisma') return `the tables behind ${specifier} belong to another worker`;
  }
  const allowed = arrows[part];
  if (!allowed || to === part || allowed.includes(to)) return null;
  if (!typeArrows[part]?.includes(to)) return `${part} does not import ${to}`;
  return typeOnly ? null : `${part} knows ${to} by its types only: use import type`;
}

/** The browser asks its own origin, so only its code may open a client beside the one door. */
function doorFinding(file: SourceFile, specifier: string, typeOnly: boolean): string | null {
  const inside = file.path.startsWith('web/') && file.path !== 'web/bff.ts' && !isTest(file.path);
  if (!inside || typeOnly || specifier !== '@trpc/client' || /^\s*['"]use client['"]/.test(file.text)) return null;
  return 'the web reaches the gateway only through web/bff.ts';
}

function packageFinding(path: string, specifier: string): string | null {
  if (specifier.startsWith('node:')) return path.startsWith('contracts/') ? 'contracts run in the browser too: no module of Node' : null;
  if (path.startsWith('contracts/') && specifier !== 'zod') return `contracts import zod only, not ${specifier}`;
  if (/^(deploy\/local|scripts)\/.*\.mjs$/.test(path)) return `this runs before packages are installed: ${specifier} may not be there`;
  return null;
}

/** Gate 3: who may import whom, from the imports as they stand in the syntax tree. */
export function arrowsGate(files: readonly SourceFile[]): Finding[] {
  return files.filter(isCode).flatMap((file) => {
    const { path } = file;
    return importsOf(file).flatMap(({ specifier, line, typeOnly }): Finding[] => {
      const say = (sentence: string | null): Finding[] => (sentence ? [{ path, line, sentence }] : []);
      if (specifier === null)
        return say(partOf(path) in arrows && !isTest(path) ? 'imports a path that is computed, so nobody can see where it goes: write it out' : null);
      const target = targetOf(path, specifier);
      const where = target === null ? packageFinding(path, specifier) : ourFinding(path, specifier, target, typeOnly);
      return say(where ?? domainFinding(path, specifier, target, typeOnly) ?? doorFinding(file, specifier, typeOnly));
    });
  });
}
