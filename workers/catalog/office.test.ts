import { testWorld, until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { catalog } from '@kontor/contracts/catalog';
import { journal } from '@kontor/contracts/journal';

const world = await testWorld('catalog');
const anna = { kind: 'staff' as const, id: 'anna', roles: ['catalog', 'inventory', 'operations'] };
let office: ReturnType<typeof world.call<typeof catalog>>;

before(async () => {
  await world.start();
  office = world.call(catalog, anna);
});
after(async () => {
  const { journal: kept } = await import('./store/catalogue.ts');
  await kept.db.dropDatabase();
  await world.stop();
});

const audit = async () => (await world.call(journal, anna, 'journal.').audit({})).items;
const text = (en: string, de = en) => ({ en, de });
const save = (id: string, over: Record<string, unknown> = {}) =>
  office.saveProducts({
    products: [
      { id, handle: id, name: text(id), summary: text(''), description: text(''), categories: [], variants: [{ sku: `${id}.1`, price: 1000 }], ...over },
    ],
  });
const idsLike = async (q: string) => (await office.all({ q })).items.map(({ id }) => id);

test('a price is set with what it was before, so that it can be taken back; both stand in the audit log', async () => {
  await save('o1', { variants: [{ sku: 'o1.1', price: 1000, compareAt: 1500 }] });
  const { was } = await office.setPrice({ sku: 'o1.1', price: 900 });
  assert.deepEqual(was, { price: 1000, compareAt: 1500 });
  assert.deepEqual(await office.setPrice({ sku: 'o1.1', ...was }), { sku: 'o1.1', price: 1000, was: { price: 900 } });
  await office.setPrice({ sku: 'o1.1', ...was });
  const [variant] = (await office.inspect({ id: 'o1' })).variants;
  assert.deepEqual([variant?.price, variant?.compareAt], [1000, 1500]);
  const entries = (await audit()).filter(({ about }) => about === 'o1.1');
  assert.deepEqual(
    entries.map(({ act, detail }) => [act, detail['price']]),
    [
      ['setPrice', 1000],
      ['setPrice', 900],
    ],
  );
});

test('a crossed-out price that is not higher than the price is refused', async () => {
  await save('o2');
  await assert.rejects(office.setPrice({ sku: 'o2.1', price: 1000, compareAt: 1000 }), { code: 'InvalidInput' });
});

test('a product is hidden from the shop, still found by staff, and shown again', async () => {
  await save('o3');
  assert.equal((await office.setPublished({ id: 'o3', published: false })).published, false);
  await assert.rejects(world.call(catalog, null).product({ handle: 'o3' }), { code: 'NotFound' });
  assert.deepEqual(
    (await office.all({ q: 'o3', published: false })).items.map(({ id }) => id),
    ['o3'],
  );
  await office.setPublished({ id: 'o3', published: true });
  assert.equal((await world.call(catalog, null).product({ handle: 'o3' })).id, 'o3');
  assert.deepEqual(
    (await audit())
      .filter(({ about }) => about === 'o3')
      .map(({ act }) => act)
      .slice(0, 2),
    ['publish', 'hide'],
  );
});

test('staff finds products by beginnings of words in both languages, and by a SKU', async () => {
  await save('f1', { name: text('Enamel kettle', 'Emaillekessel'), brand: 'Nordlys', variants: [{ sku: 'EK-2.CHALK', price: 100 }] });
  await save('f2', { name: text('Enamel mug', 'Emaillebecher') });
  assert.deepEqual((await idsLike('enam')).sort(), ['f1', 'f2']);
  assert.deepEqual(await idsLike('kett ENAM'), ['f1']);
  assert.deepEqual(await idsLike('emaillek'), ['f1']);
  assert.deepEqual(await idsLike('nord'), ['f1']);
  assert.deepEqual(await idsLike('ek-2.ch'), ['f1']);
  assert.deepEqual(await idsLike('.*'), []);
  const first = await office.all({ q: 'enam', limit: 1 });
  assert.equal(first.items.length, 1);
  assert.equal((await office.all({ q: 'enam', limit: 1, after: first.next ?? '' })).next, null);
});

test('what is for sale and running out is listed, emptiest first', async () => {
  await save('l1');
  await save('l2');
  await world.tell('StockChanged', 'l1.1', 1, { sku: 'l1.1', available: 2, onHand: 2 });
  await world.tell('StockChanged', 'l2.1', 1, { sku: 'l2.1', available: 0, onHand: 0 });
  const low = await until(async () => {
    const { items: found } = await office.runningLow({ limit: 100 });
    return found.filter(({ sku }) => sku === 'l1.1' || sku === 'l2.1').length === 2 && found;
  }, 'both run low');
  const places = ['l2.1', 'l1.1'].map((sku) => low.findIndex((offer) => offer.sku === sku));
  assert.ok((places[0] ?? 0) < (places[1] ?? 0));
  assert.deepEqual(
    (await office.offers({ skus: ['l1.1', 'nobody'] })).map(({ sku, productId }) => [sku, productId]),
    [['l1.1', 'l1']],
  );
});
