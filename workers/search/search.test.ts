import { testWorld, until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { z } from 'zod';
import { Product } from '@kontor/contracts/catalog';
import { search, type SearchResult } from '@kontor/contracts/search';

const world = await testWorld('search');
let shop: ReturnType<typeof world.call<typeof search>>;

const text = (en: string, de = en) => ({ en, de });
const attribute = (id: string, ...values: string[]) => ({ id, label: text(id), values: values.map((value) => ({ id: value, label: text(value) })) });
const colours = (...ids: string[]) => [{ id: 'colour', label: text('Colour', 'Farbe'), values: ids.map((id) => ({ id, label: text(id), swatch: '#112233' })) }];

function product(
  id: string,
  version: number,
  over: Partial<z.input<typeof Product>> & { availability?: 'in' | 'low' | 'out'; price?: number } = {},
): z.output<typeof Product> {
  const { availability = 'in', price = 1000, ...rest } = over;
  const choices = (rest.options ?? [])[0]?.values.map((value) => ({ [(rest.options ?? [])[0]?.id ?? '']: value.id })) ?? [{}];
  const variants = choices.map((choice, index) => ({ sku: `SKU-${id}-${index}`, choice, price, availability }));
  return Product.parse({
    id,
    handle: id,
    name: text(id),
    brand: 'Kontor',
    summary: text(''),
    description: text(''),
    categories: [],
    changedAt: '2026-01-01T00:00:00.000Z',
    variants,
    ...rest,
    version,
  });
}
const tell = (one: z.output<typeof Product>, eventId?: string) => world.tell('ProductChanged', one.id, one.version, { product: one }, eventId);
const names = ({ items }: SearchResult) => items.map(({ id }) => id);
const found = (q: string, ids: string[], input: Record<string, unknown> = {}) =>
  until(
    async () => {
      const got = names(await shop.products({ q, ...input }));
      return JSON.stringify(got) === JSON.stringify(ids);
    },
    `${q} finds ${ids.join(', ')}`,
  ).catch(async () => assert.deepEqual(names(await shop.products({ q, ...input })), ids));

before(async () => {
  await world.start();
  shop = world.call(search, null);
  const category = (id: string, parent: string | null, name: string, position = 0) =>
    world.tell('CategoryChanged', id, 1, { category: { id, parent, name: text(name), position } });
  await Promise.all([category('cups', 'table', 'Cups'), category('table', null, 'Table'), category('lamps', null, 'Lamps')]);
  await tell(
    product('mug', 1, {
      name: text('Stoneware mug Kiesel', 'Becher Kiesel'),
      categories: ['cups'],
      price: 1900,
      options: colours('moss', 'ink'),
      attributes: [attribute('material', 'stoneware')],
    }),
  );
  await tell(
    product('mug-xl', 1, {
      name: text('Large mugs', 'Große Becher'),
      categories: ['cups'],
      price: 2900,
      options: colours('ink'),
      attributes: [attribute('material', 'stoneware', 'cork')],
    }),
  );
  await tell(
    product('lamp', 1, {
      name: text('Desk lamp Reiher TL-2110', 'Schreibtischleuchte Reiher'),
      categories: ['lamps'],
      price: 15900,
      brand: 'Reiher',
      attributes: [attribute('material', 'steel')],
      releasedAt: '2026-02-01T00:00:00.000Z',
    }),
  );
  await tell(product('cafe', 1, { name: text('Café table Über', 'Cafétisch Über'), categories: ['table'], price: 9900, availability: 'out' }));
  await found('', ['lamp', 'mug-xl', 'mug', 'cafe']);
});
after(async () => {
  const { dropIndex } = await import('./store/opensearch.ts');
  const { versions } = await import('./store/postgres.ts');
  for (const { name } of await versions()) await dropIndex(name);
  await world.stop();
});

test('words are found in both languages, by their stem, with and without accents', async () => {
  for (const q of ['mug', 'mugs', 'MUG']) await found(q, ['mug', 'mug-xl'], { sort: 'price-asc' });
  await found('bechern', ['mug', 'mug-xl'], { locale: 'de', sort: 'price-asc' });
  await found('cafe', ['cafe']);
  await found('UBER', ['cafe'], { locale: 'de' });
  await found('grosse becher', ['mug-xl'], { locale: 'de' });
  await found('leuchte', ['lamp'], { locale: 'de' });
  await found('tisch', ['cafe'], { locale: 'de' });
});

test('all words count, across name, brand and facts', async () => {
  await found('kontor cork mug', ['mug-xl']);
  await found('reiher steel', ['lamp']);
});

test('a code is found as it is written, without its dash, and before everything else', async () => {
  await found('SKU-lamp-0', ['lamp']);
  await found('skulamp0', ['lamp']);
  await found('tl2110', ['lamp']);
});

test('a typo is forgiven when nothing is written so', async () => {
  await found('stonware', ['mug', 'mug-xl'], { sort: 'price-asc' });
  await found('riher lanp', ['lamp']);
  await found('xylophone', []);
  const { corrected, relaxed } = await shop.products({ q: 'riher' });
  assert.deepEqual([corrected, relaxed], ['reiher', false]);
  await found('!!!', []);
  await found('mug', [], { filters: { material: ['steel'] } });
});

test('what has only some of the words is shown when nothing has all, and the answer says so', async () => {
  const { items, relaxed, corrected } = await shop.products({ q: 'stoneware zeppelin' });
  assert.deepEqual([items.map(({ id }) => id).sort(), relaxed, corrected], [['mug', 'mug-xl'], true, undefined]);
  assert.equal((await shop.products({ q: 'stoneware' })).relaxed, false);
});

test('a synonym finds what is called otherwise', async () => {
  await found('cup', ['mug', 'mug-xl'], { sort: 'price-asc' });
});

test('sold out comes after what can be had, unless it matches better', async () => {
  await found('', ['lamp', 'mug-xl', 'mug', 'cafe']);
  await tell(product('plain-table', 1, { name: text('A desk that is nearly a table for the house'), availability: 'in' }));
  await found('cafe table', ['cafe']);
});

test('what is told of a product is announced once it is found: pages that list it are made anew then', async () => {
  const begun = Date.now();
  await tell(product('bowl', 1, { name: text('Bowl Findling') }));
  await found('findling', ['bowl']);
  await world.heard('IndexRefreshed', ({ time }) => Date.parse(time) > begun);
  await tell({ ...product('bowl', 2), published: false });
  await found('findling', []);
});

test('sorted by price, name and date, a page at a time', async () => {
  await found('', ['mug', 'mug-xl', 'cafe', 'lamp'], { sort: 'price-asc', filters: { category: ['table', 'lamps'] } });
  await found('', ['lamp', 'cafe'], { sort: 'price-desc', filters: { category: ['table', 'lamps'] }, pageSize: 2 });
  await found('', ['mug-xl', 'mug'], { sort: 'price-desc', filters: { category: ['table', 'lamps'] }, pageSize: 2, page: 2 });
  await found('', ['mug', 'cafe', 'mug-xl'], { sort: 'name', category: 'table', locale: 'de' });
  await found('', ['lamp'], { sort: 'newest', pageSize: 1 });
  assert.equal((await shop.products({ page: 400, pageSize: 100 })).items.length, 0);
});

test('a category holds what lies below it, and offers to go deeper', async () => {
  const { total, facets } = await shop.products({ category: 'table' });
  assert.equal(total, 3);
  assert.deepEqual(
    facets.find(({ id }) => id === 'category')?.values.map(({ id, count }) => [id, count]),
    [['cups', 2]],
  );
  assert.equal((await shop.products({ category: 'unknown' })).total, 0);
  await found('lamps', ['lamp']);
  assert.equal((await shop.products({ filters: { 'odd[name]>': ['x'] } })).total, 0);
});

test('a category that moves takes its products with it at once', async () => {
  await world.tell('CategoryChanged', 'cups', 2, { category: { id: 'cups', parent: 'lamps', name: text('Cups') } });
  await until(async () => (await shop.products({ category: 'lamps' })).total === 3, 'cups below lamps');
  await world.tell('CategoryChanged', 'cups', 1, { category: { id: 'cups', parent: 'table', name: text('Cups') } });
  await world.tell('CategoryChanged', 'cups', 3, { category: { id: 'cups', parent: 'table', name: text('Cups') } });
  await until(async () => (await shop.products({ category: 'table' })).total === 3, 'cups below table again');
});

test('facets carry labels and swatches, and prices their range', async () => {
  const { facets, price } = await shop.products({ q: 'mug' });
  const colour = facets.find(({ id }) => id === 'colour');
  assert.deepEqual(colour?.label, text('Colour', 'Farbe'));
  assert.deepEqual(colour?.values, [
    { id: 'ink', label: text('ink'), count: 2, chosen: false, swatch: '#112233' },
    { id: 'moss', label: text('moss'), count: 1, chosen: false, swatch: '#112233' },
  ]);
  assert.deepEqual(
    [price?.min, price?.max, price?.ranges],
    [
      1900,
      2900,
      [
        { from: 0, to: 2499, count: 1 },
        { from: 2500, to: 4999, count: 1 },
      ],
    ],
  );
});

test('an older event changes nothing, an unpublished product leaves, a redelivery is harmless', async () => {
  const one = (version: number, name: string, published = true) => product('tray', version, { name: text(name), published });
  const id = await tell(one(3, 'Tray three'));
  await found('tray', ['tray']);
  await tell(one(2, 'Tray two'));
  await tell(one(3, 'Tray three'), id);
  await tell(product('marker', 1, { name: text('marker') }));
  await found('marker', ['marker']);
  assert.equal((await shop.products({ q: 'tray' })).items[0]?.name.en, 'Tray three');
  await tell(one(4, 'Tray', false));
  await found('tray', []);
  await tell(one(3, 'Tray three'));
  await tell(product('marker', 2, { name: text('second marker') }));
  await found('second marker', ['marker']);
  await found('tray', []);
});

test('while a shopper types, products and categories are offered', async () => {
  const typed = async (q: string) => {
    const { products, categories } = await shop.suggest({ q });
    return [products.map(({ id }) => id), categories.map(({ id }) => id)];
  };
  assert.deepEqual(await typed('stonew'), [['mug'], []]);
  assert.deepEqual(await typed('desk la'), [['lamp'], []]);
  assert.deepEqual(await typed('cup'), [['mug', 'mug-xl'], ['cups']]);
  assert.deepEqual(await typed('stonewaer'), [['mug'], []]);
  assert.equal((await shop.suggest({ q: 'stonewaer' })).corrected, 'stoneware');
});

test('a rebuild fills a new index beside the live one and switches when the catalogue was told again', async () => {
  const office = world.call(search, { kind: 'staff', id: 'anna', roles: ['operations'] });
  await assert.rejects(shop.rebuild({}), { code: 'SignInRequired' });
  const states = async () => (await office.indices({})).map(({ state }) => state);
  const before = await shop.products({ sort: 'name' });
  const { index } = await office.rebuild({});
  await assert.rejects(office.rebuild({}), { code: 'StillRunning', details: { index } });
  await tell(product('during', 1, { name: text('Made during the rebuild') }));
  await found('during rebuild', ['during']);
  await world.tell('CatalogueRetold', 'catalogue', 1, { published: before.total });
  assert.deepEqual(await states(), ['building', 'live']);
  for (const { id, name } of before.items) await tell(product(id, 9, { name }));
  await until(async () => (await states()).join() === 'live,old', 'the new index is live');
  assert.deepEqual((await shop.products({ sort: 'name' })).items.map(({ id }) => id).sort(), [...before.items.map(({ id }) => id), 'during'].sort());
  await office.rebuild({});
  assert.deepEqual(await states(), ['building', 'live', 'dropped']);
});
