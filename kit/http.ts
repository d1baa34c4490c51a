import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify';
import type { AnyTRPCRouter } from '@trpc/server';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { z } from 'zod';
import { clockOffset, moveClock } from './clock.ts';
import { base } from './env.ts';
import { bearerOf, type Actor } from './identity.ts';
import { log } from './log.ts';
import type { Context } from './rpc.ts';
import { traced } from './telemetry.ts';

export type Check = () => Promise<unknown>;
const READY_MS = 2_000;

/** An HTTP server with the doors that every process has: /livez touches nothing, /readyz asks each dependency. */
export function openServer(name: string, checks: Record<string, Check>, bodyLimit = 1024 * 1024): FastifyInstance {
  const app = fastify({ loggerInstance: log.child({ name }) as FastifyBaseLogger, logController: new LogController({ disableRequestLogging: true }), bodyLimit, routerOptions: { maxParamLength: 500 }, forceCloseConnections: 'idle' });
  app.addHook('onRequest', (request, _reply, done) => traced(request.headers['traceparent'] as string | undefined, done));
  let ready = true;
  app.addHook('preClose', async () => {
    ready = false;
  });
  app.get('/livez', async () => ({ name, alive: true }));
  app.get('/readyz', async (_request, reply) => {
    const results = await Promise.all(Object.entries(checks).map(async ([dependency, check]) => [dependency, await holds(check)] as const));
    const fine = ready && results.every(([, ok]) => ok);
    return reply.code(fine ? 200 : 503).send({ name, ready: fine, dependencies: Object.fromEntries(results) });
  });
  if (base.CLOCK_MOVABLE) {
    app.post('/clock', async (request) => {
      moveClock(z.object({ offsetMs: z.int() }).parse(request.body).offsetMs);
      return { offsetMs: clockOffset() };
    });
  }
  return app;
}

async function holds(check: Check): Promise<boolean> {
  try {
    await Promise.race([check(), new Promise((_resolve, reject) => setTimeout(() => reject(new Error('too slow')), READY_MS).unref())]);
    return true;
  } catch {
    return false;
  }
}

/** Serves a tRPC router at /trpc; the actor comes from the bearer token alone. */
export async function serveRouter(app: FastifyInstance, router: AnyTRPCRouter, actorOf: (token: string | undefined) => Promise<Actor | null>, clientOf = (headers: Record<string, unknown>) => String(headers['x-kontor-client'] ?? '')): Promise<void> {
  await app.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router,
      maxBatchSize: 10,
      createContext: async ({ req }): Promise<Context> => ({ actor: await actorOf(bearerOf(req.headers.authorization)), client: clientOf(req.headers) }),
    },
  } as FastifyTRPCPluginOptions<AnyTRPCRouter>);
}
