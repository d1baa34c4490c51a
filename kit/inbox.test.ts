import { testWorld } from './testing.ts';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import type { EventType, Message } from '@kontor/contracts/events';
import { type Delivery, openBroker, type Outgoing } from './broker.ts';
import { consumeInBatches, hear, type Hears, type Taken, TooEarly } from './inbox.ts';
import { envelope, messagesOf, runsOf } from './messages.ts';
import type { Sql } from './postgres.ts';
import { until } from './testing.ts';
import { journalOn } from './testing/journal.ts';
import { forgetHearers } from './testing/queues.ts';
import { wireTo } from './testing/wire.ts';
import { bulkOf, deadOf, declareHearer, EXCHANGE, queueOf, retryOf } from './topology.ts';
import { brokerUrl } from './worker.ts';

const HEARER = 'inventory';
const world = await testWorld(HEARER);
const { broker } = world;
const { journal, client } = await journalOn(HEARER, world.database);
const wire = await wireTo(brokerUrl(HEARER));
const far = openBroker(wire.url, 'inbox test');

/** What each test makes of the messages; what was handled and committed. */
let take: (messages: Message[], tx: Sql) => Promise<void>;
let handled: Message[] = [];
const hearing = async (messages: Message[], tx: Sql) => {
  await take(messages, tx);
  journal.after(tx, () => handled.push(...messages));
};
const hears: Hears<Sql> = { StockChanged: hearing, OrderPaymentClosing: hearing, OrderCompleted: hearing };
await declareHearer(broker, HEARER, Object.keys(hears));
await declareHearer(broker, 'early', []);
const stop = hear(HEARER, journal, far, hears);

beforeEach(() => {
  take = async () => {};
  handled = [];
});
after(async () => {
  await stop();
  await far.close();
  await wire.close();
  await journal.close();
  await forgetHearers(broker, ['early']);
  await world.stop();
});

const stock = (sku: string, version: number, id?: string) => world.tell('StockChanged', sku, version, { sku, available: version, onHand: version }, id);
const closing = (orderId: string, version = 1, id?: string) => world.tell('OrderPaymentClosing', orderId, version, { orderId, number: 'K1', owner: 'o' }, id);
const handledAll = (count: number) => until(async () => handled.length >= count, `${count} messages are handled`);
const inboxRows = (ids: string[]) => client.$queryRawUnsafe<unknown[]>('select id from inbox where id = any($1::uuid[])', ids);

type Dead = { id: string; body: string; headers: Record<string, unknown> };
/** Waits for so many dead letters, and takes them away. */
async function deadLetters(count: number): Promise<Dead[]> {
  const dead: Dead[] = [];
  return broker.withChannel(async (channel) => {
    await until(async () => {
      const message = await channel.get(deadOf(HEARER), { noAck: true });
      if (message) dead.push({ id: String(message.properties.messageId), body: message.content.toString(), headers: message.properties.headers ?? {} });
      return dead.length >= count;
    }, `${count} dead letters`);
    return dead;
  });
}
/** Lays a message into a queue as it is, with headers as if it had been tried before. */
const lay = (body: string, headers = {}, id: string = randomUUID(), key = queueOf(HEARER)) => broker.publish([{ exchange: '', key, id, body, headers }]);
const bodyOf = (type: EventType, subject: string, data: unknown, id: string = randomUUID()) =>
  envelope('test', { id, type, subject, version: 1, data, trace: '', lane: 'now', at: new Date().toISOString() });

const anyMessage = fc.record({ type: fc.constantFrom<EventType>('OrderPlaced', 'OrderPaid', 'StockChanged'), subject: fc.constantFrom('a', 'b', 'c', 'd') });

test('a batch is cut into runs of one type: nothing is lost, and every subject keeps its order', () => {
  fc.assert(
    fc.property(fc.array(anyMessage, { maxLength: 40 }), (some) => {
      const messages = some.map((one, index) => ({ ...one, id: String(index) })) as Message[];
      const runs = runsOf(messages);
      for (const run of runs) assert.equal(new Set(run.map(({ type }) => type)).size, 1);
      const after = runs.flat();
      assert.deepEqual(after.map(({ id }) => id).toSorted(), messages.map(({ id }) => id).toSorted());
      const of = (list: Message[], subject: string) => list.filter((message) => message.subject === subject).map(({ id }) => id);
      for (const subject of ['a', 'b', 'c', 'd']) assert.deepEqual(of(after, subject), of(messages, subject));
    }),
  );
});

test('messages of many subjects share a run, whatever their order', () => {
  const kinds: EventType[] = ['OrderPlaced', 'OrderPaid'];
  fc.assert(
    fc.property(
      fc.shuffledSubarray(
        kinds.flatMap((type) => Array.from({ length: 20 }, (_one, index) => ({ type, subject: `${type} ${index}` }))),
        { minLength: 40 },
      ),
      (messages) => {
        assert.equal(runsOf(messages as Message[]).length, 2);
      },
    ),
  );
});

test('a message is read strictly: what is wrong with it is said', () => {
  const good = JSON.parse(bodyOf('StockChanged', 'A', { sku: 'A', available: 1, onHand: 1 })) as Record<string, unknown>;
  assert.equal(messagesOf(JSON.stringify(good))[0]?.type, 'StockChanged');
  const wrong: [string, RegExp][] = [
    ['{', /JSON/],
    [JSON.stringify({ ...good, type: 'MoonRose' }), /MoonRose is not an event of this shop/],
    [JSON.stringify({ ...good, type: 'toString' }), /toString is not an event/],
    [JSON.stringify({ ...good, data: { sku: 'A' } }), /available/],
    [JSON.stringify({ ...good, aggregateversion: 0 }), /aggregateversion/],
  ];
  for (const [body, reason] of wrong) assert.throws(() => messagesOf(body), reason);
});

test('a message told again and again is handled once', async () => {
  const [id, other] = [randomUUID(), randomUUID()];
  const order = randomUUID();
  await Promise.all([closing(order, 1, id), closing(order, 1, id), closing(order, 1, id)]);
  await handledAll(1);
  await closing(order, 1, id);
  await closing(order, 2, other);
  await until(async () => handled.some((message) => message.id === other), 'the last one');
  assert.deepEqual(
    handled.map((message) => message.id),
    [id, other],
  );
  assert.equal((await inboxRows([id, other])).length, 2);
});

test('messages that come together are handled together, in the order of each subject', async () => {
  const sizes: number[] = [];
  take = async (messages) => void sizes.push(messages.length);
  const skus = ['A', 'B', 'C'].map((name) => `${name}-${randomUUID().slice(0, 8)}`);
  await Promise.all(skus.flatMap((sku) => Array.from({ length: 40 }, (_one, index) => stock(sku, index + 1))));
  await handledAll(120);
  for (const sku of skus)
    assert.deepEqual(
      handled.filter(({ subject }) => subject === sku).map(({ version }) => version),
      Array.from({ length: 40 }, (_one, index) => index + 1),
    );
  assert.ok(Math.max(...sizes) > 1 && Math.max(...sizes) <= 50, `batches of ${sizes.join()}`);
});

test('what is told for bulk is heard too, on a queue of its own', async () => {
  const sku = `S-${randomUUID()}`;
  await lay(bodyOf('StockChanged', sku, { sku, available: 1, onHand: 1 }), {}, randomUUID(), bulkOf(HEARER));
  await handledAll(1);
  assert.equal(handled[0]?.subject, sku);
});

test('a poison message among good ones ends alone as a dead letter, with its reason; its neighbours are handled once', async () => {
  const poison = randomUUID();
  take = async (messages) => {
    if (messages.some(({ subject }) => subject === poison)) throw new Error('it does not go down');
  };
  const good = Array.from({ length: 30 }, () => randomUUID());
  const body = (id: string) => bodyOf('OrderPaymentClosing', id, { orderId: id, number: 'K1', owner: 'o' }, id);
  const poisoned = body(poison);
  // Each on its last attempt: whoever was put off for the poison's sake would be dead too.
  await Promise.all([...good.slice(0, 15), poison, ...good.slice(15)].map((id) => lay(id === poison ? poisoned : body(id), { attempts: 7 }, id)));
  await handledAll(30);
  const [dead] = await deadLetters(1);
  assert.deepEqual(handled.map(({ subject }) => subject).toSorted(), good.toSorted());
  const { reason, attempts, queue } = dead?.headers ?? {};
  assert.deepEqual([dead?.id, dead?.body, reason, attempts, queue], [poison, poisoned, 'Error: it does not go down', 8, queueOf(HEARER)]);
  assert.deepEqual(await inboxRows([poison]), [], 'so it can be given again');
});

/** Many events as one message, as a relay sends those that waited together. */
const batch = (bodies: string[], headers = {}) => lay(`[${bodies.join()}]`, headers);
const closingBody = (orderId: string, id: string) => bodyOf('OrderPaymentClosing', orderId, { orderId, number: 'K1', owner: 'o' }, id);

test('events that came as one message are handled together; a poison one among them ends alone as a dead letter', async () => {
  const orders = Array.from({ length: 12 }, () => randomUUID());
  const poison = randomUUID();
  take = async (messages) => {
    if (messages.some(({ id }) => id === poison)) throw new Error('this one is bad');
  };
  const bad = closingBody(orders[5] ?? '', poison);
  await batch(
    orders.map((order, index) => (index === 5 ? bad : index === 7 ? '{"id": "nothing else"}' : closingBody(order, randomUUID()))),
    { attempts: 7 },
  );
  await handledAll(10);
  const dead = await deadLetters(2);
  assert.match(String(dead[0]?.headers['reason']), /not readable/);
  assert.deepEqual([dead[1]?.id, dead[1]?.body], [poison, bad]);
  assert.equal(handled.length, 10);
});

test('a batch that comes again is taken apart: its events go into the queue one by one', async () => {
  const bodies = [1, 2, 3].map(() => closingBody(randomUUID(), randomUUID()));
  const settled = Promise.withResolvers<string>();
  const put: Outgoing[] = [];
  const delivery = {
    id: 'x',
    key: 'k',
    body: `[${bodies.join()}]`,
    headers: { attempts: 2 },
    ack: () => settled.resolve('ack'),
    giveBack: () => settled.resolve('back'),
  };
  const stub = {
    ...broker,
    publish: async (messages: readonly Outgoing[]) => void put.push(...messages),
    consume: (_queue: string, _prefetch: number, hand: (one: Delivery) => void) => {
      hand({ ...delivery, again: true });
      return async () => undefined;
    },
  };
  await consumeInBatches(stub, 'q', 'dead', () => Promise.reject(new Error('it came as it was')))();
  assert.equal(await settled.promise, 'ack');
  assert.deepEqual(
    put.map(({ key, body, headers }) => ({ key, body, headers })),
    bodies.map((body) => ({ key: 'q', body, headers: { attempts: 2 } })),
  );
});

test('a message that fails leaves nothing behind, is tried again after a while, and done once', async () => {
  const [order, began] = [randomUUID(), Date.now()];
  let tries = 0;
  take = async (_messages, tx) => {
    await tx.$executeRawUnsafe('insert into stock (sku, location, on_hand) values ($1, $2, 1)', order, `try-${++tries}`);
    if (tries === 1) throw new Error('not now');
  };
  await closing(order);
  await handledAll(1);
  assert.ok(Date.now() - began >= 900, 'the first pause is a second');
  assert.deepEqual(await client.$queryRawUnsafe('select location from stock where sku = $1', order), [{ location: 'try-2' }]);
});

test('attempts are counted in a header of our own; coming too early does not count', async () => {
  const seen: (string | number | undefined)[] = [];
  const answers = [new TooEarly('the hold is not there yet'), new Error('the store is away'), null];
  const done = Promise.withResolvers<void>();
  const stopEarly = consumeInBatches(broker, queueOf('early'), deadOf('early'), async (taken) => {
    for (const { delivery } of taken) {
      seen.push(delivery.headers['attempts']);
      const answer = answers.shift();
      if (answer) throw answer;
      delivery.ack();
      done.resolve();
    }
  });
  const order = randomUUID();
  await lay(bodyOf('OrderPaymentClosing', order, { orderId: order, number: 'K1', owner: 'o' }), {}, randomUUID(), queueOf('early'));
  await done.promise;
  assert.deepEqual(seen, [undefined, undefined, 1]);
  await stopEarly();
});

test('while the store is away messages wait for it, and nothing is counted', async () => {
  const seen: (string | number | undefined)[] = [];
  const looks = [false, false, true];
  const done = Promise.withResolvers<void>();
  const handle = async (taken: Taken[]) => {
    for (const { delivery } of taken) {
      seen.push(delivery.headers['attempts']);
      if (looks.length > 0) throw new Error('no connection');
      delivery.ack();
      done.resolve();
    }
  };
  const ready = async () => {
    if (!looks.shift()) throw new Error('no connection');
  };
  const stopEarly = consumeInBatches(broker, queueOf('early'), deadOf('early'), handle, { ready });
  const order = randomUUID();
  const body = bodyOf('OrderPaymentClosing', order, { orderId: order, number: 'K1', owner: 'o' });
  await lay(body, { attempts: 7 }, randomUUID(), queueOf('early'));
  await done.promise;
  assert.deepEqual(seen, [7, 7]);
  await stopEarly();
});

test('a step event that came too early holds up nobody, and is handled in its turn', async () => {
  const [early, other] = [randomUUID(), randomUUID()];
  let ready = false;
  take = async (messages) => {
    if (!ready && messages.some(({ subject }) => subject === early)) throw new TooEarly('not yet');
  };
  await Promise.all([closing(early), closing(other)]);
  await handledAll(1);
  ready = true;
  await handledAll(2);
  assert.deepEqual(
    handled.map(({ subject }) => subject),
    [other, early],
  );
});

test('one that is too early for more than an hour counts like any other failure', async () => {
  const order = randomUUID();
  take = async () => {
    throw new TooEarly('the hold never came');
  };
  await lay(bodyOf('OrderPaymentClosing', order, { orderId: order, number: 'K1', owner: 'o' }), { attempts: 7, since: Date.now() - 61 * 60_000 });
  const [dead] = await deadLetters(1);
  assert.deepEqual([dead?.headers['reason'], dead?.headers['attempts']], ['Error: the hold never came', 8]);
});

test('what cannot be read is a dead letter at once, as it came', async () => {
  const bodies = ['no json at all', '[]', bodyOf('MoonRose' as EventType, 'x', {}), bodyOf('StockChanged', 'x', { sku: 'x' })];
  for (const body of bodies) await lay(body);
  const dead = await deadLetters(4);
  assert.deepEqual(dead.map(({ body }) => body).toSorted(), bodies.toSorted());
  for (const { headers } of dead) assert.match(String(headers['reason']), /^not readable: /);
  const order = randomUUID();
  await closing(order);
  await handledAll(1);
});

test('the hearer goes on after its connection broke in the middle of a batch, and nothing is handled twice', async () => {
  const order = randomUUID();
  take = async () => {
    take = async () => {};
    wire.cut();
  };
  await closing(order);
  await handledAll(1);
  const next = randomUUID();
  await closing(next);
  await until(async () => handled.some(({ subject }) => subject === next), 'the next message');
  assert.deepEqual(
    handled.map(({ subject }) => subject),
    [order, next],
  );
});

test('what cannot be put off is given back, not kept unacknowledged', async () => {
  const order = randomUUID();
  let tries = 0;
  take = async () => {
    if (++tries === 1) throw new Error('not now');
  };
  const waiting = retryOf(queueOf(HEARER), 1_000);
  await broker.withChannel((channel) => channel.deleteQueue(waiting));
  await closing(order);
  await handledAll(1);
  await declareHearer(broker, HEARER, []);
  assert.equal(tries, 2);
});

test('the queues of a hearer are declared twice without harm', async () => {
  await declareHearer(broker, HEARER, Object.keys(hears));
  await broker.withChannel(async (channel) => {
    assert.equal((await channel.checkQueue(queueOf(HEARER))).consumerCount, 1);
    await channel.checkExchange(EXCHANGE);
  });
});
