import { type AnyTRPCRouter, callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape, TRPCError } from '@trpc/server';
import { fastifyRequestHandler } from '@trpc/server/adapters/fastify';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Context, createContext, type Failed, responseMeta } from './rpc.ts';

/** A router, and who it is that calls through a request. */
export type Door = { router: AnyTRPCRouter; contextOf: (request: FastifyRequest) => Promise<Context> };
type Call = { path: string; type: 'query' | 'mutation'; getRawInput: () => Promise<unknown> };

/** One procedure called for whoever asks: what it gives, or its failure as every door tells it; status and headers of that are set. */
export async function callFor({ router, contextOf }: Door, request: FastifyRequest, reply: FastifyReply, call: Call): Promise<{ data: unknown } | Failed> {
  let ctx: Context | undefined;
  try {
    ctx = await createContext(contextOf)({ req: request });
    return { data: await callTRPCProcedure({ router, ctx, signal: undefined, batchIndex: 0, ...call }) };
  } catch (thrown) {
    const error = getTRPCErrorFromUnknown(thrown);
    reply.code(getHTTPStatusCodeFromError(error)).headers(responseMeta({ errors: [error] }).headers);
    return { error: getTRPCErrorShape({ config: router._def._config, error, input: undefined, ctx, ...call }) as Failed['error'] };
  }
}

type Asked = FastifyRequest<{ Params: { path: string }; Querystring: { batch?: string; input?: string } }>;

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  } catch (cause) {
    throw new TRPCError({ code: 'BAD_REQUEST', cause });
  }
}

/**
 * Serves a tRPC router at /trpc. A single call, which is what our own processes make, is answered in one piece and at half the work of
 * tRPC's own door; batches go through that one.
 */
export async function serveRouter(app: FastifyInstance, router: AnyTRPCRouter, contextOf: Door['contextOf']): Promise<void> {
  async function answer(request: Asked, reply: FastifyReply): Promise<unknown> {
    const type = request.method === 'GET' ? 'query' : 'mutation';
    const getRawInput = async () => parsed(type === 'query' ? request.query.input : (request.body as string | undefined));
    const said = await callFor({ router, contextOf }, request, reply, { path: request.params.path, type, getRawInput });
    return 'data' in said ? { result: said } : said;
  }
  const batches = { router, maxBatchSize: 10, createContext: createContext(contextOf), responseMeta };
  await app.register(async (scope) => {
    scope.removeContentTypeParser('application/json');
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    scope.route({
      method: ['GET', 'POST'],
      url: '/trpc/:path',
      handler: async (request: Asked, reply) =>
        request.query.batch === undefined
          ? answer(request, reply)
          : fastifyRequestHandler({ ...batches, req: request, res: reply, path: request.params.path } as never),
    });
  });
}
