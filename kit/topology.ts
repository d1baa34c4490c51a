import type { Broker } from './broker.ts';
import { base } from './env.ts';

const prefix = base.NAMESPACE ? `${base.NAMESPACE}.` : '';

export const EXCHANGE = `${prefix}shop`;
export const RETRY_MS = [1_000, 5_000, 30_000] as const;
/** After so many failed attempts a message is a dead letter. */
export const MOST_ATTEMPTS = 8;
/** A backstop for crashes while handling: the broker counts those itself. */
const DELIVERY_LIMIT = 20;

export const queueOf = (hearer: string) => `${prefix}${hearer}`;
export const bulkOf = (hearer: string) => `${prefix}${hearer}.bulk`;
export const deadOf = (hearer: string) => `${prefix}${hearer}.dead`;
export const retryOf = (queue: string, milliseconds: number) => `${queue}.retry.${milliseconds}`;
export const bulkKey = (type: string) => `bulk.${type}`;

/**
 * Declares the queues of one hearer: the queue, one more for bulk, back-off queues that give back by time to live, and the
 * dead letters. Dead-lettering is at-least-once everywhere. Safe to repeat; bindings that are no longer wanted stay.
 */
export async function declareHearer(broker: Broker, hearer: string, types: readonly string[]): Promise<void> {
  await broker.withChannel(async (channel) => {
    const quorum = (args: Record<string, unknown>) => ({ durable: true, arguments: { 'x-queue-type': 'quorum', ...args } });
    const givesTo = (queue: string) => ({
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': queue,
      'x-dead-letter-strategy': 'at-least-once',
      'x-overflow': 'reject-publish',
    });
    await channel.assertExchange(EXCHANGE, 'topic', { durable: true });
    await channel.assertQueue(deadOf(hearer), quorum({}));
    for (const queue of [queueOf(hearer), bulkOf(hearer)]) {
      await channel.assertQueue(queue, quorum({ 'x-delivery-limit': DELIVERY_LIMIT, ...givesTo(deadOf(hearer)) }));
      for (const wait of RETRY_MS) await channel.assertQueue(retryOf(queue, wait), quorum({ 'x-message-ttl': wait, ...givesTo(queue) }));
    }
    for (const type of types) {
      await channel.bindQueue(queueOf(hearer), EXCHANGE, type);
      await channel.bindQueue(bulkOf(hearer), EXCHANGE, bulkKey(type));
    }
  });
}
