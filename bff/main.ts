import type { FastifyRequest } from 'fastify';
import { openBroker } from '@kontor/kit/broker';
import { base, portOf } from '@kontor/kit/env';
import { serveRouter } from '@kontor/kit/door';
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
import { servePapers } from './papers.ts';
import { serveRest } from './rest.ts';
import { gateway } from './root.ts';
import { searchRoute } from './search.ts';
import { serveWebhooks } from './webhooks.ts';
import { calls } from './workers.ts';

const broker = openBroker(brokerUrl('gateway'), 'gateway');
const app = openServer('gateway', { broker: broker.ping });

const clientIn = ({ headers, ip }: FastifyRequest): string => clientOf(headers['x-kontor-client'] as string | undefined, ip);

async function contextOf(request: FastifyRequest): Promise<Context> {
  return { actor: await actorOf(bearerOf(request.headers.authorization)), client: clientIn(request) };
}

await serveRouter(app, gateway, contextOf);
searchRoute(app, calls.search, clientIn);
serveRest(app, contextOf);
app.get('/jwks', async () => gatewaySigner.jwks);
app.get('/openapi.json', async () => openApiDocument());
servePapers(app, contextOf);
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
