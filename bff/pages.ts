import { setTimeout as pause } from 'node:timers/promises';
import type { Message } from '@kontor/contracts/events';
import type { Broker } from '@kontor/kit/broker';
import { consumeInBatches } from '@kontor/kit/inbox';
import { log } from '@kontor/kit/log';
import { bulkOf, deadOf, declareHearer, queueOf } from '@kontor/kit/topology';
import { hears } from './events.ts';
import { cache } from './limits.ts';

const HEARER = 'gateway';

/** Writes the time of each tag that an event touches: one queue for all instances, each event once. */
export async function refreshPages(broker: Broker): Promise<() => Promise<void>> {
  await declareHearer(broker, HEARER, Object.keys(hears));
  const stops = [queueOf(HEARER), bulkOf(HEARER)].map((queue) =>
    consumeInBatches(broker, queue, deadOf(HEARER), async (taken) => {
      const tags = new Set(taken.flatMap(({ message }) => (hears[message.type] as ((message: Message) => string[]) | undefined)?.(message) ?? []));
      // A tag that is not written leaves an old page standing, so this waits for the cache as long as it takes.
      for (let wait = 100; ; wait = Math.min(wait * 2, 5_000)) {
        try {
          await cache.invalidate([...tags]);
          break;
        } catch (error) {
          log.warn({ error: String(error) }, 'page tags wait for the cache');
          await pause(wait);
        }
      }
      for (const { delivery } of taken) delivery.ack();
    }),
  );
  return async () => void (await Promise.all(stops.map((stop) => stop())));
}
