import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readEnv } from './env.ts';
import { tempFolder } from './testing.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const addresses = z.strictObject({ psp: z.url(), carrier: z.url(), mailbox: z.url(), smtp: z.url(), vies: z.url() });

test('the process prints its addresses as one line, answers health, and ends on SIGTERM with a request hanging', async (t) => {
  const free = {
    NODE_ENV: 'test' as const,
    PSP_PORT: '0',
    CARRIER_PORT: '0',
    MAILBOX_PORT: '0',
    SMTP_PORT: '0',
    VIES_PORT: '0',
    SIMULATOR_DATA: tempFolder(t),
  };
  const child = spawn(process.execPath, [main], { env: free, stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  const [line] = await once(createInterface(child.stdout), 'line');
  const { psp, carrier, mailbox } = addresses.parse(JSON.parse(String(line)));
  for (const url of [psp, carrier, mailbox]) {
    for (const path of ['/livez', '/readyz', '/']) assert.equal((await fetch(url + path)).status, 200);
  }
  const fault = { kind: 'timeout_before', on: 'list_sessions' };
  await fetch(`${psp}/faults`, { method: 'POST', body: JSON.stringify(fault), headers: { 'content-type': 'application/json' } });
  const authorization = `Bearer ${readEnv({}).PSP_SECRET_KEY}`;
  const hanging = assert.rejects(fetch(`${psp}/v1/sessions`, { headers: { authorization } }));
  // The fault is used up as soon as the call hangs.
  while ((await (await fetch(`${psp}/faults`)).text()) !== '{"faults":[]}');
  const asked = performance.now();
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  await hanging;
  assert.equal(code, 0);
  assert.ok(performance.now() - asked < 2000);
});

test('an unknown simulator is named, and a bad environment is explained', async () => {
  const child = spawn(process.execPath, [main, 'nonsense'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const chunks: string[] = [];
  child.stderr.on('data', (chunk) => chunks.push(String(chunk)));
  const [code] = await once(child, 'close');
  assert.equal(code, 2);
  assert.match(chunks.join(''), /no simulator named nonsense; choose from psp, carrier, mailbox, vies/);
  assert.throws(() => readEnv({ PSP_PORT: 'many' }), /PSP_PORT/);
});
