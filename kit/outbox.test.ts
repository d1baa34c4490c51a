import { testWorld } from './testing.ts';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, test } from 'node:test';
import { openBroker } from './broker.ts';
import { leaving, type Journal, type Lane } from './journal.ts';
import { relay } from './outbox.ts';
import type { Sql } from './postgres.ts';
import { until } from './testing.ts';
import { journalOn } from './testing/journal.ts';
import { wireTo } from './testing/wire.ts';
import { EXCHANGE } from './topology.ts';
import { brokerUrl } from './worker.ts';

const world = await testWorld('inventory');
const { journal, client } = await journalOn('inventory', world.database);
const second = await journalOn('inventory', world.database);
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});
after(async () => {
  await journal.close();
  await second.journal.close();
  await world.stop();
});

const relaying = (on: Journal<Sql> = journal, broker = world.broker) => {
  const stop = relay('inventory', on, broker);
  stops.push(stop);
  return stop;
};
const skuOf = () => `S-${randomUUID().slice(0, 8)}`;
const stock = (sku: string, version: number, lane: Lane = 'now') =>
  leaving({ type: 'StockChanged', subject: sku, data: { sku, available: version, onHand: version } }, version, '', lane);
const leave = (...events: ReturnType<typeof stock>[]) => journal.transaction((tx) => journal.leave(tx, events, []));
const versionsOf = (sku: string) => world.told.filter(({ subject }) => subject === sku).map(({ version }) => version);
/** Each version once, at its first telling: a relay that could not mark tells again. */
const firstsOf = (sku: string) => [...new Set(versionsOf(sku))];
const heard = (sku: string, version: number) => world.heard('StockChanged', (message) => message.subject === sku && message.version === version);
const waiting = (sku: string) => client.$queryRawUnsafe<unknown[]>('select 1 from outbox where subject = $1 and published_at is null', sku);
const published = (sku: string) => until(async () => (await waiting(sku)).length === 0, `${sku} is marked`);
const upTo = (count: number) => Array.from({ length: count }, (_one, index) => index + 1);

test('what was committed is told in order, aggregate by aggregate, and marked', async () => {
  const skus = [skuOf(), skuOf(), skuOf()];
  relaying();
  for (const version of upTo(120)) await leave(...skus.map((sku) => stock(sku, version)));
  for (const sku of skus) {
    await heard(sku, 120);
    assert.deepEqual(versionsOf(sku), upTo(120));
    await published(sku);
  }
});

test('what was left while no relay ran is told by the next one', async () => {
  const sku = skuOf();
  await leave(stock(sku, 1));
  relaying();
  await heard(sku, 1);
});

test('a transaction that commits late is not lost, though later rows were told before it', async () => {
  const [late, early] = [skuOf(), skuOf()];
  const written = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  relaying();
  const lateOne = journal.transaction(async (tx) => {
    await journal.leave(tx, [stock(late, 1)], []);
    written.resolve();
    await gate.promise;
  });
  await written.promise;
  await leave(stock(early, 1));
  await published(early);
  assert.deepEqual(versionsOf(late), []);
  gate.resolve();
  await lateOne;
  await heard(late, 1);
});

test('bulk is told after everything that a shopper waits for, on keys of its own', async () => {
  const [bulk, now] = [skuOf(), skuOf()];
  const keys: string[] = [];
  const queue = `${world.namespace}.keys`;
  await world.broker.withChannel(async (channel) => {
    await channel.assertQueue(queue, { durable: false, autoDelete: true });
    await channel.bindQueue(queue, EXCHANGE, '#');
  });
  stops.push(
    world.broker.consume(queue, 10, (delivery) => {
      keys.push(delivery.key);
      delivery.ack();
    }),
  );
  await leave(stock(bulk, 1, 'bulk'), stock(bulk, 2, 'bulk'), stock(now, 1));
  relaying();
  await heard(bulk, 2);
  await until(async () => keys.length === 2, 'both messages');
  assert.deepEqual(keys, ['StockChanged', 'bulk.StockChanged']);
  assert.deepEqual(
    world.told.slice(-3).map(({ subject }) => subject),
    [now, bulk, bulk],
  );
});

test('events that wait together travel together, type by type, no message of more than fifty', async () => {
  const bodies: unknown[] = [];
  const queue = `${world.namespace}.bodies`;
  await world.broker.withChannel(async (channel) => {
    await channel.assertQueue(queue, { durable: false, autoDelete: true });
    await channel.bindQueue(queue, EXCHANGE, '#');
  });
  stops.push(
    world.broker.consume(queue, 10, (delivery) => {
      bodies.push(JSON.parse(delivery.body));
      delivery.ack();
    }),
  );
  const skus = upTo(51).map(() => skuOf());
  await leave(...skus.map((sku) => stock(sku, 1)));
  relaying();
  await heard(skus.at(-1) ?? '', 1);
  await until(async () => bodies.length === 2, 'both messages');
  const [fifty, one] = bodies as [{ subject: string }[], { subject: string }];
  assert.deepEqual(
    [...fifty, one].map(({ subject }) => subject),
    skus,
  );
});

test('an event that no queue takes is not marked, and told once a queue does; those after it stay in order', async () => {
  const sku = skuOf();
  const ear = `${world.namespace}.ear`;
  await world.broker.withChannel((channel) => channel.unbindQueue(ear, EXCHANGE, '#'));
  const tries = Promise.withResolvers<void>();
  let taken = 0;
  const take = (most: number) => {
    if (taken++ === 1) tries.resolve();
    return journal.outbox.take(most);
  };
  await leave(stock(sku, 1), stock(sku, 2));
  relaying({ ...journal, outbox: { ...journal.outbox, take } });
  await tries.promise;
  assert.equal((await waiting(sku)).length, 2);
  await world.broker.withChannel((channel) => channel.bindQueue(ear, EXCHANGE, '#'));
  await heard(sku, 2);
  await published(sku);
  assert.deepEqual(firstsOf(sku), [1, 2]);
});

test('of two relays one leads; the other takes over when it is closed, and loses nothing', async () => {
  const sku = skuOf();
  const taken: string[] = [];
  const named = (name: string, of: Journal<Sql>) => {
    const take = (most: number) => {
      taken.push(name);
      return of.outbox.take(most);
    };
    return { ...of, outbox: { ...of.outbox, take } };
  };
  const stopFirst = relaying(named('first', journal));
  await leave(stock(sku, 1));
  await published(sku);
  relaying(named('second', second.journal));
  // Left where the second relay is rung, and still not its to tell.
  for (const version of [2, 3, 4]) {
    await second.journal.transaction((tx) => second.journal.leave(tx, [stock(sku, version)], []));
    await published(sku);
  }
  assert.deepEqual(new Set(taken), new Set(['first']));
  await stopFirst();
  taken.length = 0;
  await leave(stock(sku, 5));
  await heard(sku, 5);
  await published(sku);
  assert.deepEqual([new Set(taken), versionsOf(sku)], [new Set(['second']), upTo(5)]);
});

test('a relay whose database connection broke leads again', async () => {
  const [before, later] = [skuOf(), skuOf()];
  relaying();
  await leave(stock(before, 1));
  await published(before);
  await client.$queryRawUnsafe(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'inventory relay'`,
  );
  await leave(stock(later, 1));
  await published(later);
  assert.deepEqual(versionsOf(later), [1]);
});

test('while the broker hangs nothing is marked; when it is back the relay goes on in order', async () => {
  const sku = skuOf();
  const wire = await wireTo(brokerUrl('inventory'));
  const far = openBroker(wire.url, 'hung relay', { confirmMs: 300 });
  stops.push(wire.close, far.close);
  relaying(journal, far);
  await leave(stock(sku, 1));
  await published(sku);
  wire.hold();
  await leave(stock(sku, 2), stock(sku, 3));
  await assert.rejects(far.publish([{ exchange: '', key: 'nobody', id: randomUUID(), body: '' }]));
  assert.equal((await waiting(sku)).length, 2);
  wire.release();
  await published(sku);
  await heard(sku, 3);
  assert.deepEqual(firstsOf(sku), [1, 2, 3]);
  await until(async () => wire.open() === 1, 'one connection is left');
});

test('a relay that stands by holds no snapshot: what is deleted meanwhile can be vacuumed', async () => {
  const sku = skuOf();
  relaying();
  await leave(stock(sku, 1));
  await published(sku);
  relaying(second.journal);
  const sessions = () =>
    client.$queryRawUnsafe<{ held: boolean }[]>(
      `select backend_xmin is not null as held from pg_stat_activity where datname = current_database() and application_name = 'inventory relay' and query like '%advisory%'`,
    );
  const [standsBy] = await until(async () => {
    const found = await sessions();
    return found.length === 1 && found;
  }, 'the other relay stands by');
  assert.deepEqual(standsBy, { held: false });
});
