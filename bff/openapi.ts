import type { FastifyInstance } from 'fastify';
import { generateOpenApiDocument } from 'trpc-to-openapi';
import { refusals } from '@kontor/contracts/refusals';
import { env } from './env.ts';
import { gateway } from './root.ts';
import { searchOperation } from './search.ts';

const Refused = {
  type: 'object',
  title: 'Refusal',
  required: ['refusal'],
  properties: {
    refusal: {
      type: 'object',
      required: ['code', 'details'],
      properties: { code: { type: 'string', enum: Object.keys(refusals) }, details: { type: 'object' } },
    },
  },
} as const;
const Failed = { type: 'object', title: 'Bug', required: ['errorId'], properties: { errorId: { type: 'string', format: 'uuid' } } } as const;

type Document = ReturnType<typeof generateOpenApiDocument>;
type Operation = { responses?: Record<string, unknown> };

/** The generator describes tRPC's errors; every door of the shop has its own, the same for all. */
function withOurErrors(document: Document): Document {
  const schemas: Record<string, unknown> = { ...document.components?.schemas };
  for (const name of Object.keys(schemas)) if (name.startsWith('error.')) schemas[name] = name === 'error.INTERNAL_SERVER_ERROR' ? Failed : Refused;
  const refused = { description: 'Refused', content: { 'application/json': { schema: Refused } } };
  const paths = { ...document.paths, '/search': { get: searchOperation() } };
  for (const item of Object.values(paths))
    for (const operation of Object.values(item as Record<string, Operation>)) operation.responses = { ...operation.responses, default: refused };
  return { ...document, paths, components: { ...document.components, schemas } } as Document;
}

let document: Document | undefined;

/** OpenAPI 3.1 of every procedure that has an HTTP path, from the same declarations. */
export const openApiDocument = () =>
  (document ??= withOurErrors(
    generateOpenApiDocument(gateway, {
      title: 'Kontor',
      description:
        'What apps and partners can do with the shop. Amounts are whole numbers in minor units. A refusal has a code and details; the codes are one closed list.',
      version: '1',
      baseUrl: `${env.SHOP_URL}/api/v1`,
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: 'an access token from POST /session or POST /session/guest' } },
    }),
  ));

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A reference page made from the document itself: no script, no other host. */
export async function serveDocs(app: FastifyInstance): Promise<void> {
  app.get('/docs', async (_request, reply) => {
    const { paths = {}, info } = openApiDocument();
    const entries = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(
        item as Record<string, { summary?: string; security?: unknown[]; requestBody?: unknown; parameters?: unknown; responses?: Record<string, unknown> }>,
      ).map(([method, operation]) => {
        const detail = (title: string, value: unknown) =>
          value ? `<details><summary>${title}</summary><pre>${escapeHtml(JSON.stringify(value, null, 2))}</pre></details>` : '';
        return `<section><h2><code>${method.toUpperCase()}</code> ${escapeHtml(path)}</h2><p>${escapeHtml(operation.summary ?? '')}${operation.security ? ' · needs a token' : ''}</p>${detail('Parameters', operation.parameters)}${detail('Body', operation.requestBody)}${detail('Answer', operation.responses?.['200'])}</section>`;
      }),
    );
    return reply
      .type('text/html; charset=utf-8')
      .send(`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(info.title)} API</title>
<style>:root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;max-width:52rem;margin:3rem auto;padding:0 1rem}h2{font-size:1.05rem;margin:0}section{border-top:1px solid #8884;padding:1rem 0}pre{overflow:auto;font-size:.8rem}code{background:#8882;padding:.1rem .4rem;border-radius:.25rem}p{margin:.25rem 0}</style>
<h1>${escapeHtml(info.title)} API</h1><p>${escapeHtml(info.description ?? '')}</p><p><a href="openapi.json">OpenAPI 3.1 document</a></p>${entries.join('')}</html>`);
  });
}
