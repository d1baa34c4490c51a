import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, StartError, writeJson, writeWhole } from './folders.mjs';
import { exchange } from './handshake.mjs';
import { findProgram, programOf, runProgram, startTime } from './processes.mjs';

/** One role and one database each, of the same name. */
export const databases = ['order', 'user', 'payment', 'shipping', 'inventory', 'notification', 'search'];

const variable = (name) => `${name.toUpperCase()}_DATABASE_URL`;

export const postgres = {
  name: 'postgres',
  variables: databases.map(variable),
  ports: { postgres: [5442] },
  stop: { signal: 'SIGINT', grace: 20_000 }, // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for every client.

  find() {
    const debian = '/usr/lib/postgresql';
    const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
    const server = findProgram('postgres', ...versions.map((version) => join(debian, version, 'bin')));
    return server && { server, initdb: server.replace(/postgres$/, 'initdb') };
  },
  packages: { debian: () => ['postgresql'] },

  async prepare({ folders, found, ports, secret, tell }) {
    const user = postgresUser();
    const folder = reachableFolder(folders, user, secret, tell);
    const data = join(folder, 'data');
    const env = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' };
    const run = { cwd: folder, env, ...user };
    if (!existsSync(join(data, 'PG_VERSION'))) {
      rmSync(data, { recursive: true, force: true });
      const draft = join(folder, 'draft');
      rmSync(draft, { recursive: true, force: true });
      const passwordFile = join(folder, 'password');
      writeWhole(passwordFile, secret('postgres/postgres'));
      own(passwordFile, user);
      const args = ['-D', draft, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', passwordFile, '--encoding=UTF8', '--locale=C.UTF-8'];
      await runProgram(found.initdb, args, run);
      rmSync(passwordFile);
      // Only a finished cluster gets its name: a start that was cut off here begins again.
      renameSync(draft, data);
    }
    removeStaleLock(data);
    await makeRoles({ found, folder, data, run, secret });
    const settings = [
      'listen_addresses=127.0.0.1',
      `port=${ports.postgres}`,
      'unix_socket_directories=',
      'max_connections=200',
      'shared_buffers=128MB',
      'fsync=on',
      'timezone=UTC',
      'log_min_messages=warning',
    ];
    return { command: found.server, args: ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], env, cwd: folder, user };
  },

  /** Ready when it asks for a password; a server that is still starting answers with an error instead. */
  async ready({ ports }) {
    const words = 'user\0postgres\0database\0postgres\0\0';
    const hello = Buffer.alloc(8 + words.length);
    hello.writeInt32BE(hello.length, 0);
    hello.writeInt32BE(0x00030000, 4);
    hello.write(words, 8);
    const answer = await exchange(ports.postgres, hello);
    return answer[0] === 'R'.charCodeAt(0);
  },

  addresses({ ports, secret }) {
    return Object.fromEntries(
      databases.map((name) => [variable(name), `postgresql://${name}:${secret(`postgres/${name}`)}@127.0.0.1:${ports.postgres}/${name}`]),
    );
  },
};

/** PostgreSQL refuses to run as root: the user its package has made is taken. */
function postgresUser() {
  if (process.getuid?.() !== 0) return {};
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] })));
    return { uid, gid };
  } catch {
    throw new StartError(
      'PostgreSQL does not run as root, and this machine has no user postgres. Make one (adduser --system --group postgres) or start as another user.',
    );
  }
}

function own(path, { uid, gid }) {
  if (uid !== undefined) chownSync(path, uid, gid);
}

/**
 * The cluster's folder. As root, in a home that only root may enter, the user postgres cannot reach the data folder:
 * then the cluster goes to /var/lib/kontor.
 */
function reachableFolder(folders, user, secret, tell) {
  const note = join(folders.services, 'postgres-folder.json');
  const usual = join(folders.services, 'postgres');
  const kept = readJson(note)?.folder;
  if (kept) return kept;
  mkdirSync(usual, { recursive: true, mode: 0o700 });
  own(usual, user);
  if (user.uid === undefined || canEnter(usual, user)) {
    writeJson(note, { folder: usual });
    return usual;
  }
  const folder = join('/var/lib/kontor', secret('postgres/folder').slice(0, 12));
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  own(folder, user);
  rmSync(usual, { recursive: true });
  writeJson(note, { folder });
  tell(`the user postgres cannot enter ${folders.data}; its data is in ${folder}`);
  return folder;
}

function canEnter(folder, user) {
  try {
    execFileSync('/bin/sh', ['-c', 'cd "$0" && [ -w . ]', folder], { cwd: '/', stdio: 'ignore', ...user });
    return true;
  } catch {
    return false;
  }
}

/** The lock names a process number; after a restart of the machine another program may have it, and PostgreSQL would refuse to start. */
function removeStaleLock(data) {
  const lock = join(data, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  if (startTime(pid) === undefined || !programOf(pid).includes('postgres')) rmSync(lock);
}

/** Makes missing roles and databases before the server runs, in its single-user mode: it needs neither a password nor psql. */
async function makeRoles({ found, folder, data, run, secret }) {
  const note = join(folder, 'databases.json');
  const made = new Set(readJson(note) ?? []);
  const missing = databases.filter((name) => !made.has(name));
  if (missing.length === 0) return;
  const sql = missing.map((name) => [
    // CREATEDB is for the shadow database of `prisma migrate dev`. Repeating a statement after a cut-off start only logs an error.
    `CREATE ROLE "${name}" LOGIN CREATEDB PASSWORD '${secret(`postgres/${name}`)}'`,
    `CREATE DATABASE "${name}" OWNER "${name}"`,
    `REVOKE CONNECT ON DATABASE "${name}" FROM PUBLIC`,
  ]);
  const output = await runProgram(found.server, ['--single', '-D', data, 'postgres'], { ...run, input: `${sql.flat().join('\n')}\n` });
  const failure = output.split('\n').find((line) => /(ERROR|FATAL):/.test(line) && !line.includes('already exists'));
  if (failure) throw new StartError(`PostgreSQL could not make the databases: ${failure}`);
  writeJson(note, databases);
}
