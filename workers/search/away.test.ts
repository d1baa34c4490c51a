import { testWorld } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { NO_RATING } from '@kontor/contracts/review';
import { SearchInput } from '@kontor/contracts/search';

const world = await testWorld('search', { OPENSEARCH_URL: 'http://127.0.0.1:9' });
const { TooEarly } = await import('@kontor/kit/inbox');
const { hears } = await import('./events.ts');
const { listProducts } = await import('./listing.ts');
const { suggest } = await import('./suggest.ts');
const { addVersion, journal } = await import('./store/postgres.ts');

after(async () => {
  await journal.close();
  await world.stop();
});

test('with the index away, searching says so', async () => {
  const unavailable = { code: 'Unavailable', details: { service: 'search' } };
  await assert.rejects(listProducts(SearchInput.parse({ q: 'mug' })), unavailable);
  await assert.rejects(suggest('mug', 'en'), unavailable);
});

test('with the index away, changes wait and none is lost', async () => {
  const text = { en: 'a', de: 'a' };
  const product = {
    id: 'a',
    handle: 'a',
    name: text,
    brand: '',
    summary: text,
    description: text,
    categories: [],
    taxClass: 'standard' as const,
    options: [],
    attributes: [],
    images: [],
    related: [],
    published: true,
    rating: NO_RATING,
    version: 1,
    changedAt: '2026-01-01T00:00:00.000Z',
  };
  const variants = [{ sku: 'a', choice: {}, price: 1, weightGrams: 0, images: [], availability: 'in' as const }];
  const message = {
    id: 'a',
    type: 'ProductChanged' as const,
    source: '',
    subject: 'a',
    version: 1,
    time: '',
    trace: '',
    data: { product: { ...product, variants } },
  };
  const hearing = () => journal.transaction(async (tx) => hears.ProductChanged?.([message], tx));
  await assert.rejects(hearing(), TooEarly, 'no index is known yet');
  await journal.transaction((tx) => addVersion(tx, 1, 'nowhere', 'live'));
  await assert.rejects(hearing(), TooEarly, 'the index is away');
});
