import { testWorld } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { Product } from '@kontor/contracts/catalog';
import { ImportLine } from '@kontor/contracts/import';
import { SearchInput } from '@kontor/contracts/search';

const world = await testWorld('search');
const { migrate } = await import('../../workers/search/migrate.ts');
const { documentOf } = await import('../../workers/search/document.ts');
const { ALIAS, dropIndex, refresh, write } = await import('../../workers/search/store/opensearch.ts');
const { indicesToWrite, journal, keepCategories, versions } = await import('../../workers/search/store/postgres.ts');
const { listProducts } = await import('../../workers/search/listing.ts');
const { labelsIn, queriesIn, score } = await import('./score.ts');

/** Below these a change has made search worse; raise them when it has become better. */
const FLOOR = { condensed: 0.9, recall: 0.92 };
const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(resolve(root, path), 'utf8');

before(async () => {
  await migrate();
  const lines = read('demo/catalogue.ndjson')
    .trim()
    .split('\n')
    .map((line) => ImportLine.parse(JSON.parse(line)));
  const categories = lines.flatMap((line) => (line.type === 'category' ? [line] : []));
  const products = lines.flatMap((line) => (line.type === 'product' ? [line] : []));
  await journal.transaction((tx) => keepCategories(tx, categories));
  const indices = await journal.transaction(indicesToWrite);
  const inStock = (draft: (typeof products)[number]) =>
    Product.parse({
      ...draft,
      version: 1,
      changedAt: '2026-01-01T00:00:00.000Z',
      variants: draft.variants.map((variant) => ({ ...variant, availability: 'in' })),
    });
  await write(
    indices,
    products.map((draft) => ({ id: draft.id, version: 1, document: documentOf(inStock(draft)) })),
  );
  await refresh(ALIAS);
});
after(async () => {
  for (const { name } of await versions()) await dropIndex(name);
  await journal.close();
  await world.stop();
});

test('what shoppers of the demo shop look for stands among the first', async () => {
  const queries = queriesIn(read('tests/search/queries.tsv'));
  const run = new Map<string, string[]>();
  for (const { id, query, locale } of queries)
    run.set(
      id,
      (await listProducts(SearchInput.parse({ q: query, locale, pageSize: 50 }))).items.map((item) => item.id),
    );
  const { condensed, recall, zeroResults, each } = score(run, queries, labelsIn(read('tests/search/labels.tsv')));
  const worst = each
    .filter((one) => (one.condensed ?? 1) < 0.8 || (one.recall ?? 1) < 1)
    .map((one) => `${one.query} ${one.condensed?.toFixed(2)} of ${one.found}, recall ${one.recall}`)
    .join('; ');
  assert.equal(zeroResults, 0, worst);
  assert.ok(condensed >= FLOOR.condensed, `nDCG@10 ${condensed.toFixed(3)}: ${worst}`);
  assert.ok(recall >= FLOOR.recall, `recall@50 ${recall.toFixed(3)}: ${worst}`);
});
