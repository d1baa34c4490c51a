#!/usr/bin/env node
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { boundVariables, preferredPorts, shopEnvironment, takeShopPorts } from './environment.mjs';
import { openFolders, StartError, writeJson } from './folders.mjs';
import { installDebian } from './install.mjs';
import { mongodb } from './mongodb.mjs';
import { opensearch } from './opensearch.mjs';
import { openPorts } from './ports.mjs';
import { postgres } from './postgres.mjs';
import { claim, isAlive, readRecord, startProcess, stopProcess, waitUntilReady } from './processes.mjs';
import { rabbitmq } from './rabbitmq.mjs';
import { redisCache, redisCart } from './redis.mjs';
import { openSecrets } from './secrets.mjs';

/** A store that was not closed in order, or keeps much, reads it first: as long as it lives it is waited for, and said to be starting. */
const LONGEST_START_MS = 5 * 60_000;

export const services = [postgres, redisCart, redisCache, rabbitmq, mongodb, opensearch];

/**
 * Finds or installs the backing services, starts those that do not run yet, all at once, and resolves when they take
 * work: `env` is the whole environment of the shop, `stop()` ends the services again unless they were left running on
 * purpose by `services.mjs up`, `watched` is what a supervisor needs of each. Variables that the person has set win.
 *
 * @param {object} options
 * @param {string} [options.dataDir] data folder; several shops or a test run beside a shop have one each
 * @param {string[]} [options.only] names of the services wanted, default all
 * @param {(name: string, text: string, seconds?: number) => void} [options.onProgress]
 * @param {(missing: { system: string[], fetched: string[] }) => Promise<void>} [options.beforeInstall] throws to refuse
 * @param {number} [options.port] the shop's own port: the others are taken from there on, where they are free
 * @param {boolean} [options.keep] leave them running until `services.mjs down`
 * @param {AbortSignal} [options.signal] gives up and ends what was started
 */
export async function startServices({ dataDir, only, onProgress = () => {}, beforeInstall = async () => {}, port, keep = false, signal } = {}) {
  const folders = openFolders(dataDir);
  const release = claim(
    folders,
    'services',
    {},
    ({ pid }) => `The services in ${folders.data} are being started or stopped by process ${pid}. Wait for it, then try again.`,
  );
  try {
    const secret = openSecrets(folders);
    const ports = openPorts(folders);
    const wanted = services.filter(({ name }) => !only || only.includes(name));
    const bound = boundVariables(wanted.flatMap(({ variables }) => variables));
    const elsewhere = (name) => process.env[name] || bound.includes(name);
    const ours = wanted.filter(({ variables }) => !variables.every(elsewhere));
    await install(ours, folders, onProgress, beforeInstall);
    const contexts = [];
    for (const service of ours) contexts.push(await makeContext(service, { folders, secret, ports, onProgress, keep, signal }));
    await startAll(contexts);

    const numbers = port ? await takeShopPorts(ports, port) : givenPorts(ports);
    const env = Object.assign(shopEnvironment(folders, numbers, secret), ...contexts.map((context) => context.service.addresses(context)));
    for (const name of Object.keys(env)) env[name] = process.env[name] || env[name];
    for (const name of wanted.flatMap(({ variables }) => variables)) if (process.env[name]) env[name] = process.env[name];
    // A process reads its bindings itself; an address of ours would win over them.
    for (const name of bound) if (!process.env[name]) delete env[name];
    writeJson(join(folders.data, 'env.json'), env);

    const stop = async () => {
      await Promise.all(contexts.filter(({ record }) => !record.keep).map(stopService));
    };
    const watched = contexts.map((context) => ({ name: context.service.name, alive: () => isAlive(context.record), restart: () => startService(context) }));
    return { env, ports: numbers, stop, watched };
  } finally {
    release();
  }
}

function givenPorts(ports) {
  const preferred = preferredPorts(ports.given('web') ?? 3000);
  return Object.fromEntries(Object.entries(preferred).map(([name, port]) => [name, ports.given(name) ?? port]));
}

/** Ends every service of a data folder, also those that `up` has left running. */
export async function stopServices({ dataDir, onProgress = () => {} } = {}) {
  const folders = openFolders(dataDir);
  const shop = readRecord(folders, 'shop');
  if (shop) throw new StartError(`The shop at ${shop.address} (process ${shop.pid}) uses these services. Stop it first with npm stop.`);
  await Promise.all(
    services.map(async (service) => {
      const record = readRecord(folders, service.name);
      await stopService({ service, folders, found: service.find(folders), ports: record?.ports });
      if (record) onProgress(service.name, 'stopped');
    }),
  );
}

async function makeContext(service, { folders, secret, ports, onProgress, keep, signal }) {
  const running = readRecord(folders, service.name);
  const found = service.find(folders);
  const before = Object.fromEntries(Object.keys(service.ports).map((name) => [name, ports.given(name)]));
  // What a killed service has left behind is cleared before its ports are looked at.
  if (!running) await service.stopped?.({ folders, found, ports: before, ended: false });
  const numbers = {};
  for (const [name, [preferred, last]] of Object.entries(service.ports)) {
    numbers[name] = running ? ports.set(name, running.ports[name]) : await ports.take(name, preferred, last);
  }
  const tell = (text, seconds) => onProgress(service.name, text, seconds);
  return { service, folders, found, ports: numbers, secret, tell, record: running, keep, signal };
}

/** Starts all at once; when one fails the others are awaited, what was started is ended, and the first failure is thrown. */
async function startAll(contexts) {
  const results = await Promise.allSettled(contexts.map(takeOverOrStart));
  const failure = results.find(({ status }) => status === 'rejected');
  if (!failure) return;
  await Promise.all(contexts.filter(({ started }) => started).map(stopService));
  throw failure.reason;
}

async function takeOverOrStart(context) {
  const { service, folders, record, tell, signal } = context;
  if (!record) return startService(context);
  const answers = await waitUntilReady(folders, record, () => service.ready(context), { within: 15_000, signal }).then(
    () => true,
    () => false,
  );
  signal?.throwIfAborted();
  if (!answers) {
    await stopService(context);
    return startService(context);
  }
  await service.settle?.(context);
  tell('runs already');
}

async function startService(context) {
  const { service, folders, tell, keep, signal, started } = context;
  const began = Date.now();
  const { hint } = service;
  const start = await service.prepare(context);
  signal?.throwIfAborted();
  context.record = startProcess(folders, service.name, start, { keepLog: started, record: { keep, ports: context.ports } }).record;
  context.started = true;
  const stillStarting = (seconds) => tell('still starting: it reads what it kept', seconds);
  await waitUntilReady(folders, context.record, () => service.ready(context), { within: LONGEST_START_MS, hint, signal, stillStarting });
  await service.settle?.(context);
  tell('ready', (Date.now() - began) / 1000);
}

async function stopService({ service, folders, found, ports }) {
  const ended = await stopProcess(folders, service.name, service.stop);
  if (found && ports) await service.stopped?.({ folders, found, ports, ended });
}

async function install(wanted, folders, onProgress, beforeInstall) {
  const missing = wanted.filter((service) => !service.find(folders));
  if (missing.length === 0) return;
  const debian = [...new Set((await Promise.all(missing.map(({ packages }) => packages.debian()))).flat())];
  const fetched = missing.flatMap(({ packages }) => (packages.what ? [packages.what] : []));
  await beforeInstall({ system: debian, fetched });
  const tell = (text) => onProgress('packages', text);
  if (debian.length > 0) await installDebian(debian, tell);
  for (const { packages } of missing) {
    if (packages.what) tell(`fetching ${packages.what}`);
    await packages.fetch?.(folders);
  }
  const absent = missing.find((service) => !service.find(folders));
  if (absent) throw new StartError(`${absent.name} was installed but its program was not found. Install it yourself, or set ${absent.variables.join(', ')}.`);
}

const usage = `Backing services of the shop on this machine.

  node deploy/local/services.mjs up [--data DIR] [--print-env]   start what does not run; it stays up until down
  node deploy/local/services.mjs down [--data DIR]               end them
  node deploy/local/services.mjs status [--data DIR]             which run, where`;

async function main() {
  const { values, positionals } = readArguments();
  const dataDir = values.data;
  const say = values['print-env'] ? console.error : console.log;
  const onProgress = (name, text, seconds) => say(`${name.padEnd(12)} ${text}${seconds === undefined ? '' : ` (${seconds.toFixed(1)} s)`}`);
  switch (positionals[0]) {
    case 'up': {
      const { env } = await startServices({ dataDir, onProgress, keep: true });
      if (values['print-env']) for (const [name, value] of Object.entries(env)) console.log(`${name}=${value}`);
      return;
    }
    case 'down':
      return stopServices({ dataDir, onProgress });
    case 'status': {
      const folders = openFolders(dataDir);
      for (const { name } of services) {
        const record = readRecord(folders, name);
        console.log(`${name.padEnd(12)} ${record ? `process ${record.pid}, port ${Object.values(record.ports)[0]}` : 'does not run'}`);
      }
      return;
    }
    default:
      throw new StartError(usage);
  }
}

function readArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: { data: { type: 'string' }, 'print-env': { type: 'boolean' } } });
  } catch (error) {
    throw new StartError(`${error.message}\n\n${usage}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error instanceof StartError ? error.message : error);
    process.exitCode = 1;
  });
}
