import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
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
  compileAhead();
  compressOnce(join(packedWeb, 'web/.next/static'));
  // Ours stands before Next's: it begins first and hands on what is not its own.
  renameSync(join(packedWeb, 'web/server.js'), join(packedWeb, 'web/next-server.js'));
  for (const file of ['front.ts', 'arrivals.ts', 'nonce.ts', 'cache/answers.ts']) cpSync(join(root, 'web', file), join(packedWeb, 'web', file));
  writeFileSync(join(packedWeb, 'web/server.js'), "import './front.ts';\nimport './next-server.js';\n");
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

/**
 * What every page runs as soon as it is there, React and Next's client, asks the browser to compile it while it is fetched, beside the
 * page's own thread (explicit compile hints of V8; to others it is a comment). Else it is compiled piece by piece as it is called,
 * half of the time a page takes to begin.
 */
function compileAhead() {
  const { rootMainFiles } = JSON.parse(readFileSync(join(build, 'build-manifest.json'), 'utf8'));
  for (const name of rootMainFiles) {
    const file = join(packedWeb, 'web/.next', name);
    writeFileSync(file, `//# allFunctionsCalledOnLoad\n${readFileSync(file, 'utf8')}`);
  }
}

/** Beside each script and style the same with brotli at its best, which takes too long to be done for each visitor. */
function compressOnce(folder) {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (/\.(js|css|svg)$/.test(name)) writeFileSync(join(folder, `${name}.br`), brotliCompressSync(readFileSync(join(folder, name))));
  }
}
