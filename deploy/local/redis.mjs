import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from './folders.mjs';
import { exchange } from './handshake.mjs';
import { findProgram } from './processes.mjs';

// Carts are kept: every write goes to the append-only file, and a full server refuses rather than forgets.
export const redisCart = redis('redis-cart', 'REDIS_CART_URL', 6391, ['appendonly yes', 'appendfsync everysec', 'maxmemory-policy noeviction']);

// Pages and limits may go at any time: nothing is written, the least used go first.
export const redisCache = redis('redis-cache', 'REDIS_CACHE_URL', 6392, ['appendonly no', 'maxmemory 256mb', 'maxmemory-policy volatile-lru']);

function redis(name, variable, port, settings) {
  return {
    name,
    variables: [variable],
    ports: { [name]: [port] },
    find() {
      const server = findProgram('redis-server');
      return server && { server };
    },
    packages: { debian: () => ['redis-server'] },

    async prepare({ folders, found, ports, secret }) {
      const folder = join(folders.services, name);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const lines = ['bind 127.0.0.1', `port ${ports[name]}`, `dir ${JSON.stringify(folder)}`, 'save ""', 'loglevel warning', ...settings];
      // The password stands in a file, not among the arguments, where every user of the machine could read it.
      lines.push(`requirepass ${secret(name)}`);
      const config = join(folder, 'redis.conf');
      writeWhole(config, `${lines.join('\n')}\n`);
      return { command: found.server, args: [config], env: { PATH: process.env.PATH }, cwd: folder };
    },

    async ready({ ports, secret }) {
      const answer = await exchange(ports[name], `AUTH ${secret(name)}\r\nPING\r\n`);
      return answer.toString().startsWith('+OK');
    },

    addresses: ({ ports, secret }) => ({ [variable]: `redis://default:${secret(name)}@127.0.0.1:${ports[name]}` }),
  };
}
