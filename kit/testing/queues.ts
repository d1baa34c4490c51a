import type { Broker } from '../broker.ts';
import { bulkOf, deadOf, EXCHANGE, queueOf, RETRY_MS, retryOf } from '../topology.ts';

/** Takes away what a test declared in its namespace: the queues of these hearers, and the exchange. */
export const forgetHearers = (broker: Broker, hearers: readonly string[]): Promise<void> =>
  broker.withChannel(async (channel) => {
    const queues = hearers.flatMap((hearer) => [
      ...[queueOf(hearer), bulkOf(hearer)].flatMap((queue) => [queue, ...RETRY_MS.map((wait) => retryOf(queue, wait))]),
      deadOf(hearer),
    ]);
    await Promise.all(queues.map((queue) => channel.deleteQueue(queue)));
    await channel.deleteExchange(EXCHANGE);
  });
