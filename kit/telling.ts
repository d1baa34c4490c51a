import { randomUUID } from 'node:crypto';
import { events, type Worker } from '@kontor/contracts/events';
import type { Broker } from './broker.ts';
import { now } from './clock.ts';
import type { Told } from './journal.ts';
import { batched, envelope } from './messages.ts';
import { traceparent } from './telemetry.ts';
import { queueOf } from './topology.ts';

const TOGETHER = 50;

/** Tells current state to one queue alone, past the outbox: for a hearer that starts new, or a projection that is built again. */
export async function tellTo(broker: Broker, worker: Worker, queue: string, told: readonly (Told & { version: number })[]): Promise<void> {
  const trace = traceparent();
  const at = now().toISOString();
  const envelopes = told.map(({ version, type, subject, data }) =>
    envelope(worker, { id: randomUUID(), type, subject, version, data: events[type].schema.parse(data), trace, lane: 'bulk', at }),
  );
  const parts = Array.from({ length: Math.ceil(envelopes.length / TOGETHER) }, (_one, index) => envelopes.slice(index * TOGETHER, (index + 1) * TOGETHER));
  await broker.publish(parts.map((part) => ({ exchange: '', key: queueOf(queue), id: randomUUID(), body: batched(part) })));
}

/** How many messages wait in a queue. */
export const waitingIn = (broker: Broker, queue: string): Promise<number> =>
  broker.withChannel(async (channel) => (await channel.checkQueue(queueOf(queue))).messageCount);
