import './testing/env.ts';
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { describe, test } from 'node:test';
import { until } from './testing.ts';

const MOST_MS = 9_500;

async function started(...args: string[]) {
  const child: ChildProcess = spawn(process.execPath, [resolve(import.meta.dirname, 'testing/slow.ts'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout?.on('data', (part: Buffer) => (output += part.toString()));
  const says = (text: string) => until(async () => output.includes(text), `the process says ${text}`);
  await says('http');
  const exit = once(child, 'exit') as Promise<[number | null, string | null]>;
  return { child, address: output.trim(), says, output: () => output, exit };
}

describe('how a process ends', { concurrency: true }, () => {
  test('on SIGTERM the request under way is answered, nobody new is let in, and what was opened last is closed first', async () => {
    const { child, address, says, output, exit } = await started();
    const answer = fetch(`${address}/slow`).then(async (response) => [response.status, await response.json()]);
    await says('asked');
    const began = Date.now();
    child.kill('SIGTERM');
    await until(
      async () =>
        fetch(`${address}/livez`).then(
          () => false,
          () => true,
        ),
      'the door is shut',
    );
    assert.doesNotMatch(output(), /closed/);
    child.kill('SIGUSR2');
    assert.deepEqual(await answer, [200, { answered: true }]);
    assert.deepEqual(await exit, [0, null]);
    assert.ok(Date.now() - began < MOST_MS);
    assert.deepEqual(output().trim().split('\n').slice(-2), ['door closed', 'store closed']);
  });

  test('whatever hangs, a process is gone 9.5 seconds after SIGTERM', async () => {
    const { child, exit } = await started('hang');
    const began = Date.now();
    child.kill('SIGTERM');
    assert.deepEqual(await exit, [1, null]);
    assert.ok(Date.now() - began < MOST_MS, `${Date.now() - began} ms`);
  });

  test('an error nobody caught ends the process, in order', async () => {
    const { address, output, exit } = await started();
    await fetch(`${address}/break`).catch(() => undefined);
    assert.deepEqual(await exit, [1, null]);
    assert.match(output(), /door closed\nstore closed/);
  });
});
