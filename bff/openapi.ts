import type { FastifyInstance } from 'fastify';
import { generateOpenApiDocument } from 'trpc-to-openapi';
import { env } from './env.ts';
import { gateway } from './root.ts';

let document: ReturnType<typeof generateOpenApiDocument> | undefined;

/** OpenAPI 3.1 of every procedure that has an HTTP path, from the same declarations. */
export const openApiDocument = () =>
  (document ??= generateOpenApiDocument(gateway, {
    title: 'Kontor',
    description: 'What apps and partners can do with the shop. Amounts are whole numbers in minor units. A refusal has a code and details; the codes are one closed list.',
    version: '1',
    baseUrl: `${env.SHOP_URL}/api/v1`,
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: 'an access token from POST /session or POST /session/guest' } },
  }));

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A reference page made from the document itself: no script, no other host. */
export async function serveDocs(app: FastifyInstance): Promise<void> {
  app.get('/docs', async (_request, reply) => {
    const { paths = {}, info } = openApiDocument();
    const entries = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item as Record<string, { summary?: string; security?: unknown[]; requestBody?: unknown; parameters?: unknown; responses?: Record<string, unknown> }>).map(([method, operation]) => {
        const detail = (title: string, value: unknown) => (value ? `<details><summary>${title}</summary><pre>${escape(JSON.stringify(value, null, 2))}</pre></details>` : '');
        return `<section><h2><code>${method.toUpperCase()}</code> ${escape(path)}</h2><p>${escape(operation.summary ?? '')}${operation.security ? ' · needs a token' : ''}</p>${detail('Parameters', operation.parameters)}${detail('Body', operation.requestBody)}${detail('Answer', operation.responses?.['200'])}</section>`;
      }),
    );
    return reply.type('text/html; charset=utf-8').send(`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(info.title)} API</title>
<style>:root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;max-width:52rem;margin:3rem auto;padding:0 1rem}h2{font-size:1.05rem;margin:0}section{border-top:1px solid #8884;padding:1rem 0}pre{overflow:auto;font-size:.8rem}code{background:#8882;padding:.1rem .4rem;border-radius:.25rem}p{margin:.25rem 0}</style>
<h1>${escape(info.title)} API</h1><p>${escape(info.description ?? '')}</p><p><a href="openapi.json">OpenAPI 3.1 document</a></p>${entries.join('')}</html>`);
  });
}
