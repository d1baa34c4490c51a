import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Sku, Uuid } from '@kontor/contracts/ids';
import { type Live, LIVE_SKUS } from '@kontor/contracts/live';
import type { EventType, Message } from '@kontor/contracts/events';
import { order } from '@kontor/contracts/order';
import { Refusal } from '@kontor/contracts/refusals';
import { accept } from '@kontor/kit/answers';
import type { Broker } from '@kontor/kit/broker';
import { bearerOf, holdsFor } from '@kontor/kit/identity';
import { log } from '@kontor/kit/log';
import { messagesOf } from '@kontor/kit/messages';
import { bulkKey, EXCHANGE } from '@kontor/kit/topology';
import { actorOf, clientOf } from './context.ts';
import { calls } from './workers.ts';

/** What is pushed, and to which pages: those that show one of these SKUs, or this order. */
type Pushed = { live: Live; skus?: string[]; order?: string };

/** What this instance pushes to open pages: the keys are the bindings of its own queue. */
const pushes: { [T in EventType]?: (message: Message<T>) => Pushed } = {
  StockChanged: ({ data }) => ({
    live: { kind: 'stock', sku: data.sku, available: data.available, ...(data.later && { later: data.later }) },
    skus: [data.sku],
  }),
  OfferChanged: ({ data: { sku, productId, price, compareAt } }) => ({ live: { kind: 'offer', sku, productId, price, compareAt }, skus: [sku] }),
  ProductChanged: ({ data: { product } }) => ({
    live: { kind: 'product', productId: product.id, version: product.version },
    skus: product.variants.map((variant) => variant.sku),
  }),
  OrderPlaced: aboutOrder,
  OrderReadyToPay: aboutOrder,
  OrderPaymentClosing: aboutOrder,
  OrderPaid: aboutOrder,
  OrderCancelAsked: aboutOrder,
  OrderCancelled: aboutOrder,
  OrderCompleted: aboutOrder,
  OrderAdvanced: aboutOrder,
};

function aboutOrder({ type, data }: { type: string; data: { orderId: string } }): Pushed {
  return { live: { kind: 'order', orderId: data.orderId, what: type }, order: data.orderId };
}

const CONNECTION_MS = 5 * 60_000;
const PING_MS = 15_000;
const PER_CLIENT = 12;
/** Bytes that may wait for one page. */
const MOST_UNREAD = 1024 * 1024;

type Page = { skus: Set<string>; orders: Set<string>; send: (live: Live) => void; end: () => void };
const pages = new Set<Page>();
const perClient = new Map<string, number>();

const many = <S extends z.ZodType>(schema: S, most: number) => z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(schema).max(most));
const Topics = z.object({ sku: many(Sku, LIVE_SKUS), order: many(Uuid, 5) });

function push(message: Message): void {
  const pushed = (pushes[message.type] as ((message: Message) => Pushed) | undefined)?.(message);
  if (!pushed) return;
  for (const page of pages) if (pushed.skus?.some((sku) => page.skus.has(sku)) || (pushed.order && page.orders.has(pushed.order))) page.send(pushed.live);
}

/** Hears what concerns open pages on a queue of this instance alone; it goes with the instance. */
export function pushToPages(broker: Broker): () => Promise<void> {
  const queue = `${EXCHANGE}.gateway.${randomUUID()}`;
  return broker.consume(
    queue,
    500,
    (delivery) => {
      delivery.ack();
      // Nobody looks: nothing to read.
      if (pages.size === 0) return;
      try {
        for (const message of messagesOf(delivery.body)) push(message);
      } catch (error) {
        log.warn({ error: String(error) }, 'an event could not be pushed to pages');
      }
    },
    {
      prepare: async (channel) => {
        await channel.assertExchange(EXCHANGE, 'topic', { durable: true });
        await channel.assertQueue(queue, { exclusive: true, autoDelete: true, durable: false, arguments: { 'x-max-length': 50_000 } });
        for (const type of Object.keys(pushes)) for (const key of [type, bulkKey(type)]) await channel.bindQueue(queue, EXCHANGE, key);
      },
    },
  );
}

/** `GET /events`: server-sent events for the SKUs and the shopper's own orders that a page shows. Ends with its token; the browser comes back. */
export function serveLive(app: FastifyInstance): void {
  let closing = false;
  app.get('/events', { config: { uncounted: true } }, async (request, reply) => {
    const client = clientOf(request.headers['x-kontor-client'] as string | undefined, request.ip);
    const open = perClient.get(client) ?? 0;
    if (open >= PER_CLIENT) throw new Refusal('TooMany', { retryAfter: 10 });
    // Counted before anything is waited for: many may come at once, and one may be gone before it is answered.
    const { raw } = reply;
    perClient.set(client, open + 1);
    raw.once('close', () => {
      const left = (perClient.get(client) ?? 1) - 1;
      if (left > 0) perClient.set(client, left);
      else perClient.delete(client);
    });

    const topics = accept(Topics, request.query);
    const token = bearerOf(request.headers.authorization);
    const actor = await actorOf(token);
    const lasts = actor && token ? Math.min(CONNECTION_MS, holdsFor(token)) : CONNECTION_MS;
    const owned = await Promise.all(
      topics.order.map((id) =>
        calls.order(order.byId, 'byId', { id }, { actor, client }).then(
          () => id,
          () => null,
        ),
      ),
    );
    reply.hijack();
    if (raw.destroyed) return;
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' });
    raw.write('retry: 2000\n\n');
    const page: Page = {
      skus: new Set(topics.sku),
      orders: new Set(owned.filter((id) => id !== null)),
      // A page that does not read is let go; its browser comes back if it is there.
      send: (live) => void (raw.writableLength > MOST_UNREAD ? raw.destroy() : raw.write(`data: ${JSON.stringify(live)}\n\n`)),
      end: () => void raw.end(),
    };
    pages.add(page);
    const ping = setInterval(() => raw.write(': still here\n\n'), PING_MS);
    const over = setTimeout(() => raw.end(), lasts);
    raw.on('close', () => {
      clearInterval(ping);
      clearTimeout(over);
      pages.delete(page);
    });
    if (closing) page.end();
  });
  // Streams would hold a server open for minutes.
  app.addHook('preClose', async () => {
    closing = true;
    for (const page of pages) page.end();
  });
}
