import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isProgram, readJson, StartError, writeJson } from './folders.mjs';

/** The path of a program on this machine, looked up as a shell would and in the given folders; undefined when absent. */
export function findProgram(name, ...folders) {
  const searched = [...(process.env.PATH ?? '').split(delimiter), ...folders, '/usr/sbin', '/opt/homebrew/bin', '/usr/local/bin'];
  return searched.map((folder) => join(folder, name)).find(isProgram);
}

/** Runs a program to its end and returns its output; throws with its last lines when it fails. */
export function runProgram(command, args, options = {}) {
  return new Promise((done, failed) => {
    const { input, ...rest } = options;
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], ...rest });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    child.on('error', failed);
    child.on('close', (code, signal) => {
      if (code === 0) return done(output);
      failed(new StartError(`${command} ${args.join(' ')} ended with ${signal ?? code}:\n${lastLines(output)}`));
    });
    child.stdin?.on('error', () => {}).end(input);
  });
}

/** When a process began, in the machine's own notation; undefined when there is none. A number used again by another process differs. */
export function startTime(pid) {
  if (process.platform !== 'linux') {
    try {
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || undefined;
    } catch {
      return undefined;
    }
  }
  try {
    // The name in brackets may itself hold blanks and brackets: the fields are counted from the last one on.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie is dead; where nobody collects it, it would look alive for ever.
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

/** The name of a running process's program, for a person; empty when the machine does not tell. */
export function programOf(pid) {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/comm`, 'utf8').trim().split(' ')[0];
    return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}

const recordFile = (folders, name) => join(folders.run, `${name}.json`);

/** The record of a process that is still the one recorded; undefined when it has ended. */
export function readRecord(folders, name) {
  const record = readJson(recordFile(folders, name));
  return record && isAlive(record) ? record : undefined;
}

/** Whether the process of a record still runs, and is not another one under its number. */
export function isAlive(record) {
  const since = startTime(record.pid);
  return since !== undefined && since === record.since;
}

/** Names of all processes with a record, dead or alive. */
export function recordedNames(folders) {
  return readdirSync(folders.run)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length));
}

export const logFile = (folders, name) => join(folders.logs, `${name}.log`);

/**
 * Starts a process in a session of its own, so that Ctrl-C in the terminal reaches only the starter, which then stops
 * the others in order. Writes run/NAME.json; output goes to logs/NAME.log.
 */
export function startProcess(folders, name, { command, args = [], env, cwd = folders.data, user }, notes = {}) {
  const log = logFile(folders, name);
  if (!notes.keepLog && existsSync(log)) renameSync(log, join(folders.logs, `${name}.before.log`));
  const output = openSync(log, 'a', 0o600);
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', output, output], ...user });
  closeSync(output);
  child.on('error', () => {});
  if (child.pid === undefined) throw new StartError(`${name}: ${command} cannot be run.`);
  const record = { name, pid: child.pid, since: startTime(child.pid), command, ...notes.record };
  writeJson(recordFile(folders, name), record);
  child.unref();
  return { record, child };
}

/** Runs a program to its end like startProcess; throws with the last log lines when it fails. The signal ends it. */
export async function runRecorded(folders, name, start, signal) {
  signal?.throwIfAborted();
  const { child } = startProcess(folders, name, start);
  child.ref();
  const stop = () => void stopProcess(folders, name);
  signal?.addEventListener('abort', stop);
  const code = await new Promise((done) => child.once('exit', (exit, killedBy) => done(killedBy ?? exit)));
  signal?.removeEventListener('abort', stop);
  rmSync(recordFile(folders, name), { force: true });
  signal?.throwIfAborted();
  if (code !== 0) throw new StartError(`${name} ended with ${code}. ${tellLog(folders, name)}`);
}

/** Asks a recorded process to end, and ends its whole group when it has not after the grace (milliseconds); true if it ended by itself. */
export async function stopProcess(folders, name, { signal = 'SIGTERM', grace = 10_000 } = {}) {
  const record = readRecord(folders, name);
  let ended = true;
  if (record) {
    send(record.pid, signal);
    ended = await waitForEnd(record, grace);
    if (!ended) {
      send(-record.pid, 'SIGKILL');
      await waitForEnd(record, 2_000);
    }
  }
  rmSync(recordFile(folders, name), { force: true });
  return ended;
}

async function waitForEnd(record, within) {
  for (const end = Date.now() + within; isAlive(record); await pause(50)) if (Date.now() > end) return false;
  return true;
}

function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

const SLOW_MS = 20_000;

/**
 * Waits until `ready` answers true. Throws with the last log lines when the process ends first or the time
 * (milliseconds) is over, and when the signal says that the person does not want it any more. `stillStarting`
 * is told every `slow` milliseconds how many seconds it has been.
 */
export async function waitUntilReady(folders, record, ready, { within, hint = '', signal, slow = SLOW_MS, stillStarting = (_seconds) => {} }) {
  const began = Date.now();
  for (let said = 0; ; await pause(100)) {
    signal?.throwIfAborted();
    if (await ready().catch(() => false)) return;
    const ended = !isAlive(record);
    const waited = Date.now() - began;
    if (ended || waited > within) {
      const what = ended ? 'ended while it started' : `is not ready after ${Math.round(within / 1000)} s`;
      throw new StartError(`${[`${record.name} ${what}.`, hint].filter(Boolean).join(' ')}\n${tellLog(folders, record.name)}`);
    }
    if (waited < (said + 1) * slow) continue;
    said += 1;
    stillStarting(waited / 1000);
  }
}

/** The last lines of a log with its path, for a person. */
export function tellLog(folders, name, count = 15) {
  const log = logFile(folders, name);
  const text = existsSync(log) ? readFileSync(log, 'utf8') : '';
  return `Last lines of ${log}:\n${lastLines(text, count) || '(empty)'}`;
}

function lastLines(text, count = 15) {
  return text
    .trimEnd()
    .split('\n')
    .slice(-count)
    .map((line) => `  ${line.slice(0, 400)}`)
    .join('\n');
}

/** Claims a name for this process while it lives; returns the release. Throws what `taken` makes of the holder's record. */
export function claim(folders, name, note, taken) {
  const holder = readRecord(folders, name);
  if (holder && holder.pid !== process.pid) throw new StartError(taken(holder));
  writeJson(recordFile(folders, name), { name, pid: process.pid, since: startTime(process.pid), ...note });
  return () => rmSync(recordFile(folders, name), { force: true });
}
