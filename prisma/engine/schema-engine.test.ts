import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

const engine = (args: string[], input = '') =>
  spawnSync(process.execPath, [join(import.meta.dirname, 'schema-engine.mjs'), ...args], { encoding: 'utf8', input });

test('an engine that is asked nothing fails', () => {
  const { status, stderr } = engine([]);
  assert.equal(status, 1);
  assert.match(stderr, /asked nothing/);
});

test('a command that it does not know fails', () => {
  const { status, stderr } = engine(['cli', 'make-coffee', '--datasource', '{"url":"postgresql://a:b@127.0.0.1:1/c"}']);
  assert.equal(status, 1);
  assert.match(stderr, /no command make-coffee/);
});

test('a database that cannot be reached fails with the code of Prisma for it', () => {
  const { status, stderr } = engine(['cli', 'can-connect-to-database', '--datasource', '{"url":"postgresql://a:b@127.0.0.1:1/c"}']);
  assert.equal(status, 1);
  assert.match(stderr, /P1001/);
});

test('a request that it does not know is answered with an error', () => {
  const { stdout } = engine([], '{"id":7,"method":"makeCoffee","params":{}}\n');
  const answer = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as { id: number; error?: { data: { message: string } } };
  assert.equal(answer.id, 7);
  assert.ok(answer.error, 'an error, not an empty result');
});
