import { workers } from '@kontor/contracts/events';
import { bulkOf, deadOf, queueOf, RETRY_MS, retryOf } from '@kontor/kit/topology';
import type { Finding } from './finding.ts';
import type { Stores } from './stores.ts';

const hearersOfQueues = [...workers, 'gateway'] as const;

/** How many messages lie in a queue and how many listen to it; null when there is no such queue. */
const look = (stores: Stores, queue: string): Promise<{ messageCount: number; consumerCount: number } | null> =>
  stores.broker.withChannel((channel) => channel.checkQueue(queue)).catch(() => null);

/** I13: no dead letters, and nothing that waits in a queue and is not taken. */
export async function* checkLetters(stores: Stores): AsyncGenerator<Finding> {
  for (const hearer of hearersOfQueues) {
    const dead = await look(stores, deadOf(hearer));
    if (dead && dead.messageCount > 0)
      yield {
        promised: 'I13',
        what: 'dead letters',
        subject: hearer,
        // Not looked into: a broker may count each look as a delivery and drop a letter after twenty.
        sentence: `${hearer} could not handle ${dead.messageCount} ${dead.messageCount === 1 ? 'message' : 'messages'}.`,
        wayOn: 'Its log says why at "a dead letter"; mend the cause, then give them back.',
        repairs: [{ way: 'take dead letters again', hearer }],
      };
    for (const queue of [queueOf(hearer), bulkOf(hearer)]) {
      const counts = await Promise.all([queue, ...RETRY_MS.map((wait) => retryOf(queue, wait))].map((name) => look(stores, name)));
      const waiting = counts.reduce((sum, one) => sum + (one?.messageCount ?? 0), 0);
      if (waiting > 0)
        yield {
          promised: 'I13',
          what: 'messages wait',
          subject: queue,
          sentence: `${waiting} messages wait in ${queue}${counts[0]?.consumerCount === 0 ? ', and nobody listens to it' : ''}.`,
          wayOn: `See whether ${hearer} runs and what it logs.`,
          repairs: [],
        };
    }
  }
}
