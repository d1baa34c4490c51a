import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { boundVariables, preferredPorts, takeShopPorts } from './environment.mjs';
import { openFolders, root } from './folders.mjs';
import { isFree, openPorts, whoListens } from './ports.mjs';
import { claim, readRecord, runRecorded, startProcess, startTime, stopProcess, waitUntilReady } from './processes.mjs';
import { openSecrets } from './secrets.mjs';

function foldersFor(t: TestContext) {
  const data = mkdtempSync(join(tmpdir(), 'kontor-'));
  t.after(() => rmSync(data, { recursive: true, force: true }));
  return openFolders(data);
}

async function takenPort(t: TestContext): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, done));
  t.after(() => server.close());
  return (server.address() as { port: number }).port;
}

const sleeper = { command: process.execPath, args: ['-e', 'setInterval(() => {}, 1000)'], env: {} };

test('a process is stopped by its record, and a second stop does nothing', async (t) => {
  const folders = foldersFor(t);
  const { record } = startProcess(folders, 'sleeper', sleeper);
  assert.equal(readRecord(folders, 'sleeper')?.pid, record.pid);
  assert.equal(await stopProcess(folders, 'sleeper'), true);
  assert.equal(startTime(record.pid), undefined);
  assert.equal(await stopProcess(folders, 'sleeper'), true);
});

test('a process number that another process has got is neither trusted nor ended', async (t) => {
  const folders = foldersFor(t);
  writeFileSync(join(folders.run, 'old.json'), JSON.stringify({ name: 'old', pid: process.pid, since: 'long ago' }));
  assert.equal(readRecord(folders, 'old'), undefined);
  await stopProcess(folders, 'old');
  assert.notEqual(startTime(process.pid), undefined);
});

test('a process that does not listen to the request is ended with its group', async (t) => {
  const folders = foldersFor(t);
  const deaf = { ...sleeper, args: ['-e', "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)"] };
  const { record, child } = startProcess(folders, 'deaf', deaf);
  const ended = new Promise((done) => child.once('exit', (_code: number, signal: string) => done(signal)));
  await stopProcess(folders, 'deaf', { signal: 'SIGCONT', grace: 100 });
  assert.equal(await ended, 'SIGKILL');
  assert.equal(startTime(record.pid), undefined);
});

test('a service that takes long is waited for while it lives, and said to be starting; one that ends is not', async (t) => {
  const folders = foldersFor(t);
  const { record } = startProcess(folders, 'slow', sleeper);
  const said: number[] = [];
  const ready = () => Promise.resolve(said.length === 3);
  await waitUntilReady(folders, record, ready, { within: 60_000, slow: 20, stillStarting: (seconds: number) => said.push(seconds) });
  assert.ok(said.every((seconds, index) => seconds >= 0.02 * (index + 1)));
  await stopProcess(folders, 'slow');
  await assert.rejects(
    waitUntilReady(folders, record, () => Promise.resolve(false), { within: 60_000 }),
    /slow ended while it started/,
  );
});

test('a program that fails is told with its last lines', async (t) => {
  const folders = foldersFor(t);
  const failing = { ...sleeper, args: ['-e', "console.error('the disk is full'); process.exit(3)"] };
  await assert.rejects(runRecorded(folders, 'import', failing), /import ended with 3[\s\S]*the disk is full/);
});

test('a name that a living process holds is refused with its address', (t) => {
  const folders = foldersFor(t);
  const { record } = startProcess(folders, 'shop', sleeper, { record: { address: 'http://localhost:3000' } });
  t.after(() => process.kill(record.pid, 'SIGKILL'));
  assert.throws(() => claim(folders, 'shop', {}, ({ address }: { address: string }) => `runs at ${address}`), /runs at http:\/\/localhost:3000/);
});

test('a taken port moves on, and the new one is kept for the next start', async (t) => {
  const folders = foldersFor(t);
  const taken = await takenPort(t);
  const moved = await openPorts(folders).take('redis', taken);
  assert.ok(moved > taken);
  assert.equal(await openPorts(folders).take('redis', taken), moved);
});

test('the process that holds a port is named', async (t) => {
  const taken = await takenPort(t);
  assert.equal(await isFree(taken), false);
  assert.match(whoListens(taken) ?? '', new RegExp(`process ${process.pid}`));
});

test('all ports of a shop differ, also when some are taken', async (t) => {
  const folders = foldersFor(t);
  const taken = await takenPort(t);
  const numbers = Object.values(await takeShopPorts(openPorts(folders), taken - 1000)) as number[];
  assert.equal(new Set(numbers).size, numbers.length);
  assert.ok(!numbers.includes(taken), 'the gateway has moved on');
  assert.deepEqual([preferredPorts(3000).gateway, preferredPorts(3000).notification, preferredPorts(3000).psp], [4000, 4008, 4101]);
});

test('secrets stay the same, and data without its secrets is refused', (t) => {
  const folders = foldersFor(t);
  const secret = openSecrets(folders)('redis-cart');
  assert.equal(openSecrets(folders)('redis-cart'), secret);
  writeFileSync(join(folders.services, 'something'), '');
  rmSync(join(folders.data, 'secrets.json'));
  assert.throws(() => openSecrets(folders), /secrets\.json is missing or damaged/);
});

test('a bound service is found by its name, its binding or a tag', () => {
  const names = ['ORDER_DATABASE_URL', 'MONGO_URL', 'REDIS_CART_URL', 'OPENSEARCH_URL'];
  const bound = { postgres: [{ name: 'order-database' }], documents: [{ name: 'x', binding_name: 'mongo' }], cache: [{ name: 'y', tags: ['redis-cart'] }] };
  assert.deepEqual(boundVariables(names, JSON.stringify(bound)), ['ORDER_DATABASE_URL', 'MONGO_URL', 'REDIS_CART_URL']);
  assert.throws(() => boundVariables(names, 'no JSON'), /VCAP_SERVICES is not JSON/);
});

for (const [words, answer] of [
  [['--nope'], /Unknown option '--nope'.*--data DIR, --port N/],
  [['--port', 'eighty'], /--port eighty is not a port.*--port 8000/],
  [['--port'], /argument missing/],
] as const) {
  test(`npm start ${words.join(' ')} ends with one sentence and the way on`, () => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/start.mjs'), ...words], { encoding: 'utf8' });
    assert.notEqual(status, 0);
    assert.match(stderr, answer);
    assert.equal(stderr.trim().split('\n').length, 1);
  });
}
