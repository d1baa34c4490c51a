import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import amqp, { type Channel, type ChannelModel, type ConfirmChannel, type ConsumeMessage, type Options } from 'amqplib';
import { log } from './log.ts';

export type Headers = Record<string, string | number | undefined>;
export type Outgoing = { exchange: string; key: string; id: string; body: string; headers?: Headers; mandatory?: boolean };
/** `giveBack` puts a message into its queue again; the broker counts how often. `again`: it was handed over before. */
export type Delivery = { id: string; key: string; body: string; headers: Headers; again: boolean; ack(): void; giveBack(): void };
export type Broker = ReturnType<typeof openBroker>;

/** `leave` lets go of it, whether or not the broker answers: the next to need one opens another. */
type Link = { connection: ChannelModel; publishing: ConfirmChannel; returned: Set<string>; leave(): Promise<void> };

const CONNECT_MS = 1_000;
const CONFIRM_MS = 10_000;
const PATIENCE_MS = 10_000;

function deliveryOf(message: ConsumeMessage, channel: Channel): Delivery {
  const { content, fields, properties } = message;
  const settle = (how: () => void) => {
    // A channel that broke has given its messages back already.
    try {
      how();
    } catch (error) {
      log.debug({ key: fields.routingKey, error: String(error) }, 'an acknowledgement came too late');
    }
  };
  return {
    id: String(properties.messageId ?? randomUUID()),
    key: fields.routingKey,
    body: content.toString(),
    headers: (properties.headers ?? {}) as Headers,
    again: fields.redelivered,
    ack: () => settle(() => channel.ack(message)),
    giveBack: () => settle(() => channel.nack(message, false, true)),
  };
}

/**
 * A connection to RabbitMQ that comes back by itself, with one confirm channel to publish and one channel per consumer. A broker
 * that does not confirm within `confirmMs` is taken for hung: the message is rejected and the connection begins anew.
 */
export function openBroker(url: string, name: string, { confirmMs = CONFIRM_MS } = {}) {
  let open: Promise<Link> | undefined;
  let closed = false;

  async function connect(gone: () => void): Promise<Link> {
    // Without noDelay Nagle's algorithm and delayed acknowledgements cost 40 ms a hop.
    const connection = await amqp.connect(`${url}${url.includes('?') ? '&' : '?'}heartbeat=10`, {
      noDelay: true,
      timeout: CONNECT_MS,
      clientProperties: { connection_name: name },
    });
    connection.on('error', (error: Error) => log.warn({ name, error: error.message }, 'the broker connection failed'));
    connection.on('close', gone);
    const leave = async () => {
      gone();
      await Promise.race([connection.close().catch(() => undefined), pause(CONNECT_MS, undefined, { ref: false })]);
    };
    const publishing = await connection.createConfirmChannel();
    const returned = new Set<string>();
    publishing.on('error', (error: Error) => log.warn({ name, error: error.message }, 'the publishing channel failed'));
    publishing.on('return', (message) => returned.add(String(message.properties.messageId)));
    publishing.on('close', () => void leave());
    return { connection, publishing, returned, leave };
  }

  function link(): Promise<Link> {
    if (open) return open;
    if (closed) return Promise.reject(new Error(`the broker connection of ${name} is closed`));
    const forget = () => {
      if (open === fresh) open = undefined;
    };
    const fresh = connect(forget);
    fresh.catch(forget);
    open = fresh;
    return fresh;
  }

  async function patiently(): Promise<Link> {
    for (const deadline = Date.now() + PATIENCE_MS; ; ) {
      try {
        return await link();
      } catch (error) {
        if (closed || Date.now() > deadline) throw error;
        await pause(200);
      }
    }
  }

  function send({ publishing, returned, leave }: Link, { exchange, key, id, body, headers, mandatory = true }: Outgoing): Promise<void> {
    const options: Options.Publish = {
      persistent: true,
      mandatory,
      messageId: id,
      contentType: body.startsWith('[') ? 'application/cloudevents-batch+json' : 'application/cloudevents+json',
      headers: { ...headers },
    };
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        reject(new Error('the broker did not confirm in time'));
        void leave();
      }, confirmMs);
      const settle = (error: unknown) => {
        clearTimeout(late);
        if (error) reject(error instanceof Error ? error : new Error('the broker refused a message'));
        // basic.return comes before the confirm of the same message
        else if (returned.delete(id)) reject(new Error(`no queue takes ${key}`));
        else resolve();
      };
      try {
        publishing.publish(exchange, key, Buffer.from(body), options, settle);
      } catch (error) {
        settle(error);
      }
    });
  }

  return {
    /** Resolves when the broker has taken all of them; then they are safe. */
    async publish(messages: readonly Outgoing[]): Promise<void> {
      const linked = await link();
      await Promise.all(messages.map((message) => send(linked, message)));
    },

    /** Hands over messages as they come, `prefetch` at most unacknowledged. Subscribes anew after a break. Returns how to stop. */
    consume(
      queue: string,
      prefetch: number,
      take: (delivery: Delivery) => void,
      arguments_: { exclusive?: boolean; prepare?: (channel: Channel) => Promise<unknown> } = {},
    ): () => Promise<void> {
      let stopped = false;
      let cancel: (() => Promise<unknown>) | undefined;
      const subscribe = async () => {
        const { connection } = await link();
        const ours = await connection.createChannel();
        const over = new Promise<void>((resolve) => void ours.once('close', resolve));
        ours.on('error', (error: Error) => log.warn({ queue, error: error.message }, 'a consuming channel failed'));
        const deliver = (message: ConsumeMessage | null) => (message ? take(deliveryOf(message, ours)) : void ours.close().catch(() => undefined));
        try {
          await arguments_.prepare?.(ours);
          await ours.prefetch(prefetch);
          const { consumerTag } = await ours.consume(queue, deliver, { exclusive: arguments_.exclusive ?? false });
          cancel = () => ours.cancel(consumerTag).catch(() => undefined);
        } catch (error) {
          await ours.close().catch(() => undefined);
          throw error;
        }
        if (stopped) await cancel();
        void over.then(() => keep());
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
        await cancel?.();
      };
    },

    /** Runs `work` on a channel of its own: for declaring queues. Waits up to 10 s for a broker that does not answer yet, as at a start. */
    async withChannel<R>(work: (channel: Channel) => Promise<R>): Promise<R> {
      const { connection } = await patiently();
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
      await linked?.leave();
    },
  };
}
