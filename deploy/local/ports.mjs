import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { programOf } from './processes.mjs';
import { readJson, StartError, writeJson } from './folders.mjs';

/** True when nobody listens on the port, on any address of this machine. */
export function isFree(port) {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen({ port, exclusive: true }, () => server.close(() => done(true)));
  });
}

/**
 * Ports of one shop, kept in ports.json: a port once given is given again while it is free, so that addresses stay the
 * same from start to start.
 */
export function openPorts(folders) {
  const file = join(folders.data, 'ports.json');
  const given = readJson(file) ?? {};
  const inUse = new Set();
  return {
    given: (name) => given[name],
    /** Notes a port that is decided: chosen by the person, or held by a service that runs already. */
    set(name, port) {
      if (given[name] !== port) {
        given[name] = port;
        writeJson(file, given);
      }
      inUse.add(port);
      return port;
    },
    /** The port for a name: the one given before, else the preferred one, else the next free one up to `last`. */
    async take(name, preferred, last = preferred + 400) {
      for (const port of [given[name] ?? preferred, ...range(preferred, last)]) {
        if (inUse.has(port)) continue;
        inUse.add(port);
        if (!(await isFree(port))) continue;
        given[name] = port;
        writeJson(file, given);
        return port;
      }
      throw new StartError(`No port is free for ${name} between ${preferred} and ${last}. End a program that holds one of them.`);
    },
  };
}

function* range(from, to) {
  for (let port = from; port <= to; port++) yield port;
}

/** The process that listens on a port as 'name (process 123)', or undefined when the machine does not tell. */
export function whoListens(port) {
  return (process.platform === 'linux' ? ownerFromProc(port) : undefined) ?? ownerFromLsof(port);
}

function ownerFromProc(port) {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const sockets = new Set();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    let rows = [];
    try {
      rows = readFileSync(table, 'utf8').trim().split('\n').slice(1);
    } catch {
      // A kernel without IPv6 has no second table.
    }
    for (const row of rows) {
      const [, local, , state, , , , , , inode] = row.trim().split(/\s+/);
      const listening = state === '0A';
      if (listening && local?.endsWith(`:${hex}`)) sockets.add(`socket:[${inode}]`);
    }
  }
  for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const holds = readdirSync(`/proc/${pid}/fd`).some((fd) => sockets.has(readlinkSync(`/proc/${pid}/fd/${fd}`)));
      if (holds) return `${programOf(Number(pid))} (process ${pid})`;
    } catch {
      // Another user's process, or one that has just ended.
    }
  }
  return undefined;
}

function ownerFromLsof(port) {
  try {
    const fields = execFileSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return `${/^c(.+)$/m.exec(fields)?.[1]} (process ${/^p(\d+)$/m.exec(fields)?.[1]})`;
  } catch {
    return undefined;
  }
}
