import './testing/env.ts';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type Delivery, openBroker } from './broker.ts';
import { until } from './testing.ts';
import { namespace } from './testing/env.ts';
import { wireTo } from './testing/wire.ts';
import { brokerUrl } from './worker.ts';

const address = brokerUrl('inventory');
const broker = openBroker(address, 'broker test');
const queues: string[] = [];
after(async () => {
  await broker.withChannel(async (channel) => {
    for (const queue of queues) await channel.deleteQueue(queue);
  });
  await broker.close();
});

async function declared(queue = `${namespace}.${randomUUID()}`, type: 'quorum' | 'classic' = 'quorum'): Promise<string> {
  await broker.withChannel((channel) => channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': type } }));
  queues.push(queue);
  return queue;
}
const to = (queue: string, body: string) => ({ exchange: '', key: queue, id: randomUUID(), body });
const consumersOf = (queue: string) => broker.withChannel(async (channel) => (await channel.checkQueue(queue)).consumerCount);

/** What is taken from a queue, acknowledged at once. */
function bodiesOf(queue: string, on = broker): string[] {
  const bodies: string[] = [];
  on.consume(queue, 10, (delivery) => {
    bodies.push(delivery.body);
    delivery.ack();
  });
  return bodies;
}

test('a message that no queue takes is rejected; those beside it are safe', async () => {
  const queue = await declared();
  const bodies = bodiesOf(queue);
  const [lost, kept, lost2] = await Promise.allSettled([
    broker.publish([to(`${queue}.none`, 'lost')]),
    broker.publish([to(queue, 'kept')]),
    broker.publish([to(`${queue}.none`, 'lost')]),
  ]);
  assert.deepEqual([lost.status, kept.status, lost2.status], ['rejected', 'fulfilled', 'rejected']);
  assert.match(String(lost.status === 'rejected' && lost.reason), /no queue takes/);
  await until(async () => bodies.length === 1, 'the other message');
  await broker.publish([{ ...to(`${queue}.none`, 'nobody needs it'), mandatory: false }]);
});

test('a publishing channel that the broker closed is opened anew', async () => {
  const queue = await declared();
  const nowhere = { ...to(queue, 'x'), exchange: `${namespace}.no-such-exchange` };
  await assert.rejects(broker.publish([nowhere]), /channel closed/i);
  await broker.publish([to(queue, 'after')]);
  assert.equal(await broker.withChannel(async (channel) => ((await channel.get(queue, { noAck: true })) || null)?.content.toString()), 'after');
});

test('a hung broker: publishing is rejected in time, connecting too, and nothing is left of it when it is back', async (t) => {
  const queue = await declared();
  const wire = await wireTo(address);
  const far = openBroker(wire.url, 'hung test', { confirmMs: 300 });
  t.after(async () => {
    await far.close();
    await wire.close();
  });
  await far.publish([to(queue, 'before')]);
  wire.hold();
  await assert.rejects(far.publish([to(queue, 'during'), to(queue, 'during')]), /did not confirm in time/);
  const began = Date.now();
  await assert.rejects(far.ping(), /ETIMEDOUT/);
  assert.ok(Date.now() - began < 2_000, 'a connection is given up after a second');
  wire.release();
  await far.publish([to(queue, 'after')]);
  await until(async () => wire.open() === 1, 'the held connections are closed');
});

test('a consumer comes back after its connection broke, once, and gets what it had not acknowledged', async (t) => {
  const queue = await declared();
  const wire = await wireTo(address);
  const far = openBroker(wire.url, 'cut test');
  t.after(async () => {
    await far.close();
    await wire.close();
  });
  const taken: Delivery[] = [];
  far.consume(queue, 10, (delivery) => void taken.push(delivery));
  await broker.publish([to(queue, 'first')]);
  await until(async () => taken.length === 1, 'the first delivery');
  wire.cut();
  await until(async () => taken.length === 2, 'the same message again');
  taken[0]?.ack();
  assert.equal(taken[1]?.body, 'first');
  taken[1]?.ack();
  await broker.publish([to(queue, 'second')]);
  await until(async () => taken.length === 3, 'the next message');
  taken[2]?.ack();
  assert.equal(await consumersOf(queue), 1);
});

test('a consumer waits for a queue that is not there yet, and stands there once, however often it had to ask', async () => {
  const queue = `${namespace}.${randomUUID()}`;
  const bodies = bodiesOf(queue);
  await pause(1_000);
  await declared(queue);
  await broker.publish([to(queue, 'at last')]);
  await until(async () => bodies.length === 1, 'the message');
  assert.equal(await consumersOf(queue), 1);
});

test('a consumer whose queue is deleted takes up the new one', async () => {
  // A quorum queue that is deleted and declared at once is not said to be gone (RabbitMQ 3.10).
  const queue = await declared(undefined, 'classic');
  const bodies = bodiesOf(queue);
  await until(async () => (await consumersOf(queue)) === 1, 'the consumer');
  await broker.withChannel((channel) => channel.deleteQueue(queue));
  await declared(queue, 'classic');
  await broker.publish([to(queue, 'new')]);
  await until(async () => bodies.length === 1, 'the message');
  assert.equal(await consumersOf(queue), 1);
});

test('a consumer that is stopped takes nothing more', async () => {
  const queue = await declared();
  const bodies: string[] = [];
  const stop = broker.consume(queue, 10, (delivery) => {
    bodies.push(delivery.body);
    delivery.ack();
  });
  await broker.publish([to(queue, 'first')]);
  await until(async () => bodies.length === 1, 'the first message');
  await stop();
  await broker.publish([to(queue, 'second')]);
  assert.deepEqual([await consumersOf(queue), bodies], [0, ['first']]);
});

test('what is given back is delivered again', async () => {
  const queue = await declared();
  const taken: Delivery[] = [];
  broker.consume(queue, 10, (delivery) => void (taken.push(delivery) === 1 ? delivery.giveBack() : delivery.ack()));
  await broker.publish([to(queue, 'again')]);
  await until(async () => taken.length === 2, 'the second delivery');
  assert.equal(taken[1]?.id, taken[0]?.id);
});

test('who declares queues waits for a broker that is not there yet', async (t) => {
  const wire = await wireTo(address);
  const far = openBroker(wire.url, 'patient test');
  t.after(async () => {
    await far.close();
    await wire.close();
  });
  wire.goAway();
  const declaring = far.withChannel((channel) => channel.checkExchange('amq.topic'));
  await assert.rejects(far.ping());
  wire.comeBack();
  await declaring;
});

test('a connection that was closed is not opened again behind its owner', async () => {
  const mine = openBroker(address, 'closed test');
  await mine.ping();
  await mine.close();
  await assert.rejects(mine.ping(), /is closed/);
  await assert.rejects(mine.publish([to('any', 'x')]), /is closed/);
});
