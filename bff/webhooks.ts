import type { FastifyInstance } from 'fastify';
import { log } from '@kontor/kit/log';
import { traceparent } from '@kontor/kit/telemetry';
import { addresses } from './workers.ts';

const providers: Record<string, { address: string; signature: string }> = {
  psp: { address: addresses.payment, signature: 'psp-signature' },
  carrier: { address: addresses.shipping, signature: 'carrier-signature' },
};

/** Passes a provider's bytes and signature to the worker that can judge them; the answer is the worker's. */
export async function serveWebhooks(app: FastifyInstance): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post<{ Params: { provider: string } }>('/webhooks/:provider', async (request, reply) => {
      const provider = providers[request.params.provider];
      if (!provider) return reply.code(404).send({ refusal: { code: 'NotFound', details: {} } });
      const headers = { 'content-type': 'application/octet-stream', traceparent: traceparent(), [provider.signature]: String(request.headers[provider.signature] ?? '') };
      try {
        const answer = await fetch(`${provider.address}/webhook`, { method: 'POST', headers, body: Buffer.isBuffer(request.body) ? new Uint8Array(request.body) : '', signal: AbortSignal.timeout(5_000) });
        return reply.code(answer.status).type('application/json').send(await answer.text());
      } catch (error) {
        log.warn({ provider: request.params.provider, error: String(error) }, 'a webhook could not be passed on; the provider will send it again');
        return reply.code(503).header('retry-after', '5').send({ refusal: { code: 'Unavailable', details: {} } });
      }
    });
  });
}
