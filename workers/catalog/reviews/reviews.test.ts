import { testWorld, until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { catalog } from '@kontor/contracts/catalog';
import { journal as journalContract } from '@kontor/contracts/journal';
import { review } from '@kontor/contracts/review';

const world = await testWorld('catalog');
const staff = { kind: 'staff' as const, id: 'anna', roles: ['catalog'] };
const shopperCalled = (id: string) => world.call(review, { kind: 'guest', id, roles: [] });
const shop = () => world.call(catalog, null);
const anyone = () => world.call(review, null);
const office = () => world.call(review, staff);

before(() => world.start());
after(async () => {
  const { journal } = await import('../store/catalogue.ts');
  await journal.db.dropDatabase();
  await world.stop();
});

const text = (en: string) => ({ en, de: en });
async function product(id: string): Promise<void> {
  const draft = { id, handle: id, name: text(id), summary: text(''), description: text(''), categories: [], variants: [{ sku: `${id}.1`, price: 1000 }] };
  assert.equal((await world.call(catalog, staff).saveProducts({ products: [draft] })).changed, 1);
}
const draft = (productId: string, rating: number, over: Record<string, unknown> = {}) => ({
  id: randomUUID(),
  productId,
  rating,
  title: 'Good',
  text: 'It pours.',
  author: 'Ida',
  locale: 'en' as const,
  writtenAt: '2026-03-01T09:00:00.000Z',
  ...over,
});
const words = (productId: string, rating = 5) => ({ productId, rating, title: 'Fine', text: 'I like it', author: 'Ada B.', locale: 'en' as const });

const person = {
  email: 'ada@example.com',
  locale: 'en' as const,
  address: { name: 'Ada', street: 'Linden 1', postcode: '10117', city: 'Berlin', country: 'DE' },
};
const method = { id: 'standard', name: text('Standard'), price: 0, daysFrom: 1, daysTo: 2 };
/** What the order worker tells of an order for one SKU; `arrived` alone is what comes when the messages change places. */
function buys(owner: string, sku: string) {
  const about = { orderId: randomUUID(), number: 'K100001', owner };
  const line = { sku, quantity: 1, name: text(sku), variant: text(''), price: 1000, total: 1000, weightGrams: 0 };
  return {
    paid: () => world.tell('OrderPaid', about.orderId, 3, { ...about, total: 1000, currency: 'EUR', lines: [line], method, allocation: [], person }),
    arrived: () => world.tell('OrderCompleted', about.orderId, 5, about),
  };
}
async function may(shopper: ReturnType<typeof shopperCalled>, productId: string): Promise<void> {
  await until(async () => (await shopper.ownReview({ productId })).may, `may review ${productId}`);
}

test('reviews of a merchant are counted on the product, once; those of unknown products are named', async () => {
  await product('a');
  const reviews = [draft('a', 5), draft('nothing', 4), draft('a', 4), draft('a', 1, { state: 'pending' })];
  assert.deepEqual(await office().saveReviews({ reviews }), {
    changed: 3,
    unchanged: 0,
    refused: [{ index: 1, field: 'productId', reason: 'there is no product nothing; save it first' }],
  });
  const told = await world.heard('ProductChanged', ({ subject, version }) => subject === 'a' && version === 2);
  assert.deepEqual(told.data.product.rating, { count: 2, average: 45, stars: [0, 0, 0, 1, 1] });
  assert.equal((await office().saveReviews({ reviews })).unchanged, 3);
  assert.equal((await shop().product({ handle: 'a' })).version, 2);
  assert.deepEqual((await shop().productsById({ ids: ['a'] }))[0]?.rating, { count: 2, average: 45 });
});

test('only who received a product may review it, whatever comes first', async () => {
  await product('b');
  const [early, late, other] = [shopperCalled('early'), shopperCalled('late'), shopperCalled('other')];
  await assert.rejects(early.writeReview(words('b')), { code: 'NotReceived' });
  await assert.rejects(anyone().writeReview(words('b')), { code: 'SignInRequired' });
  const first = buys('early', 'b.1');
  await first.paid();
  await first.arrived();
  const second = buys('late', 'b.1');
  await second.arrived();
  await second.paid();
  await may(early, 'b');
  await may(late, 'b');
  await buys('other', 'b.1').paid();
  const { journal } = await import('../store/catalogue.ts');
  await until(() => journal.db.collection('purchases').findOne({ owner: 'other', skus: 'b.1' }), 'the paid order is known');
  assert.deepEqual(await other.ownReview({ productId: 'b' }), { may: false, review: null });
  assert.equal((await early.writeReview(words('b'))).verified, true);
});

test('a review waits for the shop, then it is shown and counted; written anew it waits again', async () => {
  await product('c');
  const shopper = shopperCalled('carla');
  const order = buys('carla', 'c.1');
  await order.paid();
  await order.arrived();
  await may(shopper, 'c');
  const { id, state } = await shopper.writeReview({ ...words('c', 2), text: '<b>Broke</b> at once' });
  assert.equal(state, 'pending');
  assert.deepEqual((await anyone().reviewsOf({ productId: 'c' })).items, []);
  await assert.rejects(shopper.decideReview({ id, state: 'published' }), { code: 'NotAllowed' });
  await office().decideReview({ id, state: 'published' });
  const [shown] = (await anyone().reviewsOf({ productId: 'c' })).items;
  assert.equal(shown?.text, 'Broke at once');
  assert.ok(!('authorId' in (shown ?? {})), 'who wrote it stays with us');
  assert.equal((await shop().product({ handle: 'c' })).rating.average, 20);
  await world.heard('ReviewChanged', ({ subject, data }) => subject === id && data.state === 'published');

  const again = await shopper.writeReview(words('c', 4));
  assert.deepEqual([again.id, again.state], [id, 'pending']);
  assert.equal((await shop().product({ handle: 'c' })).rating.count, 0);
  assert.deepEqual(await shopper.writeReview(words('c', 4)), again, 'the same words again change nothing');
  assert.equal((await shopper.ownReview({ productId: 'c' })).review?.rating, 4);
});

test('two presses at the same moment make one review', async () => {
  await product('d');
  const shopper = shopperCalled('dora');
  const order = buys('dora', 'd.1');
  await order.paid();
  await order.arrived();
  await may(shopper, 'd');
  const written = await Promise.all([1, 2, 3].map(() => shopper.writeReview(words('d'))));
  assert.equal(new Set(written.map(({ id }) => id)).size, 1);
});

test('who closes their account leaves the stars and takes the name along; told again, also among the whole history, nothing changes', async () => {
  await product('left');
  const userId = randomUUID();
  const shopper = world.call(review, { kind: 'customer', id: userId, roles: [] });
  const order = buys(userId, 'left.1');
  await order.paid();
  await order.arrived();
  await may(shopper as never, 'left');
  const { id } = await shopper.writeReview(words('left', 4));
  await office().decideReview({ id, state: 'published' });
  const published = async () => (await anyone().reviewsOf({ productId: 'left' })).items;
  await world.tell('UserClosed', userId, 2, { userId });
  await until(async () => (await published())[0]?.author === '–', 'the name is gone');
  const [left] = await published();
  assert.deepEqual([left?.text, left?.rating, (await shop().product({ handle: 'left' })).rating.count], ['I like it', 4, 1]);
  assert.deepEqual(await shopper.ownReview({ productId: 'left' }), { may: false, review: null });

  await world.tell('UserClosed', userId, 2, { userId });
  await order.paid();
  await product('next');
  const after = buys('gerda', 'next.1');
  await after.paid();
  await after.arrived();
  await may(shopperCalled('gerda'), 'next');
  assert.deepEqual(await published(), [left]);
});

test('reviews are read page by page in each order, and by their stars', async () => {
  await product('e');
  const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 9, minute)).toISOString();
  const reviews = Array.from({ length: 23 }, (_, index) => draft('e', (index % 5) + 1, { writtenAt: at(Math.floor(index / 2)) }));
  await office().saveReviews({ reviews });
  for (const order of ['newest', 'highest', 'lowest'] as const) {
    const seen: { id: string; rating: number; writtenAt: string }[] = [];
    for (let after: string | undefined; ; ) {
      const { items, next } = await anyone().reviewsOf({ productId: 'e', order, limit: 4, ...(after && { after }) });
      seen.push(...items);
      if (!next) break;
      after = next;
    }
    assert.equal(new Set(seen.map(({ id }) => id)).size, 23, order);
    const stars = ({ rating }: { rating: number }) => (order === 'newest' ? 0 : order === 'highest' ? -rating : rating);
    const sorted = [...seen].sort((a, b) => stars(a) - stars(b) || b.writtenAt.localeCompare(a.writtenAt) || b.id.localeCompare(a.id));
    assert.deepEqual(seen, sorted, order);
  }
  assert.equal((await anyone().reviewsOf({ productId: 'e', rating: 1, limit: 100 })).items.length, 5);
  await assert.rejects(anyone().reviewsOf({ productId: 'e', after: 'nonsense' }), { code: 'InvalidInput' });
});

test('staff read what waits in its turn, and answer', async () => {
  const { items } = await office().reviewsIn({ limit: 100 });
  assert.ok(items.length > 0 && items.every(({ state }) => state === 'pending'));
  await product('f');
  const one = draft('f', 3);
  await office().saveReviews({ reviews: [one] });
  assert.equal((await office().answerReview({ id: one.id, text: ' Thank you. ' })).answer?.text, 'Thank you.');
  assert.equal((await anyone().reviewsOf({ productId: 'f' })).items[0]?.answer?.text, 'Thank you.');
  assert.equal((await office().answerReview({ id: one.id, text: '' })).answer, undefined);
  await office().decideReview({ id: one.id, state: 'rejected' });
  assert.deepEqual((await anyone().reviewsOf({ productId: 'f' })).items, []);
  assert.equal((await shop().product({ handle: 'f' })).rating.count, 0);
  await assert.rejects(office().decideReview({ id: randomUUID(), state: 'published' }), { code: 'NotFound' });
});

test('many are decided at once, with a reason in the audit log; the same again changes nothing', async () => {
  await product('bulk');
  const waiting = [5, 3, 1].map((rating) => draft('bulk', rating, { state: 'pending' }));
  await office().saveReviews({ reviews: waiting });
  const ids = waiting.map(({ id }) => id);
  assert.deepEqual(await office().decideReviews({ ids, state: 'published' }), { changed: 3 });
  assert.equal((await shop().product({ handle: 'bulk' })).rating.count, 3);
  const [bad = ''] = ids;
  assert.deepEqual(await office().decideReviews({ ids: [bad, randomUUID()], state: 'rejected', reason: 'advertising' }), { changed: 1 });
  assert.deepEqual(await office().decideReviews({ ids: [bad], state: 'rejected' }), { changed: 0 });
  assert.equal((await shop().product({ handle: 'bulk' })).rating.count, 2);
  const entries = (await world.call(journalContract, { ...staff, roles: ['catalog', 'operations'] }, 'journal.').audit({})).items;
  assert.deepEqual(entries.find(({ act }) => act === 'refuseReviews')?.detail, { changed: 1, first: [bad], reason: 'advertising' });
  await assert.rejects(shopperCalled('bob').decideReviews({ ids, state: 'published' }), { code: 'NotAllowed' });
});

test('many who review one product at once are all counted', async () => {
  await product('g');
  const ratings = [1, 2, 3, 4, 5, 5, 5, 4];
  await Promise.all(ratings.map((rating) => office().saveReviews({ reviews: [draft('g', rating)] })));
  assert.deepEqual((await shop().product({ handle: 'g' })).rating.stars, [1, 1, 1, 2, 3]);
  await world.call(catalog, staff).setPrice({ sku: 'g.1', price: 900 });
  assert.equal((await shop().product({ handle: 'g' })).rating.count, 8, 'a new price leaves the rating alone');
});
