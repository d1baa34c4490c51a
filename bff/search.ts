import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { search, SearchInput } from '@kontor/contracts/search';
import { accept } from '@kontor/kit/answers';
import type { Call } from '@kontor/kit/rpc';
import { inAddress } from './query.ts';

const FILTER = 'filter.';
const ENDS = { from: 'from.', to: 'to.' } as const;
const Query = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
/** What is not a number as it stands is left to be refused. */
const numberOf = (text: string | undefined): unknown => (text === undefined || text.trim() === '' ? text : Number(text));

/**
 * `filter.colour=moss&filter.colour=ink` are two values of one facet, `from.width=10&to.width=20` the ends of one of numbers;
 * everything else stands once.
 */
function inputOf(raw: unknown): SearchInput {
  const query = Object.entries(Query.parse(raw)).map(([name, value]) => [name, [value].flat()] as const);
  const under = (prefix: string) => query.filter(([name]) => name.startsWith(prefix)).map(([name, values]) => [name.slice(prefix.length), values] as const);
  const ranges: Record<string, Record<string, unknown>> = {};
  for (const [end, prefix] of Object.entries(ENDS))
    for (const [facet, values] of under(prefix)) ranges[facet] = { ...ranges[facet], [end]: numberOf(values.at(-1)) };
  const isPlain = (name: string) => ![FILTER, ...Object.values(ENDS)].some((prefix) => name.startsWith(prefix));
  const plain = Object.fromEntries(query.filter(([name]) => isPlain(name)));
  return accept(SearchInput, { ...inAddress(SearchInput, plain), filters: Object.fromEntries(under(FILTER)), ranges });
}

/** `GET /v1/search`: a listing for apps and partners, with facets as repeated `filter.NAME=VALUE`. */
export function searchRoute(app: FastifyInstance, call: Call, clientIn: (request: FastifyRequest) => string): void {
  app.get('/v1/search', async (request) => {
    const input = inputOf(request.query);
    const found = await call(search.products, 'products', input, { actor: null, client: clientIn(request) });
    return search.products.output.parse(found);
  });
}

const inQuery = (name: string, schema: unknown, description?: string) => ({ in: 'query', name, schema, ...(description && { description }) });

/** The listing in the OpenAPI document; the parameters of its facets have names that only the catalogue knows. */
export function searchOperation() {
  const { properties = {} } = z.toJSONSchema(SearchInput, { io: 'input' });
  const { filters: _filters, ranges: _ranges, ...plain } = properties;
  const { $schema: _draft, ...answer } = z.toJSONSchema(search.products.output);
  const filters = {
    ...inQuery('filters', { type: 'object', patternProperties: { '^filter[.]': { type: 'array', items: { type: 'string', maxLength: 200 }, maxItems: 50 } } }),
    description:
      'A facet is filtered by `filter.NAME=VALUE`, NAME and VALUE being the ids in `facets`. Repeated for one facet: any of the values. Several facets: all of them.',
    style: 'form',
    explode: true,
  };
  const ranges = {
    ...inQuery('ranges', { type: 'object', patternProperties: { '^(from|to)[.]': { type: 'number' } } }),
    description: 'A facet with a `range` is filtered by `from.NAME=NUMBER`, `to.NAME=NUMBER` or both; both ends are included.',
    style: 'form',
    explode: true,
  };
  return {
    operationId: 'search-products',
    summary: 'A page of products by words, category and facets, with the counts of every facet',
    parameters: [...Object.entries(plain).map(([name, schema]) => inQuery(name, schema)), filters, ranges],
    responses: { 200: { description: 'Successful response', content: { 'application/json': { schema: answer } } } },
  };
}
