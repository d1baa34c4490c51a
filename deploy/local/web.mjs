import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './folders.mjs';
import { fingerprint, isFresh, noteFresh } from './freshness.mjs';

const build = join(root, 'web/.next');
/** The folder that is pushed to Cloud Foundry; a laptop and the tests run the very same. */
export const packedWeb = join(root, 'dist/web');
export const webServer = join(packedWeb, 'web/server.js');
/** Arguments for Node that build the web. */
export const webBuild = [join(root, 'node_modules/next/dist/bin/next'), 'build', 'web'];

/** Builds and packs the web unless the folder is made of these sources already; true when something was made. `run` builds it. */
export async function makeWeb(run) {
  const sources = fingerprint(['web', 'contracts', 'next.config.ts', 'package-lock.json']);
  const built = join(build, 'made-from');
  if (!isFresh(built, sources)) {
    await run();
    noteFresh(built, sources);
  }
  const packed = join(packedWeb, '.made-from');
  const print = `${sources} ${fingerprint(['public', 'deploy/local/web.mjs'])}`;
  if (isFresh(packed, print)) return false;
  packWeb();
  noteFresh(packed, print);
  return true;
}

function packWeb() {
  rmSync(packedWeb, { recursive: true, force: true });
  cpSync(join(build, 'standalone'), packedWeb, { recursive: true });
  cpSync(join(build, 'static'), join(packedWeb, 'web/.next/static'), { recursive: true });
  cpSync(join(root, 'public'), join(packedWeb, 'web/public'), { recursive: true });
  // Next looks for the cache handlers of pages one folder too high when the web lies in a folder of its own; both ways lead to one store.
  mkdirSync(join(packedWeb, 'cache'));
  for (const name of ['pages', 'values']) {
    if (!existsSync(join(packedWeb, `web/cache/${name}.ts`))) throw new Error(`web/cache/${name}.ts is not in the build: pages could not be kept.`);
    writeFileSync(join(packedWeb, `cache/${name}.ts`), `export { default } from '../web/cache/${name}.ts';\n`);
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const about = { name: 'kontor-web', version, private: true, type: 'module', engines: { node: '24.x' }, scripts: { start: 'node web/server.js' } };
  writeFileSync(join(packedWeb, 'package.json'), `${JSON.stringify(about, null, 2)}\n`);
}
