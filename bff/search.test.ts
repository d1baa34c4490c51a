import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '@kontor/contracts/refusals';
import { openServer } from '@kontor/kit/http';
import type { Call } from '@kontor/kit/rpc';
import { searchRoute } from './search.ts';

const nothing = { total: 0, page: 2, pageSize: 5, items: [], facets: [], price: null, relaxed: false };

function gateway(answer: () => Promise<unknown> = async () => nothing) {
  const asked: unknown[] = [];
  const clients: string[] = [];
  const app = openServer('gateway', {});
  const call: Call = (_verb, _name, input, { client }) => {
    asked.push(input);
    clients.push(client);
    return answer();
  };
  searchRoute(app, call, ({ headers }) => String(headers['x-kontor-client']));
  return { get: (url: string, client = '') => app.inject({ url, headers: { 'x-kontor-client': client } }), asked, clients };
}

test('repeated filters are values of one facet, everything else stands once', async () => {
  const { get, asked } = gateway();
  const response = await get(
    '/v1/search?q=mug&page=2&pageSize=5&sort=price-asc&locale=de&category=table&priceFrom=100&filter.colour=moss&filter.colour=ink&filter.brand=A%20%26%20B&from.width=-1.5&to.width=20&to.depth=3&histograms=true',
  );
  assert.deepEqual([response.statusCode, response.json()], [200, nothing]);
  assert.deepEqual(asked, [
    {
      q: 'mug',
      page: 2,
      pageSize: 5,
      sort: 'price-asc',
      locale: 'de',
      category: 'table',
      priceFrom: 100,
      filters: { colour: ['moss', 'ink'], brand: ['A & B'] },
      ranges: { width: { from: -1.5, to: 20 }, depth: { to: 3 } },
      histograms: true,
    },
  ]);
});

test('a wrong value is refused with its field, and is not passed on', async () => {
  const { get, asked } = gateway();
  for (const [query, field] of [
    ['page=0', 'page'],
    ['pageSize=1000', 'pageSize'],
    ['sort=best', 'sort'],
    ['priceTo=-1', 'priceTo'],
    ['priceTo=a', 'priceTo'],
    ['from.width=wide', 'ranges.width.from'],
    ['from.width=', 'ranges.width.from'],
    ['histograms=yes', 'histograms'],
  ] as const) {
    const response = await get(`/v1/search?${query}`);
    assert.deepEqual([response.statusCode, response.json().refusal.details.field], [400, field], query);
  }
  assert.deepEqual(asked, []);
});

test('with search away it says so; a bug shows an error id and nothing else', async () => {
  const away = await gateway(async () => Promise.reject(new Refusal('Unavailable', { service: 'search' }))).get('/v1/search');
  assert.deepEqual([away.statusCode, away.headers['retry-after'], away.json().refusal.code], [503, '5', 'Unavailable']);
  const bug = await gateway(async () => Promise.reject(new Error('secret'))).get('/v1/search');
  assert.equal(bug.statusCode, 500);
  assert.deepEqual(Object.keys(bug.json()), ['errorId']);
});

test('the person who searches is counted, not the web that passes it on', async () => {
  const { get, clients } = gateway();
  await get('/v1/search', '203.0.113.7');
  assert.deepEqual(clients, ['203.0.113.7']);
});
