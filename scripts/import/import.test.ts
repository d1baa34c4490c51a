import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Promotion } from '@kontor/contracts/promotion';
import { Refusal } from '@kontor/contracts/refusals';
import { LONGEST_LINE, linesOf } from './lines.ts';
import { loader } from './load.ts';
import { ImportMap, mapper } from './map.ts';
import { entriesOf, type Refused } from './read.ts';
import type { Shop } from './shop.ts';

async function* of(...chunks: (string | Buffer)[]): AsyncGenerator<Buffer> {
  for (const chunk of chunks) yield Buffer.from(chunk as string);
}
async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
const text = (en: string) => ({ en, de: en });
const category = (id: string, parent: string | null = null) => ({ type: 'category', id, parent, name: text(id) });
const product = (id: string, over: Record<string, unknown> = {}) => ({
  type: 'product',
  id,
  handle: id,
  name: text(id),
  summary: text(''),
  description: text(''),
  categories: [],
  variants: [{ sku: id, price: 100 }],
  stock: { [id]: { berlin: 3 } },
  ...over,
});
const rate = (method: string) => ({
  type: 'rate',
  method,
  name: text(method),
  countries: ['DE'],
  bands: [{ upToGrams: 1000, price: 490 }],
  daysFrom: 1,
  daysTo: 2,
});
const file = (...lines: unknown[]) => of(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));

test('lines are the same however the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('a', 'ü€', '\n', '\r\n', ' '), { maxLength: 30 }),
      fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 6 }),
      async (parts, cuts) => {
        const bytes = Buffer.from(parts.join(''));
        const at = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length].sort((a, b) => a - b);
        const cut = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
        const plain = parts
          .join('')
          .split('\n')
          .map((line, index) => ({ number: index + 1, text: line.trim() }))
          .filter((line) => line.text !== '');
        assert.deepEqual(await all(linesOf(of(...cut))), plain);
      },
    ),
  );
});

test('a line that is too long or not UTF-8 is named, the next one is read', async () => {
  const long = Array.from({ length: 40 }, () => 'x'.repeat(LONGEST_LINE / 20));
  assert.deepEqual(await all(linesOf(of('a\n', ...long, '\nb\n', Buffer.from([0xff, 0xfe]), '\nc'))), [
    { number: 1, text: 'a' },
    { number: 2, reason: 'is longer than 1 MB' },
    { number: 3, text: 'b' },
    { number: 4, reason: 'is not UTF-8; save the file in that encoding' },
    { number: 5, text: 'c' },
  ]);
});

test('a bad line is named with its field', async () => {
  const entries = await all(
    entriesOf(
      file('{', { type: 'order' }, product('a', { variants: [{ sku: 'a', price: 'free' }] }), product('b', { stock: { other: { berlin: 1 } } }), product('c')),
    ),
  );
  assert.deepEqual(
    entries.map((entry) => ('reason' in entry ? [entry.line, entry.field] : entry.line)),
    [[1, ''], [2, 'type'], [3, 'variants.0.price'], [4, 'stock.other'], 5],
  );
});

/** A shop that notes what it is sent. */
function pretendShop(over: Partial<Shop> = {}) {
  const sent: [string, number][] = [];
  const note = <Answer>(name: string, list: unknown[], answer: Answer): Answer => {
    sent.push([name, list.length]);
    return answer;
  };
  const shop: Shop = {
    saveCategories: async (categories) => note('categories', categories, { changed: categories.length }),
    saveProducts: async (products) => note('products', products, { changed: products.length, unchanged: 0, refused: [] }),
    count: async (counts) => note('counts', counts, { changed: counts.length }),
    saveReviews: async (reviews) => note('reviews', reviews, { changed: reviews.length, unchanged: 0, refused: [] }),
    saveCollections: async (collections) => note('collections', collections, { changed: collections.length, unchanged: 0 }),
    savePages: async (pages) => note('pages', pages, { changed: pages.length, unchanged: 0 }),
    saveArticles: async (articles) => note('articles', articles, { changed: articles.length, unchanged: 0 }),
    setRules: async (rules) => note('rules', rules, { changed: rules.length }),
    savePromotion: async (promotion) => note('promotion', [promotion], { ...Promotion.parse(promotion), used: 0, archived: false }),
    setRates: async (rates) => note('rates', rates, { version: 1 }),
    ...over,
  };
  return { shop, sent };
}
async function load(shop: Shop, ...lines: unknown[]) {
  const refused: Refused[] = [];
  const { take, end, loaded } = loader(shop, (one) => refused.push(one));
  for await (const entry of entriesOf(file(...lines))) 'reason' in entry ? refused.push(entry) : await take(entry);
  await end();
  return { refused, loaded };
}

test('products go in batches of 200, after the categories before them and before their stock; rates go once', async () => {
  const { shop, sent } = pretendShop();
  await load(shop, category('a'), rate('standard'), ...Array.from({ length: 201 }, (_, index) => product(`p${index}`)), rate('express'));
  assert.deepEqual(sent, [
    ['categories', 1],
    ['products', 200],
    ['counts', 200],
    ['products', 1],
    ['counts', 1],
    ['rates', 2],
  ]);
});

test('promotions go in one by one; one that is refused does not keep the others out', async () => {
  const promotion = (id: string, over: object = {}) => ({ type: 'promotion', id, name: text(id), benefit: { kind: 'percent', percent: 1000 }, ...over });
  const { shop, sent } = pretendShop();
  const save = shop.savePromotion;
  shop.savePromotion = async (one) => {
    if (one.id === 'taken') throw new Refusal('InvalidInput', { field: 'code', reason: 'WELCOME is the code of another' });
    return save(one);
  };
  const { refused, loaded } = await load(shop, promotion('a'), promotion('taken', { code: 'welcome' }), promotion('b'), promotion('c', { benefit: {} }));
  assert.equal(loaded.promotions, 2);
  assert.equal(sent.length, 2);
  assert.deepEqual(
    refused.map(({ line }) => line),
    [2, 4],
  );
});

test('what may be sold before it is there goes with its product, after its stock', async () => {
  const { shop, sent } = pretendShop();
  const later = { kind: 'pre-order', shipsOn: '2030-05-01', quota: 20 };
  const { refused } = await load(
    shop,
    product('a', { later: { a: later } }),
    product('b', { later: { other: later } }),
    product('c', { later: { c: { ...later, shipsOn: null } } }),
  );
  assert.deepEqual(sent, [
    ['products', 1],
    ['counts', 1],
    ['rules', 1],
  ]);
  assert.deepEqual(
    refused.map(({ line, field }) => [line, field]),
    [
      [2, 'later.other'],
      [3, 'later.c.shipsOn'],
    ],
  );
});

test('what the shop refuses is named by its line, its stock is not counted, the rest goes in', async () => {
  const { shop, sent } = pretendShop({
    saveProducts: async (products) => ({ changed: products.length - 1, unchanged: 0, refused: [{ index: 1, field: 'handle', reason: 'is taken' }] }),
  });
  const { refused, loaded } = await load(shop, '', product('a'), product('b'), product('c'));
  assert.deepEqual(refused, [{ line: 3, field: 'handle', reason: 'is taken' }]);
  assert.deepEqual(sent, [['counts', 2]]);
  assert.equal(loaded.products, 2);
});

test('a category that is refused is taken out and the others go in', async () => {
  const { shop, sent } = pretendShop({
    saveCategories: async (categories) => {
      const index = categories.findIndex(({ id }) => id === 'bad');
      if (index >= 0) throw new Refusal('InvalidInput', { field: `categories.${index}.parent`, reason: 'there is no category x' });
      sent.push(['categories', categories.length]);
      return { changed: categories.length };
    },
  });
  const { refused } = await load(shop, category('a'), category('bad', 'x'), category('c'));
  assert.deepEqual(refused, [{ line: 2, field: 'parent', reason: 'there is no category x' }]);
  assert.deepEqual(sent, [['categories', 2]]);
});

test('a worker that is away ends the import: the lines are not at fault', async () => {
  const { shop } = pretendShop({ saveProducts: async () => Promise.reject(new Refusal('Unavailable', { service: 'catalog' })) });
  await assert.rejects(load(shop, product('a')), { code: 'Unavailable' });
});

test('an id that stood in the file before is refused; nothing of the first is lost', async () => {
  const { shop, sent } = pretendShop();
  const { refused } = await load(shop, product('a'), product('b'), product('a', { variants: [{ sku: 'other', price: 1 }], stock: {} }));
  assert.deepEqual(refused, [{ line: 3, field: 'id', reason: 'a stands in line 1 already' }]);
  assert.deepEqual(sent, [
    ['products', 2],
    ['counts', 2],
  ]);
});

const foreign = (over: Record<string, unknown> = {}) => ({
  nr: 7,
  title: 'Größe "L" Kabel',
  ean: ['x', '4006381333931'],
  money: '12,955',
  group: 'Cables / USB',
  on: { hand: '3' },
  facts: { 'cable length': 1.5, colour: ['Black', 'Red'], shielded: true, secret: 'x' },
  ...over,
});
const map = (over: Record<string, unknown> = {}) =>
  mapper(
    ImportMap.parse({
      id: 'nr',
      name: 'title',
      gtin: 'ean',
      price: { from: 'money', unit: 'major' },
      stock: { location: 'main', from: 'on.hand' },
      categories: { from: 'group', separator: '/', otherwise: text('Other') },
      attributes: { from: 'facts', labels: { 'cable length': { ...text('Length'), unit: 'm' } }, facets: ['colour'], leaveOut: ['secret'] },
      ...over,
    }),
  );
const mapped = (ofForeign: (given: unknown) => unknown[], ...lines: unknown[]) => all(entriesOf(file(...lines), ofForeign));

test('a map makes a product and its categories of a foreign record; each category comes once', async () => {
  const entries = await mapped(map(), foreign(), foreign({ nr: 8, group: 'Cables' }), foreign({ nr: 9, group: null }));
  const values = entries.map((entry) => ('value' in entry ? entry.value : entry));
  assert.deepEqual(
    values.map((value) => ('type' in value && 'id' in value ? [value.type, value.id] : value)),
    [
      ['category', 'cables'],
      ['category', 'cables-usb'],
      ['product', '7'],
      ['product', '8'],
      ['category', 'other'],
      ['product', '9'],
    ],
  );
  const one = values[2];
  assert.ok(one && 'variants' in one);
  assert.deepEqual(
    [one.handle, one.categories, one.variants[0]?.price, one.variants[0]?.gtin, one.stock],
    ['groesse-l-kabel-7', ['cables-usb'], 1296, '4006381333931', { 7: { main: 3 } }],
  );
  assert.deepEqual(
    one.attributes.map(({ id, unit, facet, values: of }) => [id, unit, facet, of.map(({ id: value, number }) => number ?? value)]),
    [
      ['cable-length', 'm', false, [1.5]],
      ['colour', undefined, true, ['Black', 'Red']],
      ['shielded', undefined, false, ['true']],
    ],
  );
});

test('a foreign record without id, name or a price that is a number is refused by its line', async () => {
  const entries = await mapped(map(), [1], foreign({ nr: null }), foreign({ title: '' }), foreign({ money: 'free' }), foreign({ money: -1 }), foreign());
  assert.deepEqual(
    entries.map((entry) => ('reason' in entry ? [entry.line, entry.field] : [entry.line, entry.value.type])),
    [
      [1, ''],
      [2, 'category'],
      [2, 'category'],
      [2, 'id'],
      [3, 'name'],
      [4, 'variants.0.price'],
      [5, 'variants.0.price'],
      [6, 'product'],
    ],
  );
});

test('by rules a record belongs to the first that holds, else to the rest', async () => {
  const category = (id: string) => ({ id, name: text(id) });
  const rules = [
    { category: 'long', at: 'facts.cable length' },
    { category: 'usb', at: 'title', matches: '\\busb\\b' },
  ];
  const of = map({ categories: { tree: ['long', 'usb', 'rest'].map(category), rules, otherwise: 'rest' } });
  const entries = await mapped(of, foreign(), foreign({ nr: 8, facts: {}, title: 'A USB thing' }), foreign({ nr: 9, facts: {} }));
  assert.deepEqual(
    entries.flatMap((entry) => ('value' in entry && entry.value.type === 'product' ? [entry.value.categories] : [])),
    [['long'], ['usb'], ['rest']],
  );
});

test('a map that is no map says what is wrong with it', () => {
  assert.throws(() => ImportMap.parse({ id: 'nr', nmae: 'title' }), /nmae|name/);
});
