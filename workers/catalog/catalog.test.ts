import { testWorld, until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { catalog, Product } from '@kontor/contracts/catalog';

const world = await testWorld('catalog');
const staff = { kind: 'staff' as const, id: 'anna', roles: ['catalog', 'operations'] };
let shop: ReturnType<typeof world.call<typeof catalog>>;
let office: typeof shop;

before(async () => {
  await world.start();
  shop = world.call(catalog, null);
  office = world.call(catalog, staff);
});
after(async () => {
  const { journal } = await import('./store/catalogue.ts');
  await journal.db.dropDatabase();
  await world.stop();
});

const text = (en: string) => ({ en, de: `${en} (de)` });
const draft = (id: string, over: Record<string, unknown> = {}) => ({
  id,
  handle: id,
  name: text(id),
  summary: text(''),
  description: text('<p>Oak</p>'),
  categories: [],
  variants: [{ sku: `${id}.1`, price: 1000 }],
  ...over,
});
const versions = (type: string, subject: string) =>
  world.told.filter((message) => message.type === type && message.subject === subject).map(({ version }) => version);

test('good drafts go in, bad ones are named with index, field and reason; again they change nothing', async () => {
  const products = [draft('a1'), draft('a2', { variants: [{ sku: 'a2', price: 0.5 }] }), draft('a3', { handle: 'a1' }), 'no draft at all', draft('a4')];
  const first = await office.saveProducts({ products });
  assert.equal(first.changed, 2);
  assert.deepEqual(
    first.refused.map(({ index, field }) => [index, field]),
    [
      [1, 'variants.0.price'],
      [2, 'handle'],
      [3, ''],
    ],
  );
  await world.heard('ProductChanged', ({ subject }) => subject === 'a4');
  await world.heard('OfferChanged', ({ subject }) => subject === 'a4.1');
  const again = await office.saveProducts({ products });
  assert.deepEqual([again.changed, again.unchanged, again.refused.length], [0, 2, 3]);
  assert.deepEqual(versions('ProductChanged', 'a1'), [1]);
  assert.equal((await shop.product({ handle: 'a1' })).description.en, 'Oak');
});

test('only staff of the catalogue write', async () => {
  await assert.rejects(shop.saveProducts({ products: [draft('b1')] }), { code: 'SignInRequired' });
  await assert.rejects(world.call(catalog, { kind: 'customer', id: 'c', roles: ['catalog'] }).setPrice({ sku: 'a1.1', price: 1 }), { code: 'NotAllowed' });
  await assert.rejects(world.call(catalog, { ...staff, roles: ['orders'] }).saveCategories({ categories: [{ id: 'x', name: text('x') }] }), {
    code: 'NotAllowed',
  });
});

test('a price is set: the offer and the product are told again', async () => {
  await office.saveProducts({ products: [draft('c1', { variants: [{ sku: 'c1.1', price: 1000, compareAt: 1200 }] })] });
  await office.setPrice({ sku: 'c1.1', price: 900 });
  const { data } = await world.heard('OfferChanged', ({ subject, version }) => subject === 'c1.1' && version === 2);
  assert.deepEqual([data.price, data.compareAt], [900, undefined]);
  await world.heard('ProductChanged', ({ subject, version }) => subject === 'c1' && version === 2);
  await assert.rejects(office.setPrice({ sku: 'unknown', price: 1 }), { code: 'NotFound' });
});

test('a large batch goes by the bulk lane, a small one does not', async () => {
  const many = Array.from({ length: 21 }, (_, index) => draft(`d${index}`));
  await office.saveProducts({ products: many });
  await world.heard('ProductChanged', ({ subject }) => subject === 'd20');
  const { journal } = await import('./store/catalogue.ts');
  const lanes = await journal.db.collection('outbox').distinct('lane', { subject: /^d\d+/ });
  assert.deepEqual(lanes, ['bulk']);
  assert.deepEqual(await journal.db.collection('outbox').distinct('lane', { subject: 'c1' }), ['now']);
});

test('a product of a large batch whose stock comes at once is told once, with its stock', async () => {
  await office.saveProducts({ products: Array.from({ length: 21 }, (_, index) => draft(`once${index}`)) });
  for (let index = 0; index < 21; index++) await world.tell('StockChanged', `once${index}.1`, 1, { sku: `once${index}.1`, available: 100, onHand: 100 });
  await world.heard('ProductChanged', ({ subject, version }) => subject === 'once20' && version === 2);
  const told = world.told.filter(({ type, subject }) => type === 'ProductChanged' && subject.startsWith('once'));
  assert.deepEqual(new Set(told.map(({ version }) => version)), new Set([2]));
});

test('stock may come before its product, late and twice; only a new band tells the product again', async () => {
  const stock = (version: number, available: number, id?: string) =>
    world.tell('StockChanged', 'e1.1', version, { sku: 'e1.1', available, onHand: available }, id);
  const { journal } = await import('./store/catalogue.ts');
  const taken = (version: number) =>
    until(async () => (await journal.db.collection('offers').findOne({ _id: 'e1.1' as never }))?.['stock']?.version === version, `stock ${version}`);
  await stock(2, 10);
  await taken(2);
  await office.saveProducts({ products: [draft('e1')] });
  assert.equal((await shop.product({ handle: 'e1' })).variants[0]?.availability, 'in');
  await stock(1, 0);
  const id = await stock(3, 8);
  await taken(3);
  assert.equal((await shop.product({ handle: 'e1' })).version, 1);
  await stock(3, 8, id);
  await stock(4, 2);
  const { data } = await world.heard('ProductChanged', ({ subject, version }) => subject === 'e1' && version === 2);
  assert.equal(data.product.variants[0]?.availability, 'low');
  await stock(5, 0);
  await world.heard('ProductChanged', ({ subject, version }) => subject === 'e1' && version === 3);
  assert.deepEqual(versions('ProductChanged', 'e1'), [1, 2, 3]);
});

test('two who save the same product at once both get an answer and no version is told twice', async () => {
  const saved = await Promise.all([1, 2, 3, 4, 5].map((n) => office.saveProducts({ products: [draft('f1', { brand: `brand ${n}` })] })));
  assert.deepEqual(
    saved.map(({ changed }) => changed),
    [1, 1, 1, 1, 1],
  );
  await world.heard('ProductChanged', ({ subject, version }) => subject === 'f1' && version === 5);
  assert.deepEqual(versions('ProductChanged', 'f1'), [1, 2, 3, 4, 5]);
});

test('an unpublished product is gone from the shop and still told', async () => {
  await office.saveProducts({ products: [draft('g1')] });
  await office.saveProducts({ products: [draft('g1', { published: false })] });
  await assert.rejects(shop.product({ handle: 'g1' }), { code: 'NotFound' });
  assert.deepEqual(await shop.productsById({ ids: ['g1', 'a4', 'none', 'a1'] }).then((cards) => cards.map(({ id }) => id)), ['a4', 'a1']);
  assert.equal((await world.heard('OfferChanged', ({ subject, version }) => subject === 'g1.1' && version === 2)).data.forSale, false);
});

test('handles are read page by page', async () => {
  const seen: string[] = [];
  for (let after: string | undefined; ; ) {
    const { items, next } = await shop.handles({ limit: 7, ...(after && { after }) });
    seen.push(...items.map(({ handle }) => handle));
    if (!next) break;
    after = next;
  }
  assert.deepEqual(seen, [...new Set(seen)].sort());
  assert.ok(seen.includes('d20') && !seen.includes('g1'));
  const whole = await shop.productsAfter({ limit: 3 });
  const further = await shop.productsAfter({ limit: 3, after: whole.next ?? '' });
  assert.deepEqual(
    [...whole.items, ...further.items].map(({ handle }) => handle),
    seen.slice(0, 6),
  );
});

test('categories are saved, told once, and a circle is refused', async () => {
  await office.saveCategories({
    categories: [
      { id: 'table', name: text('Table'), position: 2 },
      { id: 'cups', parent: 'table', name: text('Cups'), position: 1 },
    ],
  });
  assert.deepEqual(await office.saveCategories({ categories: [{ id: 'table', name: text('Table'), position: 2 }] }), { changed: 0 });
  await assert.rejects(office.saveCategories({ categories: [{ id: 'table', parent: 'cups', name: text('Table') }] }), {
    code: 'InvalidInput',
    details: { field: 'categories.0.parent', reason: 'table would be below itself' },
  });
  assert.deepEqual(
    (await shop.categories({})).map(({ id }) => id),
    ['cups', 'table'],
  );
  await world.heard('CategoryChanged', ({ subject }) => subject === 'cups');
  assert.deepEqual(versions('CategoryChanged', 'table'), [1]);
});

test('the catalogue can be told again: categories, offers and products as they are, then that it was all', async () => {
  const { retell } = await import('./retell.ts');
  const told = [];
  for await (const one of retell()) told.push(one);
  const last = told.at(-1);
  const published = told.filter((one) => one.type === 'ProductChanged' && Product.parse(one.data.product).published).length;
  assert.deepEqual([last?.type, last?.data], ['CatalogueRetold', { published }]);
  assert.ok(told.some((one) => one.type === 'OfferChanged' && one.subject === 'c1.1' && one.version === 2));
  assert.ok(told.some((one) => one.type === 'ProductChanged' && one.subject === 'e1' && one.version === 3));
});

test('one relay leads; when it lets go the next one does', async () => {
  const { journal } = await import('./store/catalogue.ts');
  let second = false;
  const standing = journal.outbox
    .lead(() => undefined)
    .then((leadership) => {
      second = true;
      return leadership;
    });
  await shop.categories({});
  assert.equal(second, false);
  // The one that leads is let go by the server's own record of it; it may renew before the other looks, so more than once.
  await until(async () => {
    if (!second) await journal.db.collection('leases').updateOne({ _id: 'relay catalog' as never }, { $set: { until: new Date(0) } });
    return second;
  }, 'the next one leads');
  await (await standing).release();
});
