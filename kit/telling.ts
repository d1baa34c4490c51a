import { randomUUID } from 'node:crypto';
import { events, type Worker } from '@kontor/contracts/events';
import type { Broker } from './broker.ts';
import { now } from './clock.ts';
import type { Told, Waiting } from './journal.ts';
import { packed } from './messages.ts';
import { traceparent } from './telemetry.ts';
import { queueOf } from './topology.ts';

/** Tells current state to one queue alone, past the outbox: for a hearer that starts new, or a projection that is built again. */
export async function tellTo(broker: Broker, worker: Worker, queue: string, told: readonly (Told & { version: number })[]): Promise<void> {
  const trace = traceparent();
  const at = now().toISOString();
  const waiting = told.map(
    ({ data, ...event }): Waiting => ({ ...event, id: randomUUID(), data: events[event.type].schema.parse(data), trace, lane: 'bulk', at }),
  );
  await broker.publish(packed(worker, waiting).map((message) => ({ exchange: '', key: queueOf(queue), ...message })));
}

/** So many are told at once when all of an owner's state is. */
const TOGETHER = 200;

/** The same with all that an owner retells; gives how many events that were. */
export async function tellAllTo(broker: Broker, worker: Worker, queue: string, retold: AsyncIterable<Told & { version: number }>): Promise<number> {
  let told = 0;
  let some: (Told & { version: number })[] = [];
  const pass = async () => {
    await tellTo(broker, worker, queue, some);
    told += some.length;
    some = [];
  };
  for await (const event of retold) if (some.push(event) === TOGETHER) await pass();
  await pass();
  return told;
}

/** How many messages wait in a queue. */
export const waitingIn = (broker: Broker, queue: string): Promise<number> =>
  broker.withChannel(async (channel) => (await channel.checkQueue(queueOf(queue))).messageCount);
