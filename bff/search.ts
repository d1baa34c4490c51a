import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { search, SearchInput } from '@kontor/contracts/search';
import { accept } from '@kontor/kit/answers';
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
  return accept(SearchInput, { ...plain, ...amounts, filters });
}

/** `GET /v1/search`: a listing for apps and partners, with facets as repeated `filter.NAME=VALUE`. */
export function searchRoute(app: FastifyInstance, call: Call, clientIn: (request: FastifyRequest) => string): void {
  app.get('/v1/search', async (request) => {
    const input = inputOf(request.query);
    const found = await call(search.products, 'products', input, { actor: null, client: clientIn(request) });
    const { items, total, facets, page, pageSize, price } = search.products.output.parse(found);
    return { items, total, facets, page, pageSize, price };
  });
}
