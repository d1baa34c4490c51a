import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify';
import type { FastifyRequest } from 'fastify';
import { fastifyTRPCOpenApiPlugin } from 'trpc-to-openapi';
import { openBroker } from '@kontor/kit/broker';
import { base, portOf } from '@kontor/kit/env';
import { openServer } from '@kontor/kit/http';
import { bearerOf } from '@kontor/kit/identity';
import { log } from '@kontor/kit/log';
import { atStop, guardProcess } from '@kontor/kit/process';
import type { Context } from '@kontor/kit/rpc';
import { brokerUrl } from '@kontor/kit/worker';
import { actorOf, clientOf, gatewaySigner } from './context.ts';
import { cache } from './limits.ts';
import { pushToPages, serveLive } from './live.ts';
import { openApiDocument, serveDocs } from './openapi.ts';
import { refreshPages } from './pages.ts';
import { type Gateway, gateway } from './root.ts';
import { serveWebhooks } from './webhooks.ts';

const broker = openBroker(brokerUrl('gateway'), 'gateway');
const app = openServer('gateway', { broker: broker.ping });

async function contextOf({ req }: { req: FastifyRequest }): Promise<Context> {
  const client = clientOf(req.headers['x-kontor-client'] as string | undefined, req.ip);
  return { actor: await actorOf(bearerOf(req.headers.authorization)), client };
}

await app.register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions: { router: gateway, maxBatchSize: 10, createContext: contextOf } } as FastifyTRPCPluginOptions<Gateway>);
await app.register(fastifyTRPCOpenApiPlugin as never, { basePath: '/v1', router: gateway, createContext: contextOf } as never);
app.get('/jwks', async () => gatewaySigner.jwks);
app.get('/openapi.json', async () => openApiDocument());
await serveDocs(app);
await serveWebhooks(app);
serveLive(app);

const stops = [pushToPages(broker), await refreshPages(broker)];
const address = await app.listen({ port: portOf(base.BFF_URL), host: base.HOSTNAME });
log.info({ name: 'gateway', address }, 'ready');

atStop('gateway', async () => {
  await app.close();
  await Promise.all(stops.map((stop) => stop()));
  await broker.close();
  await cache.close();
});
guardProcess();
