import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { workers } from './environment.mjs';
import { root } from './folders.mjs';
import { isAlive, readRecord, recordedNames, startProcess, stopProcess, tellLog, waitUntilReady } from './processes.mjs';
import { services } from './services.mjs';
import { webServer } from './web.mjs';

const simulators = ['psp', 'carrier', 'mailbox', 'vies'];

/** What every program of the shop is started with: the person's own variables first, Node 24 before any other. */
export function shopProcessEnvironment(folders, env) {
  const PATH = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  return { NODE_COMPILE_CACHE: join(folders.data, 'compile-cache'), ...process.env, ...env, PATH };
}

/**
 * The shop's own processes in the order in which they start; they stop in the opposite one. A part whose address
 * the person has given and that is on another machine is not started here.
 */
export function shopProcesses({ env, ports, split }) {
  const here = (name) => isLocal(env[`${name.toUpperCase()}_URL`]);
  const ready = (name) => `${env[`${name.toUpperCase()}_URL`]}/readyz`;
  const outside = simulators.filter(here);
  const domain = workers.filter(here);
  const alone = (name) => ({ name, args: [`workers/${name}/main.ts`], ready: [ready(name)] });
  const together = { name: 'workers', args: ['scripts/workers.ts', ...domain], ready: domain.map(ready) };
  return [
    ...(outside.length > 0 ? [{ name: 'simulators', args: ['simulators/main.ts', ...outside], ready: outside.map(ready) }] : []),
    ...(split ? domain.map(alone) : domain.length > 0 ? [together] : []),
    ...(isLocal(env.BFF_URL) ? [{ name: 'gateway', args: ['bff/main.ts'], ready: [`${env.BFF_URL}/readyz`] }] : []),
    { name: 'web', args: [webServer], environment: { PORT: String(ports.web), HOSTNAME: '127.0.0.1' }, ready: [`http://127.0.0.1:${ports.web}/readyz`] },
  ];
}

function isLocal(address) {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(address).hostname);
}

/** Starts the processes, all at once, and resolves with what a supervisor needs of each when all are ready. */
export async function openShop(folders, processes, { node, env, signal, onReady }) {
  const environment = { NODE_ENV: 'production', ...shopProcessEnvironment(folders, env) };
  return Promise.all(
    processes.map(async ({ name, args, ready, environment: own }) => {
      const began = Date.now();
      let record;
      const start = (keepLog) => ({ record } = startProcess(folders, name, { command: node, args, env: { ...environment, ...own }, cwd: root }, { keepLog }));
      const answered = async () => (await Promise.all(ready.map(answers))).every(Boolean);
      const wait = () => waitUntilReady(folders, record, answered, { within: 90_000, signal });
      start(false);
      await wait();
      onReady(name, (Date.now() - began) / 1000);
      const restart = async () => {
        start(true);
        await wait();
      };
      return { name, alive: () => isAlive(record), restart };
    }),
  );
}

async function answers(url) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(3_000), redirect: 'manual' });
  await answer.body?.cancel();
  // The web answers before it has a page for this address; a worker that is not ready says 503.
  return answer.status < 500;
}

/** Ends what a starter that was killed has left, true if there was any; services that run well are taken over later. */
export async function clearAway(folders) {
  const kept = new Set(['shop', 'services', ...services.map(({ name }) => name)]);
  const left = recordedNames(folders).filter((name) => !kept.has(name));
  const alive = left.filter((name) => readRecord(folders, name));
  await Promise.all(left.map((name) => stopProcess(folders, name)));
  return alive.length > 0;
}

/** Stops the shop's processes one after the other, the front door first; workers that run apart stop together. */
export async function closeShop(folders, processes) {
  const apart = processes.filter(({ name }) => workers.includes(name)).map(({ name }) => name);
  for (const group of [['web'], ['gateway'], ['workers', ...apart], ['simulators']]) {
    await Promise.all(group.map((name) => stopProcess(folders, name, { grace: 10_000 })));
  }
}

/**
 * Looks twice a second whether everything lives. What has died is told with its last log lines and started again after
 * a pause that doubles; after more than five deaths in a minute it is left alone. Ends with the signal.
 */
export async function keepAlive(folders, watched, { signal, tell }) {
  const deaths = new Map(watched.map(({ name }) => [name, []]));
  const busy = new Set();
  while (!signal.aborted) {
    for (const part of watched) if (!busy.has(part) && !part.alive()) void revive(part);
    await pause(500, undefined, { signal }).catch(() => {});
  }

  async function revive(part) {
    busy.add(part);
    const recent = [...deaths.get(part.name).filter((at) => Date.now() - at < 60_000), Date.now()];
    deaths.set(part.name, recent);
    if (recent.length > 5)
      return tell(
        `${part.name} died more than five times in a minute and stays down. Solve what its log says, then stop (Ctrl-C) and start again. ${tellLog(folders, part.name)}`,
      );
    const seconds = 2 ** (recent.length - 1);
    tell(`${part.name} has died and is started again in ${seconds} s. ${tellLog(folders, part.name)}`);
    await pause(seconds * 1000, undefined, { signal }).catch(() => {});
    if (!signal.aborted)
      await part.restart().then(
        () => tell(`${part.name} is ready again.`),
        () => {},
      );
    busy.delete(part);
  }
}
