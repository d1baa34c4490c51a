import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { inherited } from './child/env.ts';

const root = resolve(import.meta.dirname, '..');
const run = promisify(execFile);

/**
 * Runs Prisma's command line for one worker. Where its own engine is not at hand, the offline engine of prisma/engine serves
 * (laptops and tests); PRISMA_SCHEMA_ENGINE_BINARY wins.
 */
export async function prisma(worker: string, args: readonly string[]): Promise<string> {
  const cli = resolve(root, 'node_modules/prisma/build/index.js');
  const config = resolve(root, 'prisma', worker, 'prisma.config.ts');
  const own = inherited();
  const { stdout } = await run(process.execPath, [cli, ...args, '--config', config], {
    cwd: root,
    maxBuffer: 32 * 1024 * 1024,
    env: {
      PRISMA_SCHEMA_ENGINE_BINARY: resolve(root, 'prisma/engine/schema-engine.mjs'),
      ...own,
      PATH: `${resolve(root, 'node_modules/.bin')}:${own['PATH'] ?? ''}`,
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      NO_COLOR: '1',
    },
  });
  return stdout;
}
