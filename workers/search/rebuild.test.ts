import { testWorld } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Product } from '@kontor/contracts/catalog';

const world = await testWorld('search');
const { addressOf } = await import('@kontor/kit/testing/env');
const { ensureIndex } = await import('./rebuild.ts');
const { documentOf } = await import('./document.ts');
const { countIn, dropIndex, isOfThisRelease, refresh, write } = await import('./store/opensearch.ts');
const { definition } = await import('./store/mapping.ts');
const { journal, versions } = await import('./store/postgres.ts');

after(async () => {
  for (const { name } of await versions()) await dropIndex(name);
  await journal.close();
  await world.stop();
});

const text = { en: 'Bowl', de: 'Schale' };
const product = (id: string) =>
  Product.parse({
    id,
    handle: id,
    name: text,
    summary: text,
    description: text,
    categories: [],
    variants: [{ sku: id, price: 100, availability: 'in' }],
    rating: { count: 3, average: 45, stars: [0, 0, 0, 1, 2] },
    changedAt: '2026-01-01T00:00:00.000Z',
    version: 1,
  });

test('an index that another release made takes what this one writes, until it is built anew', async () => {
  await ensureIndex();
  const [live] = await versions();
  assert.ok(live);
  const { rating: _new, ...older } = definition.mappings.properties;
  await dropIndex(live.name);
  await fetch(`${addressOf('OPENSEARCH_URL')}/${live.name}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ settings: definition.settings, mappings: { dynamic: 'strict', properties: older, _meta: { madeFrom: 'before' } } }),
  });
  const { rating: _unknown, ...before } = documentOf(product('a'));
  await write([live.name], [{ id: 'a', version: 1, document: before }]);
  const now = { id: 'b', version: 1, document: documentOf(product('b')) };
  await assert.rejects(write([live.name], [now]), /strict/);
  await refresh(live.name);
  await ensureIndex();
  assert.equal(await isOfThisRelease(live.name), false);
  await write([live.name], [now]);
  await refresh(live.name);
  assert.equal(await countIn(live.name), 2);
});
