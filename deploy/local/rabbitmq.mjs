import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from './folders.mjs';
import { exchange } from './handshake.mjs';
import { findProgram, runProgram } from './processes.mjs';

const users = ['catalog', 'search', 'user', 'order', 'payment', 'shipping', 'inventory', 'notification', 'gateway'];

// `kontor` declares the topology and is what a process without a user of its own falls back to.
const owner = 'kontor';

export const rabbitmq = {
  name: 'rabbitmq',
  variables: ['RABBITMQ_URL'],
  ports: { rabbitmq: [5682], 'rabbitmq-node': [25682], 'rabbitmq-names': [4379] },
  stop: { grace: 20_000 },
  hint: 'A changed host name or a broken /etc/hosts (no entry for localhost) are the usual causes.',

  find() {
    const server = ['/usr/lib/rabbitmq/bin/rabbitmq-server', findProgram('rabbitmq-server')].find((file) => file && existsSync(file));
    const names = findProgram('epmd');
    return server && names && { server, names };
  },
  packages: { debian: () => ['rabbitmq-server'] },

  async prepare({ folders, found, ports, secret }) {
    const folder = join(folders.services, 'rabbitmq');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = (name) => join(folder, name);
    writeWhole(file('.erlang.cookie'), secret('rabbitmq/cookie'), 0o400);
    writeWhole(file('plugins'), '[].\n');
    writeWhole(file('definitions.json'), JSON.stringify(definitions(secret)));
    const settings = [
      `listeners.tcp.1 = 127.0.0.1:${ports.rabbitmq}`,
      `load_definitions = ${file('definitions.json')}`,
      'disk_free_limit.absolute = 200MB',
      'vm_memory_high_watermark.absolute = 512MB',
      'log.console = true',
      'log.console.level = warning',
      'log.file = false',
    ];
    writeWhole(file('rabbitmq.conf'), `${settings.join('\n')}\n`);
    const env = {
      PATH: process.env.PATH,
      LANG: 'C.UTF-8',
      HOME: folder,
      RABBITMQ_NODENAME: 'kontor@localhost',
      RABBITMQ_NODE_PORT: String(ports.rabbitmq),
      RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
      RABBITMQ_DIST_PORT: String(ports['rabbitmq-node']),
      RABBITMQ_MNESIA_BASE: file('data'),
      RABBITMQ_LOG_BASE: file('logs'),
      RABBITMQ_ENABLED_PLUGINS_FILE: file('plugins'),
      RABBITMQ_CONFIG_FILE: file('rabbitmq.conf'),
      RABBITMQ_CONF_ENV_FILE: file('no-environment'),
      // Two schedulers are enough for a shop on one machine; the node itself listens on loopback only.
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '+S 2:2 -kernel inet_dist_use_interface {127,0,0,1}',
      // The script then becomes the broker instead of a shell that waits for it: the recorded process is the broker.
      RUNNING_UNDER_SYSTEMD: 'true',
      // A name server of our own: one that the machine's broker has started is neither used nor stopped with ours.
      ERL_EPMD_PORT: String(ports['rabbitmq-names']),
      ERL_EPMD_ADDRESS: '127.0.0.1',
    };
    return { command: found.server, args: [], env, cwd: folder };
  },

  /** A server that knows the protocol answers the greeting with connection.start (class 10, method 10). */
  async ready({ ports }) {
    const answer = await exchange(ports.rabbitmq, Buffer.from('AMQP\0\0\x09\x01', 'latin1'));
    return answer[0] === 1 && answer.readUInt16BE(7) === 10 && answer.readUInt16BE(9) === 10;
  },

  /** The Erlang name server outlives the broker unless it is ended too; it refuses while a broker is registered with it. */
  async stopped({ found, ports }) {
    if (!ports['rabbitmq-names']) return;
    const env = { ...process.env, ERL_EPMD_PORT: String(ports['rabbitmq-names']) };
    await runProgram(found.names, ['-kill'], { env }).catch(() => {});
  },

  addresses({ ports, secret }) {
    const address = (name) => `amqp://${name}:${secret(`rabbitmq/${name}`)}@127.0.0.1:${ports.rabbitmq}`;
    const own = users.map((name) => [`${name.toUpperCase()}_RABBITMQ_URL`, address(name)]);
    return { RABBITMQ_URL: address(owner), ...Object.fromEntries(own) };
  },
};

// RabbitMQ makes its user guest only when no definitions are loaded: with these there is none.
function definitions(secret) {
  const names = [owner, ...users];
  return {
    vhosts: [{ name: '/' }],
    users: names.map((name) => ({
      name,
      password_hash: hash(secret(`rabbitmq/${name}`)),
      hashing_algorithm: 'rabbit_password_hashing_sha256',
      tags: name === owner ? 'administrator' : '',
    })),
    permissions: names.map((user) => ({ user, vhost: '/', configure: '.*', write: '.*', read: '.*' })),
  };
}

function hash(password) {
  const salt = randomBytes(4);
  const digest = createHash('sha256').update(salt).update(password).digest();
  return Buffer.concat([salt, digest]).toString('base64');
}
