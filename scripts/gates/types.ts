import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Finding } from './finding.ts';

const modules = resolve(import.meta.dirname, '../../node_modules');
const run = promisify(execFile);

const Told = z.object({ stdout: z.string(), stderr: z.string() });

/** What a checker prints; it ends with another code than 0 when it finds something. */
async function printed(cwd: string, script: string, args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  const command = [resolve(modules, script), ...args];
  return run(process.execPath, command, { cwd, maxBuffer: 64 * 1024 * 1024 }).catch((error: unknown) => {
    const told = Told.safeParse(error);
    if (told.success) return told.data;
    throw error;
  });
}

/** An answer that is no JSON is a checker that broke: it must not look like no finding. */
function answerOf<S extends z.ZodType>(schema: S, checker: string, { stdout, stderr }: { stdout: string; stderr: string }): z.output<S> {
  try {
    return schema.parse(JSON.parse(stdout));
  } catch {
    throw new Error(`${checker} gave no answer: ${(stderr || stdout).trim().slice(0, 2_000)}`);
  }
}

const Findings = z.array(z.object({ path: z.string(), line: z.number(), sentence: z.string() }));

async function compiled(cwd: string, project: string): Promise<Finding[]> {
  return answerOf(Findings, `the compiler on ${project}`, await printed(cwd, resolve(import.meta.dirname, 'compile.ts'), [project]));
}

const BiomeAnswer = z.object({
  diagnostics: z.array(
    z.object({
      category: z.string().nullish(),
      location: z.object({ path: z.string(), start: z.object({ line: z.number() }).optional() }),
      message: z.string(),
    }),
  ),
});

async function formatAndLint(cwd: string): Promise<Finding[]> {
  const args = ['check', '--reporter=json', '--max-diagnostics=none', '--diagnostic-level=warn', '--colors=off', '.'];
  const { diagnostics } = answerOf(BiomeAnswer, 'biome', await printed(cwd, '@biomejs/biome/bin/biome', args));
  return diagnostics.map(({ category, location: { path, start }, message }) => ({
    path,
    line: Math.max(1, start?.line ?? 1),
    sentence: category === 'format' ? 'is not formatted: npx biome format --write' : `${message} (${category ?? 'biome'})`,
  }));
}

/** Gate 1: types and the lint that needs them on each project, formatter and linter on all. Side by side: each is one process. */
export async function typesGate(cwd: string, projects: readonly string[]): Promise<Finding[]> {
  const checks = [...projects.map((project) => compiled(cwd, project)), formatAndLint(cwd)];
  return (await Promise.all(checks)).flat();
}

/** Makes what the compiler needs and git does not keep: Prisma's clients and Next's route types. */
export async function prepareTypes(root: string): Promise<void> {
  await run(process.execPath, [resolve(root, 'scripts/generate.ts')], { cwd: root });
  await run(process.execPath, [resolve(modules, 'next/dist/bin/next'), 'typegen', 'web'], { cwd: root });
}
