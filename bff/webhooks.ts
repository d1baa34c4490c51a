import type { FastifyInstance } from 'fastify';
import { Refusal } from '@kontor/contracts/refusals';
import { callHttp } from '@kontor/kit/call';
import { bytesOf, takeBytes } from '@kontor/kit/http';
import { log } from '@kontor/kit/log';
import { traceparent } from '@kontor/kit/telemetry';
import { addresses } from './workers.ts';

const providers = new Map([
  ['psp', { address: addresses.payment, signature: 'psp-signature' }],
  ['stripe', { address: addresses.payment, signature: 'stripe-signature' }],
  ['carrier', { address: addresses.shipping, signature: 'carrier-signature' }],
]);

/** Passes a provider's bytes and signature to the worker that can judge them; the answer is the worker's. */
export async function serveWebhooks(app: FastifyInstance): Promise<void> {
  await app.register(async (scope) => {
    takeBytes(scope);
    scope.post<{ Params: { provider: string } }>('/webhooks/:provider', async (request, reply) => {
      const provider = providers.get(request.params.provider);
      if (!provider) throw new Refusal('NotFound');
      const headers = {
        'content-type': 'application/octet-stream',
        traceparent: traceparent(),
        [provider.signature]: String(request.headers[provider.signature] ?? ''),
      };
      const answer = await callHttp(`${provider.address}/webhook`, { method: 'POST', headers, body: bytesOf(request) }).catch((error: unknown) => {
        log.warn({ provider: request.params.provider, error: String(error) }, 'a webhook could not be passed on; the provider will send it again');
        throw new Refusal('Unavailable');
      });
      return reply
        .code(answer.status)
        .type('application/json')
        .send(await answer.text());
    });
  });
}
