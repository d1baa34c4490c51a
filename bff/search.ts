import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Refusal, refusals } from '@kontor/contracts/refusals';
import { search, SearchInput } from '@kontor/contracts/search';
import { log } from '@kontor/kit/log';
import type { Call } from '@kontor/kit/rpc';

const PREFIX = 'filter.';
const Query = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** `filter.colour=moss&filter.colour=ink` are two values of one facet; everything else stands once. */
function inputOf(raw: unknown): SearchInput {
  const query = Object.entries(Query.parse(raw)).map(([name, value]) => [name, [value].flat()] as const);
  const filters = Object.fromEntries(query.filter(([name]) => name.startsWith(PREFIX)).map(([name, values]) => [name.slice(PREFIX.length), values]));
  const { priceFrom, priceTo, ...plain } = Object.fromEntries(
    query.filter(([name]) => !name.startsWith(PREFIX)).map(([name, values]) => [name, values.at(-1)]),
  );
  const amounts = { ...(priceFrom && { priceFrom: Number(priceFrom) }), ...(priceTo && { priceTo: Number(priceTo) }) };
  const { success, data, error } = SearchInput.safeParse({ ...plain, ...amounts, filters });
  if (success) return data;
  const fields = error.issues.map((issue) => ({ field: issue.path.join('.'), reason: issue.message }));
  throw new Refusal('InvalidInput', { ...fields[0], fields });
}

/** `GET /v1/search`: a listing for apps and partners, with facets as repeated `filter.NAME=VALUE`. */
export function searchRoute(app: FastifyInstance, call: Call): void {
  app.get('/v1/search', async (request, reply) => {
    try {
      const input = inputOf(request.query);
      const { items, total, facets, page, pageSize, price } = search.products.output.parse(
        await call(search.products, 'products', input, { actor: null, client: request.ip }),
      );
      return { items, total, facets, page, pageSize, price };
    } catch (error) {
      if (error instanceof Refusal) return reply.code(refusals[error.code].status).send({ message: error.code, code: error.code, details: error.details });
      log.error({ errorId: request.id, error: error instanceof Error ? error.stack : String(error) }, 'a search failed');
      return reply.code(500).send({ message: 'Something went wrong on our side', errorId: request.id });
    }
  });
}
