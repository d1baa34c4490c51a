import { testWorld, until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { Product } from '@kontor/contracts/catalog';
import { journal } from '@kontor/contracts/journal';
import { merchandising, Rule } from '@kontor/contracts/merchandising';
import { search } from '@kontor/contracts/search';

const world = await testWorld('search');
let shop: ReturnType<typeof world.call<typeof search>>;
let office: ReturnType<typeof world.call<typeof merchandising>>;
const clerk = { kind: 'staff' as const, id: 'anna', roles: ['catalog', 'operations'] };

const text = (en: string, de = en) => ({ en, de });
const product = (id: string, name: string, over: Record<string, unknown> = {}) =>
  Product.parse({
    id,
    handle: id,
    name: text(name),
    brand: 'Kontor',
    summary: text(''),
    description: text(''),
    categories: ['cups'],
    variants: [{ sku: `SKU-${id}`, price: 1000, availability: 'in' }],
    changedAt: '2026-01-01T00:00:00.000Z',
    version: 1,
    ...over,
  });
const tell = (one: ReturnType<typeof product>) => world.tell('ProductChanged', one.id, one.version, { product: one });
const found = async (q: string, input: Record<string, unknown> = {}) => (await shop.products({ q, ...input })).items.map(({ id }) => id);
const comes = (ids: string[], q: string, input: Record<string, unknown> = {}) =>
  until(async () => (await found(q, input)).join() === ids.join(), `${q} gives ${ids.join()}`).catch(async () => assert.deepEqual(await found(q, input), ids));

const ruleOf = (kind: Rule['kind'], what: Record<string, unknown>): Rule => Rule.parse({ id: randomUUID(), kind, ...what });
const publish = async (...rules: Rule[]) => {
  let edit = 0;
  for (const rule of rules) edit = (await office.saveRule({ rule })).edit;
  return (await office.publish({ edit })).version;
};
const inSearch = (q: string) => ({ in: 'search' as const, q, whole: true });

before(async () => {
  await world.start();
  shop = world.call(search, null);
  office = world.call(merchandising, clerk);
  await world.tell('CategoryChanged', 'cups', 1, { category: { id: 'cups', parent: null, name: text('Cups', 'Tassen') } });
  await tell(product('one', 'Stoneware mug one'));
  await tell(product('two', 'Stoneware mug two with a longer name', { brand: 'Reiher' }));
  await tell(product('lid', 'Lid of cork', { categories: [] }));
  await comes(['one', 'two'], 'mug');
});
after(async () => {
  const { dropIndex } = await import('./store/opensearch.ts');
  const { versions } = await import('./store/postgres.ts');
  for (const { name } of await versions()) await dropIndex(name);
  await world.stop();
});

test('a draft changes nothing for shoppers; published, it holds within seconds; going back is a version too', async () => {
  const rule = ruleOf('pin', { where: inSearch('mug'), products: ['two', 'gone', 'lid'] });
  const { edit } = await office.saveRule({ rule });
  const { live, draft, missing } = await office.preview({ q: 'mug' });
  assert.deepEqual(
    [live.items.map(({ id }) => id), draft.items.map(({ id }) => id)],
    [
      ['one', 'two'],
      ['two', 'lid', 'one'],
    ],
  );
  assert.deepEqual([draft.pinned, missing, live.rules, draft.rules], [['two', 'lid'], ['gone'], [], [rule.id]]);
  assert.deepEqual(await found('mug'), ['one', 'two']);

  await assert.rejects(office.publish({ edit: edit + 1 }), { code: 'InvalidInput' });
  const { version } = await office.publish({ edit });
  await comes(['two', 'lid', 'one'], 'mug');
  await comes(['lid', 'one', 'two'], 'mugs', { sort: 'name' });
  await world.heard('RulesChanged', (message) => message.data.version === version);
  assert.equal((await office.rules({})).draft, null);

  const restored = await office.restore({ version: version - 1 });
  assert.deepEqual(await office.restore({ version: version - 1 }), restored, 'asked again, it is done already');
  await comes(['one', 'two'], 'mug');
  const { items } = await office.versions({});
  assert.deepEqual(
    items.slice(0, 2).map(({ version: no, rules, added, removed, restores, actor }) => [no, rules, added, removed, restores, actor]),
    [
      [version + 1, 0, 0, 1, version - 1, 'anna'],
      [version, 1, 1, 0, null, 'anna'],
    ],
  );
  await assert.rejects(office.restore({ version: 99 }), { code: 'NotFound' });
  const { items: noted } = await world.call(journal, clerk, 'journal.').audit({ limit: 3 });
  assert.deepEqual(
    noted.map(({ act, actor }) => [act, actor]),
    [
      ['restoreRules', 'anna'],
      ['publishRules', 'anna'],
      ['draftRule', 'anna'],
    ],
  );
});

test('a brand goes up, a product goes last, in a category as in a search; a synonym is found in both languages', async () => {
  await publish(
    ruleOf('boost', { where: inSearch('mug'), target: { by: 'brand', brand: 'Reiher' }, times: 5 }),
    ruleOf('bury', { where: { in: 'category', category: 'cups' }, target: { by: 'product', products: ['one'] } }),
    ruleOf('synonyms', { words: ['stoneware', 'Steinzeugs'] }),
    ruleOf('redirect', { q: 'sale', to: '/c/cups' }),
  );
  await comes(['two', 'one'], 'mug');
  await comes(['two', 'one'], '', { category: 'cups' });
  await comes(['one', 'two'], 'steinzeugs', { locale: 'de' });
  assert.equal((await shop.products({ q: 'Sales' })).redirect, '/c/cups');
  assert.equal((await shop.products({ q: 'mug' })).redirect, undefined);
  await office.restore({ version: 0 });
  await comes(['one', 'two'], 'mug');
});

test('a pin stands in a category only if the product lies there, and leaves when a filter leaves it out', async () => {
  await publish(
    ruleOf('pin', { where: { in: 'category', category: 'cups' }, products: ['lid', 'two'] }),
    ruleOf('pin', { where: inSearch('mug'), products: ['lid'] }),
  );
  await comes(['two', 'one'], '', { category: 'cups' });
  await comes(['lid', 'one', 'two'], 'mug');
  assert.deepEqual(await found('mug', { filters: { brand: ['Reiher'] } }), ['two']);
  assert.deepEqual(await found('mug', { category: 'cups' }), ['one', 'two']);
  const { total, facets } = await shop.products({ q: 'mug' });
  assert.deepEqual([total, facets.find(({ id }) => id === 'brand')?.values.map(({ count }) => count)], [3, [2, 1]]);
  await office.restore({ version: 0 });
  await comes(['one', 'two'], 'mug');
});

test('staff is told why a product stands where it does: words by field, factors, its place; or that it is not there', async () => {
  const boost = ruleOf('boost', { where: inSearch('stoneware mug'), target: { by: 'product', products: ['two'] }, times: 3 });
  await office.saveRule({ rule: boost });
  const [plain, drafted] = await Promise.all([
    office.explain({ q: 'stoneware mug', product: 'two' }),
    office.explain({ q: 'stoneware mug', product: 'two', draft: true }),
  ]);
  assert.deepEqual([plain.position, drafted.position], [2, 1]);
  assert.ok(Math.abs(drafted.score / plain.score - 3) < 0.001);
  assert.deepEqual(drafted.factors.at(-1), { what: 'boost', times: 3, rule: boost.id });
  assert.ok(plain.factors.some(({ what, times }) => what === 'in-stock' && times === 1.25));
  assert.equal(plain.text[0]?.field, 'name');
  assert.ok(plain.text[0]?.words.includes('mug'), JSON.stringify(plain.text));
  const sum = plain.text.reduce((all, { score }) => all + score, 0);
  assert.ok(Math.abs(sum - plain.textScore) < 0.01 * sum, `${sum} is ${plain.textScore}`);
  const lid = await office.explain({ q: 'mug', product: 'lid' });
  const gone = await office.explain({ q: 'mug', product: 'gone' });
  assert.deepEqual([lid.known, lid.found, gone.known, gone.found], [true, false, false, false]);
  await office.discardDraft({});
});

test('rules are for staff of the catalogue alone, and there are no more than 300', async () => {
  await assert.rejects(world.call(merchandising, null).rules({}), { code: 'SignInRequired' });
  await assert.rejects(world.call(merchandising, { ...clerk, roles: ['orders'] }).publish({ edit: 1 }), { code: 'NotAllowed' });
  await assert.rejects(office.removeRule({ id: randomUUID() }), { code: 'NotFound' });
  const { lockRules, keepDraft } = await import('./store/rules.ts');
  const { journal: own } = await import('./store/postgres.ts');
  const rules = Array.from({ length: 300 }, () => ruleOf('redirect', { q: 'x', to: '/' }));
  await own.transaction(async (tx) => {
    await lockRules(tx);
    await keepDraft(tx, { edit: 1, rules, at: new Date(), actor: 'anna' });
  });
  await assert.rejects(office.saveRule({ rule: ruleOf('redirect', { q: 'y', to: '/' }) }), { code: 'InvalidInput' });
  await office.discardDraft({});
});

test('what sells, is liked and is new goes up among equals, and never before what matches clearly better', async () => {
  const loved = { rating: { count: 400, average: 50, stars: [0, 0, 0, 0, 400] }, releasedAt: new Date(Date.now() - 86_400_000).toISOString() };
  await tell(product('plain-bowl', 'Bowl of clay'));
  await tell(product('loved-bowl', 'Bowl of clay', loved));
  await tell(product('loved-box', 'Box', { ...loved, description: text('A box for tea, also for a bowl that nobody uses, and much more of it') }));
  const order = { orderId: randomUUID(), number: 'K1', owner: 'x', total: 1000, currency: 'EUR' as const, method: 'standard', allocation: [] };
  const line = { sku: 'SKU-loved-box', quantity: 50, name: text('x'), variant: text(''), price: 1, total: 1, weightGrams: 1 };
  const paid = { ...order, lines: [line], person: { email: 'a@b.example', name: 'A', locale: 'en' } };
  const { bestSold } = await import('./store/signals.ts');
  const { hears } = await import('./events.ts');
  const { journal: own } = await import('./store/postgres.ts');
  const hear = () =>
    own.transaction(async (tx) =>
      hears.OrderPaid?.(
        [
          {
            id: randomUUID(),
            type: 'OrderPaid',
            source: '',
            subject: paid.orderId,
            version: 1,
            time: new Date().toISOString(),
            trace: '',
            data: paid as never,
          },
        ],
        tx,
      ),
    );
  await hear();
  await hear();
  assert.deepEqual(await bestSold(5), ['SKU-loved-box']);
  const { lookAgain } = await import('./known.ts');
  lookAgain();
  await comes(['loved-bowl', 'plain-bowl', 'loved-box'], 'bowl');
  const { factors } = await office.explain({ q: 'bowl', product: 'loved-box' });
  assert.deepEqual(
    factors.map(({ what }) => what),
    ['in-stock', 'rating', 'new', 'sold'],
  );
});

test('what many search for and find is offered to others; what few do, or is somebody’s own, never', async () => {
  const { countSearch, keepCounted } = await import('./searched.ts');
  const { SearchInput } = await import('@kontor/contracts/search');
  const result = await shop.products({ q: 'mug' });
  const count = (q: string, times: number, client = 'web', over = {}) => {
    for (let time = 0; time < times; time++) countSearch(SearchInput.parse({ q, ...over }), result, client);
  };
  count('Mug  of stoneware', 5);
  count('mug for jane', 4);
  count('mug 0170 1234567', 50);
  count('mug@example.com', 50);
  count('mug of one person', 50, '203.0.113.7');
  count('mug that is moss', 50, 'web', { filters: { colour: ['moss'] } });
  for (let client = 0; client < 6; client++) count('mug without lid', 1, `203.0.113.${client}`);
  await keepCounted();
  const { lookAgain } = await import('./known.ts');
  lookAgain();
  assert.deepEqual((await shop.suggest({ q: 'mug' })).queries.slice(0, 2), ['mug without lid', 'mug of stoneware']);
  assert.ok(!(await shop.suggest({ q: 'mug ' })).queries.some((words) => /jane|0170|@|person|moss/.test(words)));
  assert.deepEqual((await shop.suggest({ q: 'red stonew' })).queries, []);
  assert.deepEqual((await shop.suggest({ q: 'stonew' })).queries, ['stoneware']);
});
