import type { FastifyInstance, FastifyRequest } from 'fastify';
import { fastifyTRPCOpenApiPlugin } from 'trpc-to-openapi';
import { z } from 'zod';
import { type Context, createContext, responseMeta } from '@kontor/kit/rpc';
import { gateway } from './root.ts';

const told = { refusal: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }).optional(), errorId: z.string().optional() };
const Said = z.object({ ...told, code: z.string().default(''), message: z.string().default(''), data: z.object(told).default({}) });

/** tRPC's words for an error, in the form that every other door has: a refusal, or the id of a bug. */
function plain(said: string): string {
  const { code, message, data, refusal = data.refusal, errorId = data.errorId } = Said.parse(JSON.parse(said));
  if (refusal) return JSON.stringify({ refusal });
  if (errorId) return JSON.stringify({ errorId });
  return JSON.stringify({
    refusal: code === 'NOT_FOUND' ? { code: 'NotFound', details: {} } : { code: 'InvalidInput', details: { field: '', reason: message } },
  });
}

/** Every procedure that has an HTTP path, below /v1. */
export async function serveRest(app: FastifyInstance, contextOf: (request: FastifyRequest) => Promise<Context>): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onSend', async (_request, reply, payload) => (reply.statusCode >= 400 && typeof payload === 'string' ? plain(payload) : payload));
    await scope.register(
      fastifyTRPCOpenApiPlugin as never,
      { basePath: '/v1', router: gateway, createContext: createContext(contextOf), responseMeta } as never,
    );
  });
}
