import { type AnyTRPCRouter, callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape, TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '@kontor/contracts/refusals';
import { type Context, createContext, type Failed, responseMeta } from './rpc.ts';

/** A router, and who it is that calls through a request. */
export type Door = { router: AnyTRPCRouter; contextOf: (request: FastifyRequest) => Promise<Context> };
type Call = { path: string; type: 'query' | 'mutation'; getRawInput: () => Promise<unknown> };
type Outcome = { data: unknown } | Failed;

const MOST_AT_ONCE = 10;
const OK = 200;
/** Several that ended differently, each with its own word (RFC 4918 § 13). */
const MULTI_STATUS = 207;

/** Procedures called for whoever asks, all at once: what each gives, or its failure as every door tells it. Sets status and headers. */
export async function callFor({ router, contextOf }: Door, request: FastifyRequest, reply: FastifyReply, calls: readonly Call[]): Promise<Outcome[]> {
  const errors: TRPCError[] = [];
  const asking = createContext(contextOf)({ req: request });
  const outcomes = await Promise.all(
    calls.map(async (call, batchIndex): Promise<Outcome> => {
      let ctx: Context | undefined;
      try {
        ctx = await asking;
        return { data: await callTRPCProcedure({ router, ctx, signal: undefined, batchIndex, ...call }) };
      } catch (thrown) {
        const error = getTRPCErrorFromUnknown(thrown);
        errors.push(error);
        return { error: getTRPCErrorShape({ config: router._def._config, error, input: undefined, ctx, ...call }) as Failed['error'] };
      }
    }),
  );
  const statuses = new Set(errors.map(getHTTPStatusCodeFromError));
  if (errors.length < calls.length) statuses.add(OK);
  const [status = OK] = statuses;
  reply.code(statuses.size > 1 ? MULTI_STATUS : status).headers(responseMeta({ errors }).headers);
  return outcomes;
}

type Asked = FastifyRequest<{ Params: { path: string }; Querystring: { batch?: string; input?: string } }>;

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  } catch (cause) {
    throw new TRPCError({ code: 'BAD_REQUEST', cause });
  }
}

/** Serves a tRPC router at /trpc as tRPC's own clients ask it, one call or ten at once, and answers in one piece: its own door streams. */
export async function serveRouter(app: FastifyInstance, router: AnyTRPCRouter, contextOf: Door['contextOf']): Promise<void> {
  async function answer(request: Asked, reply: FastifyReply): Promise<unknown> {
    const type = request.method === 'GET' ? 'query' : 'mutation';
    const text = type === 'query' ? request.query.input : (request.body as string | undefined);
    const said = (outcome: Outcome) => ('data' in outcome ? { result: outcome } : outcome);
    if (request.query.batch === undefined) {
      const outcomes = await callFor({ router, contextOf }, request, reply, [{ path: request.params.path, type, getRawInput: async () => parsed(text) }]);
      return outcomes.map(said)[0];
    }
    const paths = request.params.path.split(',');
    if (paths.length > MOST_AT_ONCE) throw new Refusal('InvalidInput', { field: 'batch', reason: `ask for ${MOST_AT_ONCE} at once at most` });
    let inputs: Record<number, unknown> | undefined;
    const inputOf = (index: number) => {
      if (!inputs) inputs = parsed(text) as typeof inputs;
      return inputs?.[index];
    };
    const calls = paths.map((path, index) => ({ path, type, getRawInput: async () => inputOf(index) }) as const);
    return (await callFor({ router, contextOf }, request, reply, calls)).map(said);
  }
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    scope.route({ method: ['GET', 'POST'], url: '/trpc/:path', handler: answer });
  });
}
