import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { OpenApiMeta } from 'trpc-to-openapi';
import { Refusal } from '@kontor/contracts/refusals';
import { callFor, type Door } from '@kontor/kit/door';
import { inAddress } from './query.ts';
import { gateway } from './root.ts';

type Procedure = { _def: { type: 'query' | 'mutation'; meta?: OpenApiMeta; inputs: readonly unknown[] } };

function inBody({ body = {} }: FastifyRequest): object {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
  throw new Refusal('InvalidInput', { field: '', reason: 'the body has to be a JSON object' });
}

/** Every procedure that has an HTTP path, below /v1: its input is what stands in path, query and, where something changes, body. */
export function serveRest(app: FastifyInstance, contextOf: Door['contextOf']): void {
  for (const [path, { _def }] of Object.entries(gateway._def.procedures as unknown as Record<string, Procedure>)) {
    const { openapi } = _def.meta ?? {};
    if (!openapi) continue;
    const hasBody = openapi.method !== 'GET' && openapi.method !== 'DELETE';
    app.route({
      method: openapi.method,
      url: `/v1${openapi.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      handler: async (request, reply) => {
        const given = { ...(hasBody ? inBody(request) : inAddress(_def.inputs[0], request.query as Record<string, string>)), ...(request.params as object) };
        const [said] = await callFor({ router: gateway, contextOf }, request, reply, [{ path, type: _def.type, getRawInput: async () => given }]);
        if (!said || 'data' in said) return said?.data;
        const { refusal, errorId } = said.error.data;
        return refusal ? { refusal } : { errorId };
      },
    });
  }
}
