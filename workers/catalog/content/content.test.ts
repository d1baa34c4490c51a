import { testWorld } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { catalog } from '@kontor/contracts/catalog';
import { content } from '@kontor/contracts/content';

const world = await testWorld('catalog');
const staff = { kind: 'staff' as const, id: 'anna', roles: ['catalog'] };
const shop = () => world.call(content, null);
const office = () => world.call(content, staff);
const catalogue = () => world.call(catalog, staff);

before(() => world.start());
after(async () => {
  const { journal } = await import('../store/catalogue.ts');
  await journal.db.dropDatabase();
  await world.stop();
});

const text = (en: string) => ({ en, de: en });
const draft = (id: string, over: Record<string, unknown> = {}) => ({
  id,
  handle: id,
  name: text(id),
  summary: text(''),
  description: text(''),
  categories: [],
  variants: [{ sku: `${id}.1`, price: 1000 }],
  ...over,
});
const article = (handle: string, publishedAt: string, over: Record<string, unknown> = {}) => ({
  handle,
  title: text(handle),
  teaser: text('Soon told'),
  description: text('About it'),
  publishedAt,
  blocks: [{ kind: 'paragraph' as const, text: text('<script>x</script>Words') }],
  ...over,
});

test('a collection shows its published products in its own order', async () => {
  await catalogue().saveProducts({ products: [draft('a'), draft('b'), draft('c', { published: false })] });
  const collections = [{ handle: 'slow-morning', name: text('Slow morning'), text: text('For Sundays'), products: ['b', 'c', 'none', 'a'] }];
  assert.deepEqual(await office().saveCollections({ collections }), { changed: 1, unchanged: 0 });
  const { data } = await world.heard('ContentChanged', ({ subject }) => subject === 'collection/slow-morning');
  assert.deepEqual(data, { kind: 'collection', handle: 'slow-morning', published: true });
  assert.deepEqual(
    (await shop().collection({ handle: 'slow-morning' })).cards.map(({ id }) => id),
    ['b', 'a'],
  );
  assert.deepEqual(await office().saveCollections({ collections }), { changed: 0, unchanged: 1 });
  await assert.rejects(shop().collection({ handle: 'other' }), { code: 'NotFound' });
  await assert.rejects(shop().saveCollections({ collections }), { code: 'SignInRequired' });
});

test('collections are read by position, page by page', async () => {
  const collections = ['x', 'y', 'z'].map((handle, index) => ({ handle, name: text(handle), text: text(''), products: [], position: 9 - index }));
  await office().saveCollections({ collections: [...collections, { handle: 'hidden', name: text(''), text: text(''), products: [], published: false }] });
  const seen: string[] = [];
  for (let after: string | undefined; ; ) {
    const { items, next } = await shop().collections({ limit: 1, ...(after && { after }) });
    seen.push(...items.map(({ handle }) => handle));
    if (!next) break;
    after = next;
  }
  assert.deepEqual(seen, ['slow-morning', 'z', 'y', 'x']);
});

test('a page keeps its blocks as plain text and is gone when it is taken back', async () => {
  const page = { handle: 'imprint', title: text('Imprint'), description: text('Who we are'), blocks: [{ kind: 'list' as const, items: [text('<b>One</b>')] }] };
  await office().savePages({ pages: [page] });
  assert.deepEqual((await shop().page({ handle: 'imprint' })).blocks, [{ kind: 'list', ordered: false, items: [text('One')] }]);
  assert.deepEqual(
    (await shop().pages({})).map(({ handle }) => handle),
    ['imprint'],
  );
  await office().savePages({ pages: [{ ...page, published: false }] });
  await assert.rejects(shop().page({ handle: 'imprint' }), { code: 'NotFound' });
});

test('the journal goes newest first, and what is dated ahead is not out yet', async () => {
  const articles = [
    article('old', '2026-01-01T00:00:00.000Z'),
    article('new', '2026-02-01T00:00:00.000Z'),
    article('ahead', '2999-01-01T00:00:00.000Z'),
    article('same', '2026-02-01T00:00:00.000Z'),
  ];
  await office().saveArticles({ articles });
  const first = await shop().articles({ limit: 2 });
  const rest = await shop().articles({ limit: 2, after: first.next ?? '' });
  assert.deepEqual(
    [...first.items, ...rest.items].map(({ handle }) => handle),
    ['same', 'new', 'old'],
  );
  assert.equal(rest.next, null);
  assert.deepEqual((await shop().article({ handle: 'old' })).blocks, [{ kind: 'paragraph', text: text('Words') }]);
  await assert.rejects(shop().article({ handle: 'ahead' }), { code: 'NotFound' });
});

test('an address that a product left leads to its new one, and a retired product is known as such', async () => {
  const where = (handle: string) => world.call(catalog, null).whereIs({ handle });
  await catalogue().saveProducts({ products: [draft('m', { handle: 'first' })] });
  await catalogue().saveProducts({ products: [draft('m', { handle: 'second' })] });
  await catalogue().saveProducts({ products: [draft('m', { handle: 'third' })] });
  assert.deepEqual(await where('first'), { state: 'moved', handle: 'third' });
  assert.deepEqual(await where('third'), { state: 'here' });
  await catalogue().saveProducts({ products: [draft('n', { handle: 'second' })] });
  assert.deepEqual(await where('second'), { state: 'here' }, 'who has the address now keeps it');
  await catalogue().saveProducts({ products: [draft('m', { handle: 'third', categories: ['kettles'], published: false })] });
  const retired = { state: 'retired', category: 'kettles' };
  assert.deepEqual([await where('third'), await where('first')], [retired, retired]);
  assert.deepEqual(await where('never'), { state: 'unknown' });
});

test('a reduced price says the lowest of the 30 days before', async () => {
  const variants = (price: number, compareAt?: number) => [{ sku: 'p.1', price, ...(compareAt && { compareAt }) }];
  const lowest = async () => (await world.call(catalog, null).product({ handle: 'p' })).variants[0]?.lowest;
  await catalogue().saveProducts({ products: [draft('p', { variants: variants(4000) })] });
  await catalogue().saveProducts({ products: [draft('p', { variants: variants(5000) })] });
  assert.equal(await lowest(), undefined);
  await catalogue().setPrice({ sku: 'p.1', price: 4500, compareAt: 5000 });
  assert.equal(await lowest(), 4000);
  await catalogue().saveProducts({ products: [draft('q', { variants: [{ sku: 'q.1', price: 4500, compareAt: 5000, content: { amount: 250, unit: 'g' } }] })] });
  const [card] = await world.call(catalog, null).productsById({ ids: ['q'] });
  assert.deepEqual([card?.lowest, card?.unitPrice], [5000, { price: 18_000, per: 'kg' }]);
});
