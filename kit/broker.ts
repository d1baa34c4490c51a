import { setTimeout as pause } from 'node:timers/promises';
import amqp, { type Channel, type ChannelModel, type ConfirmChannel, type ConsumeMessage, type Options } from 'amqplib';
import { log } from './log.ts';

export type Headers = Record<string, string | number | undefined>;
export type Outgoing = { exchange: string; key: string; id: string; body: string; headers?: Headers; mandatory?: boolean };
export type Delivery = { id: string; key: string; body: string; headers: Headers; ack(): void };
export type Broker = ReturnType<typeof openBroker>;

const CONFIRM_MS = 10_000;

/** A connection to RabbitMQ that comes back by itself, with one confirm channel to publish and one channel per consumer. */
export function openBroker(url: string, name: string) {
  let open: Promise<{ connection: ChannelModel; publishing: ConfirmChannel }> | undefined;
  let closed = false;
  const returned = new Set<string>();

  const link = () =>
    (open ??= (async () => {
      // Without noDelay Nagle's algorithm and delayed acknowledgements cost 40 ms a hop.
      const connection = await amqp.connect(`${url}${url.includes('?') ? '&' : '?'}heartbeat=10`, { noDelay: true, timeout: 2_000, clientProperties: { connection_name: name } });
      connection.on('error', (error: Error) => log.warn({ name, error: error.message }, 'the broker connection failed'));
      connection.on('close', () => {
        open = undefined;
      });
      const publishing = await connection.createConfirmChannel();
      publishing.on('error', (error: Error) => log.warn({ name, error: error.message }, 'the publishing channel failed'));
      publishing.on('return', (message) => returned.add(String(message.properties.messageId)));
      return { connection, publishing };
    })().catch((error: unknown) => {
      open = undefined;
      throw error;
    }));

  function send(channel: ConfirmChannel, { exchange, key, id, body, headers, mandatory = true }: Outgoing): Promise<void> {
    const options: Options.Publish = { persistent: true, mandatory, messageId: id, contentType: 'application/cloudevents+json', headers: { ...headers } };
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the broker did not confirm in time')), CONFIRM_MS);
      channel.publish(exchange, key, Buffer.from(body), options, (error: unknown) => {
        clearTimeout(timer);
        if (error) reject(error instanceof Error ? error : new Error('the broker refused a message'));
        // basic.return comes before the confirm of the same message
        else if (returned.delete(id)) reject(new Error(`no queue takes ${key}`));
        else resolve();
      });
    });
  }

  return {
    /** Resolves when the broker has taken all of them; then they are safe. */
    async publish(messages: readonly Outgoing[]): Promise<void> {
      const { publishing } = await link();
      await Promise.all(messages.map((message) => send(publishing, message)));
    },

    /** Hands over messages as they come, `prefetch` at most unacknowledged. Subscribes anew after a break. Returns how to stop. */
    consume(queue: string, prefetch: number, take: (delivery: Delivery) => void, arguments_: { exclusive?: boolean; prepare?: (channel: Channel) => Promise<unknown> } = {}): () => Promise<void> {
      let stopped = false;
      let channel: Channel | undefined;
      let tag: string | undefined;
      const subscribe = async () => {
        const { connection } = await link();
        const ours = await connection.createChannel();
        ours.on('error', (error: Error) => log.warn({ queue, error: error.message }, 'a consuming channel failed'));
        ours.on('close', () => {
          if (!stopped && !closed) void keep();
        });
        channel = ours;
        await arguments_.prepare?.(ours);
        await ours.prefetch(prefetch);
        const deliver = (message: ConsumeMessage | null) => {
          if (!message) return ours.close().catch(() => undefined);
          return take({
            id: String(message.properties.messageId),
            key: message.fields.routingKey,
            body: message.content.toString(),
            headers: (message.properties.headers ?? {}) as Headers,
            ack: () => {
              // A channel that broke has given its messages back already.
              try {
                ours.ack(message);
              } catch (error) {
                log.debug({ queue, error: String(error) }, 'an acknowledgement came too late');
              }
            },
          });
        };
        ({ consumerTag: tag } = await ours.consume(queue, (message) => void deliver(message), { exclusive: arguments_.exclusive ?? false }));
      };
      const keep = async () => {
        for (let wait = 100; !stopped && !closed; wait = Math.min(wait * 2, 2_000)) {
          try {
            return await subscribe();
          } catch (error) {
            log.warn({ queue, error: String(error) }, 'cannot consume yet');
            await pause(wait);
          }
        }
      };
      void keep();
      return async () => {
        stopped = true;
        if (channel && tag) await channel.cancel(tag).catch(() => undefined);
      };
    },

    /** Runs `work` on a channel of its own: for declaring queues. */
    async withChannel<R>(work: (channel: Channel) => Promise<R>): Promise<R> {
      const { connection } = await link();
      const channel = await connection.createChannel();
      channel.on('error', () => undefined);
      try {
        return await work(channel);
      } finally {
        await channel.close().catch(() => undefined);
      }
    },

    ping: () => link(),
    async close(): Promise<void> {
      closed = true;
      const linked = await open?.catch(() => undefined);
      await linked?.connection.close().catch(() => undefined);
    },
  };
}
