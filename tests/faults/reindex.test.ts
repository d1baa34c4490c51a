import { startStack } from '../stack.ts';
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { search } from '@kontor/contracts/search';
import { signer } from '@kontor/kit/identity';
import { callWorker } from '@kontor/kit/rpc';
import { assertHealthy } from '../health.ts';
import { until } from '../shopper.ts';

const PRODUCTS = 1_100;
const stack = await startStack({ split: true });
const gateway = await signer(stack.gatewayKey, 'gateway');
const call = callWorker('search', stack.values['SEARCH_URL'] ?? '', () => gateway.sign({ sub: 'anna', kind: 'staff', roles: ['operations'] }, 'search', 60));
const nobody = { actor: null, client: 'test' };

const text = (both: string) => ({ en: both, de: both });
const product = (no: number, name = `Thing ${no}`) => ({
  type: 'product',
  id: `T${String(no).padStart(5, '0')}`,
  handle: `thing-${no}`,
  name: text(name),
  summary: text(''),
  description: text(''),
  categories: [],
  variants: [{ sku: `T-${no}`, price: 100 + no }],
  stock: { [`T-${no}`]: { berlin: 5 } },
});
async function sell(name: string, products: object[]): Promise<void> {
  const file = join(tmpdir(), `reindex-${process.pid}-${name}.ndjson`);
  writeFileSync(file, products.map((one) => JSON.stringify(one)).join('\n'));
  await stack.import(file);
}
const indices = async () => search.indices.output.parse(await call(search.indices, 'indices', {}, nobody));
const found = async (q: string) => search.products.output.parse(await call(search.products, 'products', { q, pageSize: 1 }, nobody));

before(async () => {
  await sell(
    'all',
    Array.from({ length: PRODUCTS }, (_one, no) => product(no)),
  );
  await until(async () => (await found('')).total === PRODUCTS, 'all is found');
});
after(() => stack.stop());

test('an index that is being built survives the death of both who build it, loses no change, and is live only when complete', async () => {
  const { index } = search.rebuild.output.parse(await call(search.rebuild, 'rebuild', {}, nobody));
  const documents = async () => (await indices()).find(({ name }) => name === index)?.documents ?? 0;
  const atDeath = await until(async () => {
    const some = await documents();
    return some > 0 && some < PRODUCTS && some;
  }, 'it is half built');
  await stack.part('catalog').kill();
  assert.ok(atDeath < PRODUCTS, `${atDeath} of ${PRODUCTS} were told`);
  await stack.part('search').kill();
  await Promise.all([stack.part('catalog').start(), stack.part('search').start()]);
  assert.equal((await indices()).find(({ name }) => name === index)?.state, 'building');
  assert.equal((await found('')).total, PRODUCTS, 'searches go to the old one meanwhile');

  await sell('changed', [product(3, 'Renamed meanwhile'), product(PRODUCTS + 1, 'Came meanwhile')]);
  await until(async () => (await indices()).find(({ name }) => name === index)?.state === 'live', 'it is live', 120_000);
  for (const q of ['renamed', 'came']) await until(async () => (await found(`${q} meanwhile`)).total === 1, `${q} is found`);
  assert.equal((await found('')).total, PRODUCTS + 1);
  await assertHealthy(stack);
});
