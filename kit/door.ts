import { type AnyTRPCRouter, callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape, TRPCError } from '@trpc/server';
import { fastifyRequestHandler } from '@trpc/server/adapters/fastify';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Context, createContext, responseMeta } from './rpc.ts';

type Asked = FastifyRequest<{ Params: { path: string }; Querystring: { batch?: string; input?: string } }>;

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  } catch (cause) {
    throw new TRPCError({ code: 'BAD_REQUEST', cause });
  }
}

/**
 * Serves a tRPC router at /trpc; `contextOf` says who calls. A single call, which is what our own processes make, is answered in one
 * piece and at half the work of tRPC's own door; batches go through that one.
 */
export async function serveRouter(app: FastifyInstance, router: AnyTRPCRouter, contextOf: (request: FastifyRequest) => Promise<Context>): Promise<void> {
  async function answer(request: Asked, reply: FastifyReply): Promise<unknown> {
    const { path } = request.params;
    const type = request.method === 'GET' ? 'query' : 'mutation';
    const getRawInput = async () => parsed(type === 'query' ? request.query.input : (request.body as string | undefined));
    let ctx: Context | undefined;
    try {
      ctx = await createContext(contextOf)({ req: request });
      return { result: { data: await callTRPCProcedure({ router, path, type, getRawInput, ctx, signal: undefined, batchIndex: 0 }) } };
    } catch (thrown) {
      const error = getTRPCErrorFromUnknown(thrown);
      reply.code(getHTTPStatusCodeFromError(error)).headers(responseMeta({ errors: [error] }).headers);
      return { error: getTRPCErrorShape({ config: router._def._config, error, type, path, input: undefined, ctx }) };
    }
  }
  await app.register(async (scope) => {
    scope.removeContentTypeParser('application/json');
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    scope.route({
      method: ['GET', 'POST'],
      url: '/trpc/:path',
      handler: async (request: Asked, reply) =>
        request.query.batch === undefined
          ? answer(request, reply)
          : fastifyRequestHandler({
              router,
              req: request,
              res: reply,
              path: request.params.path,
              maxBatchSize: 10,
              createContext: createContext(contextOf),
              responseMeta,
            } as never),
    });
  });
}
