import { setEnvironment } from './testing/env.ts';
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { z } from 'zod';
import { addressFromVcap, environment, portOf } from './env.ts';

afterEach(() => setEnvironment({ VCAP_SERVICES: '', SHELF_DATABASE_URL: '', SHELF_SIZE: '' }));

const bound = (one: object) =>
  JSON.stringify({
    anything: [
      { name: 'other', tags: [], credentials: { uri: 'postgresql://wrong' } },
      { name: 'x', tags: [], ...one },
    ],
  });
const uri = 'postgresql://shelf:secret@db:5432/shelf';

test('a bound service is found by its name, its binding name or a tag, never by its label', () => {
  for (const one of [{ name: 'shelf-database' }, { name: 'x', binding_name: 'shelf-database' }, { name: 'x', tags: ['sql', 'shelf-database'] }]) {
    assert.equal(addressFromVcap(bound({ ...one, credentials: { uri } }), 'SHELF_DATABASE_URL'), uri);
  }
  assert.equal(addressFromVcap(JSON.stringify({ 'shelf-database': [{ name: 'x', credentials: { uri } }] }), 'SHELF_DATABASE_URL'), undefined);
});

test('an address is put together from host, port and login; what is odd in a password is escaped', () => {
  const credentials = { host: 'db.example', port: 5432, username: 'shelf', password: 'p@ss/word' };
  assert.equal(addressFromVcap(bound({ name: 'shelf-database', credentials }), 'SHELF_DATABASE_URL'), 'postgresql://shelf:p%40ss%2Fword@db.example:5432');
  assert.equal(addressFromVcap(bound({ name: 'redis-cache', credentials: { host: 'r', port: '6379' } }), 'REDIS_CACHE_URL'), 'redis://r:6379');
  assert.equal(addressFromVcap(bound({ name: 'rabbitmq', credentials: { host: 'mq' } }), 'RABBITMQ_URL'), 'amqp://mq');
  assert.equal(addressFromVcap(bound({ name: 'rabbitmq', credentials: {} }), 'RABBITMQ_URL'), undefined);
});

test('the environment wins over a bound service', () => {
  setEnvironment({ VCAP_SERVICES: bound({ name: 'shelf-database', credentials: { uri } }) });
  assert.equal(environment({ SHELF_DATABASE_URL: z.url().optional() }).SHELF_DATABASE_URL, undefined, 'an empty variable is said on purpose');
  setEnvironment({ SHELF_DATABASE_URL: 'postgresql://mine' });
  assert.equal(environment({ SHELF_DATABASE_URL: z.url() }).SHELF_DATABASE_URL, 'postgresql://mine');
});

test('all that is missing or wrong is named in one sentence that says the way on, without any value', () => {
  setEnvironment({ SHELF_SIZE: 'a-secret' });
  const read = () => environment({ SHELF_DATABASE_URL: z.url(), SHELF_SIZE: z.coerce.number() });
  assert.throws(read, ({ message }: Error) => {
    assert.match(message, /^The environment is not complete: SHELF_DATABASE_URL \(.+\), SHELF_SIZE \(.+\)\. Set it, or bind a service of that name\.$/);
    return !message.includes('a-secret');
  });
});

test('a process listens on the port of its own address', () => {
  assert.deepEqual(['http://127.0.0.1:4007', 'http://inventory', 'http://127.0.0.1:0'].map(portOf), [4007, 80, 0]);
});
