#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { preferredPorts } from '../deploy/local/environment.mjs';
import { freeSpace, openFolders, root, StartError } from '../deploy/local/folders.mjs';
import { fingerprint, isFresh, noteFresh } from '../deploy/local/freshness.mjs';
import { installPackages, nodeProgram, packagesAreFresh } from '../deploy/local/packages.mjs';
import { isFree, whoListens } from '../deploy/local/ports.mjs';
import { claim, readRecord, recordedNames, runRecorded } from '../deploy/local/processes.mjs';
import { openProgress, table } from '../deploy/local/progress.mjs';
import { services, startServices } from '../deploy/local/services.mjs';
import { clearAway, closeShop, keepAlive, openShop, shopProcesses, shopProcessEnvironment } from '../deploy/local/shop.mjs';
import { makeWeb, webBuild } from '../deploy/local/web.mjs';

const usage = `Starts the shop on this machine: packages, backing services, databases, demo catalogue, web, everything.

  npm start                      then open http://localhost:3000; Ctrl-C stops all of it
  npm start -- --port 8000       the shop at 8000, the gateway at 9000, the rest from 9001 on
  npm start -- --data DIR        another data folder (default .kontor): another shop
  npm start -- --empty           without the demo catalogue
  npm start -- --yes             install system packages without asking
  npm start -- --split           each worker in a process of its own
  npm start -- --help

Variables that are set win over what is found or made here:
  {ORDER,USER,PAYMENT,SHIPPING,INVENTORY,NOTIFICATION,SEARCH}_DATABASE_URL, MONGO_URL, REDIS_CART_URL, REDIS_CACHE_URL,
  RABBITMQ_URL, OPENSEARCH_URL   servers you have; those not set are started here (VCAP_SERVICES is read too)
  SHOP_URL, NEXTAUTH_URL         the shop's public address
  PSP_URL, CARRIER_URL, SMTP_URL providers other than the simulators, with their keys and secrets
  KONTOR_PACKAGES                where downloaded servers are kept (default .kontor/packages)
  LOG_LEVEL                      silent, error, warn, info (default) or debug`;

const GIGABYTE = 1024 ** 3;
const abort = new AbortController();
const { signal } = abort;
const progress = openProgress();

// Only the end of main says that all went well.
process.exitCode = 1;
main().catch((error) => {
  progress.fail(error instanceof StartError ? error.message : error.stack);
  process.exit(1);
});

async function main() {
  const options = readOptions();
  if (options.help) {
    console.log(usage);
    process.exit(0);
  }
  const folders = openFolders(options.data);
  const release = claim(
    folders,
    'shop',
    { address: `http://localhost:${options.port}` },
    ({ address, pid }) =>
      `The shop already runs at ${address} (process ${pid}, data in ${folders.data}). Stop it with npm stop, or start another one with --data DIR --port N.`,
  );
  listenForStop(folders, release);

  let closing = async () => {};
  try {
    if (await clearAway(folders)) progress.line('Ended what an earlier start had left.');
    await refuseTakenPorts(options.port);
    await start(folders, options, (stop) => (closing = stop));
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    progress.line(signal.aborted ? '\nStopping …' : '');
    abort.abort();
    await closing();
    release();
  }
  progress.line('Stopped.');
  process.exit(0);
}

/** Does the steps in order and stays until the person stops it. `toStop` is told how to end what has been started so far. */
async function start(folders, options, toStop) {
  const { step } = progress;
  refuseFullDisk(folders);
  await step('packages', async (note) => {
    if (packagesAreFresh()) return 'installed';
    note('installing; the first time takes a minute or two');
    await installPackages(folders, signal);
  });
  const node = nodeProgram();

  let local;
  await step('services', async (note) => {
    const onProgress = (name, text, seconds) => local ?? note(`${name} ${text}${seconds === undefined ? '' : ` (${seconds.toFixed(1)} s)`}`);
    const beforeInstall = (missing) => askToInstall(missing, options);
    local = await startServices({ dataDir: folders.data, port: options.port, onProgress, beforeInstall, signal });
    toStop(local.stop);
    return services.map(({ name }) => name).join(', ');
  });
  const { env, ports } = local;
  const environment = shopProcessEnvironment(folders, env);
  const run = (name, ...args) => runRecorded(folders, name, { command: node, args, env: environment, cwd: root }, signal);

  await step('generate', async () => run('generate', 'scripts/generate.ts'));
  await step('databases', async () => {
    const note = join(folders.data, 'migrated');
    const servers = Object.entries(env).filter(([name]) => /^(MONGO|OPENSEARCH|RABBITMQ|\w+_DATABASE)_URL$/.test(name));
    const print = `${fingerprint(['prisma', 'workers', 'contracts', 'kit', 'scripts/migrate.ts'])} ${JSON.stringify(servers)}`;
    // What somebody else runs may be changed by somebody else: only our own servers are believed to be as we left them.
    const ours = servers.every(([name]) => !process.env[name]);
    if (ours && isFresh(note, print)) return 'up to date';
    await run('migrate', 'scripts/migrate.ts');
    noteFresh(note, print);
    return 'migrated';
  });
  await step('web build', async () => ((await makeWeb(() => run('build', ...webBuild))) ? 'built' : 'up to date'));

  const processes = shopProcesses({ env, ports, split: options.split });
  toStop(async () => {
    await closeShop(folders, processes);
    await local.stop();
  });
  let watched;
  await step('shop', async (note) => {
    const onReady = (name, seconds) => note(`${name} ready (${seconds.toFixed(1)} s)`);
    watched = await openShop(folders, processes, { node, env, signal, onReady });
    return processes.map(({ name }) => name).join(', ');
  });
  await step('demo', async () => (options.empty ? 'left empty' : loadDemo(folders, run)));

  progress.line(summary(env, folders, options));
  await keepAlive(folders, [...local.watched, ...watched], { signal, tell: progress.line });
}

/** Loads the demo catalogue once into a shop; what a merchant has changed since is not overwritten. */
async function loadDemo(folders, run) {
  const note = join(folders.data, 'demo-loaded');
  if (existsSync(note)) return 'there already';
  await run('import', 'scripts/import.ts', 'demo/catalogue.ndjson');
  await run('demo-accounts', 'scripts/demo-accounts.ts');
  noteFresh(note, new Date().toISOString());
  return 'demo products and accounts loaded';
}

function summary(env, folders, { empty }) {
  const addresses = [
    ['Shop', env.SHOP_URL],
    ['Back office', `${env.SHOP_URL}/en/admin`],
    ['API', `${env.SHOP_URL}/api/docs`],
    ['Mailbox', env.MAILBOX_URL],
    ['Payments', env.PSP_URL],
    ['Carrier', env.CARRIER_URL],
  ];
  // The accounts are those of scripts/demo-accounts.ts.
  const accounts = empty
    ? []
    : [
        ['Demo shopper', 'ada@example.com'],
        ['Demo staff', 'grace@example.com'],
        ['Password of both', env.DEMO_PASSWORD],
      ];
  const folder = [
    ['Logs', folders.logs],
    ['Data', folders.data],
  ];
  return `${table(
    'Kontor is open',
    [addresses, accounts, folder].filter(({ length }) => length > 0),
  )}Ctrl-C stops it.\n`;
}

function readOptions() {
  const options = {
    data: { type: 'string' },
    port: { type: 'string', default: '3000' },
    empty: { type: 'boolean' },
    yes: { type: 'boolean' },
    split: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  };
  let values;
  try {
    ({ values } = parseArgs({ options }));
  } catch (error) {
    throw new StartError(`${error.message.split('. ')[0]}. The options are --data DIR, --port N, --empty, --yes, --split and --help.`);
  }
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port < 1024 || port > 64_000)
    throw new StartError(`--port ${values.port} is not a port of a shop. Give a number from 1024 to 64000, for example --port 8000.`);
  return { ...values, port };
}

async function refuseTakenPorts(port) {
  const { web, gateway } = preferredPorts(port);
  for (const [what, number] of [
    ['shop', web],
    ['gateway', gateway],
  ]) {
    if (await isFree(number)) continue;
    const holder = whoListens(number) ?? 'another program';
    throw new StartError(`Port ${number}, the ${what}'s, is in use by ${holder}. End that, or start with another port: npm start -- --port ${port + 100}`);
  }
}

/** The first start fetches about 1.5 GB and builds; half of that on a full disk helps nobody. */
function refuseFullDisk(folders) {
  const first = !packagesAreFresh() || !existsSync(join(folders.data, 'secrets.json'));
  const [free, where] = [root, folders.data].map((folder) => [freeSpace(folder), folder]).sort(([a], [b]) => a - b)[0];
  if (first && free < 2 * GIGABYTE)
    throw new StartError(
      `Only ${(free / GIGABYTE).toFixed(1)} GB are free at ${where}, and the first start needs 2 GB. Make room, or choose another disk with --data DIR.`,
    );
}

async function askToInstall({ system, fetched }, options) {
  const all = [...system.map((name) => `${name} (system package)`), ...fetched].join(', ');
  if (system.length === 0 || options.yes || !process.stdin.isTTY) return progress.line(`    Installing ${all}`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`\n  The shop needs ${all}.\n  Install them now? [Y/n] `, { signal });
  terminal.close();
  if (!/^(y|yes|j|ja)?$/i.test(answer.trim()))
    throw new StartError(
      'Nothing was installed. Install the packages yourself, or set the addresses of servers you have (npm start -- --help names the variables).',
    );
}

/** The first signal stops everything in order, a second one at once. */
function listenForStop(folders, release) {
  let first = 0;
  const stop = () => {
    if (!signal.aborted) {
      first = Date.now();
      return abort.abort(new StartError('stopped'));
    }
    // npm passes on a Ctrl-C that the terminal has already sent here.
    if (Date.now() - first < 1_000) return;
    progress.line('Forced: ending everything at once.');
    for (const name of recordedNames(folders)) {
      const record = readRecord(folders, name);
      if (record && record.pid !== process.pid && !record.keep) process.kill(-record.pid, 'SIGKILL');
    }
    release();
    process.exit(130);
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, stop);
}
