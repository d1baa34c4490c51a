import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { openFolders } from '../deploy/local/folders.mjs';
import { ensureStripeMock } from '../deploy/local/stripe-mock.mjs';

const READY_MS = 30_000;

const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Stripe's own stateless server as a process of its own; null, with a loud word, where it is not to be had. */
export async function startStripeMock(): Promise<{ url: string; stop: () => void } | null> {
  const program = await ensureStripeMock(openFolders(), (text: string) => console.error(text)).catch((error: unknown) => {
    console.error(`\n!!! THE STRIPE ADAPTER IS NOT HELD AGAINST STRIPE'S OWN DESCRIPTION: ${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  });
  if (program === null) return null;
  const port = await freePort();
  const child = spawn(program, ['-http-addr', `127.0.0.1:${port}`, '-https-addr', '127.0.0.1:0'], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  for (const deadline = Date.now() + READY_MS; ; ) {
    if (await fetch(url, { signal: AbortSignal.timeout(1_000) }).catch(() => null)) break;
    if (Date.now() > deadline || child.exitCode !== null) throw new Error('stripe-mock does not answer');
    await new Promise((done) => setTimeout(done, 50));
  }
  return { url, stop: () => void child.kill() };
}
