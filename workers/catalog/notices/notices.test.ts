import { testWorld } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { catalog } from '@kontor/contracts/catalog';
import { notice } from '@kontor/contracts/notice';

const world = await testWorld('catalog');
const staff = { kind: 'staff' as const, id: 'anna', roles: ['catalog'] };
const guest = () => world.call(notice, { kind: 'guest', id: 'g-1', roles: [] });
const anyone = () => world.call(notice, null);

before(() => world.start());
after(async () => {
  const { journal } = await import('../store/catalogue.ts');
  await journal.db.dropDatabase();
  await world.stop();
});

const text = (en: string) => ({ en, de: en });
async function soldOut(id = `P-${randomUUID().slice(0, 8)}`): Promise<string> {
  const draft = {
    id,
    handle: id.toLowerCase(),
    name: text(id),
    summary: text(''),
    description: text(''),
    categories: [],
    variants: [{ sku: id, price: 1000 }],
  };
  assert.equal((await world.call(catalog, staff).saveProducts({ products: [draft] })).changed, 1);
  return id;
}
let version = 0;
const stock = (sku: string, available: number) => world.tell('StockChanged', sku, ++version, { sku, available, onHand: available });
const ask = (sku: string, email: string, who = guest()) => who.askForNotice({ sku, email, locale: 'en' });
const asked = async (sku: string, email: string) =>
  (await world.heard('NoticeAsked', ({ data }) => data.sku === sku && data.person.email === email)).data.person.token;
const back = (sku: string, email: string) => world.heard('BackInStock', ({ data }) => data.sku === sku && data.person.email === email);
const toldTimes = async (sku: string) => {
  const { journal } = await import('../store/catalogue.ts');
  return journal.db.collection('outbox').countDocuments({ type: 'BackInStock', data: { $regex: sku } });
};

test('who confirms is told once when it is back; who does not confirm never is', async () => {
  const sku = await soldOut();
  assert.deepEqual(await ask(sku, 'ada@example.com'), { state: 'asked' });
  await ask(sku, 'silent@example.com');
  const token = await asked(sku, 'ada@example.com');
  assert.equal((await anyone().wished({ token })).sku, sku);
  assert.equal((await anyone().confirmNotice({ token })).handle, sku.toLowerCase());
  await anyone().confirmNotice({ token });
  await stock(sku, 3);
  await back(sku, 'ada@example.com');
  await stock(sku, 0);
  await stock(sku, 2);
  const next = await soldOut();
  await ask(next, 'ada@example.com');
  await anyone().confirmNotice({ token: await asked(next, 'ada@example.com') });
  await stock(next, 1);
  await back(next, 'ada@example.com');
  assert.equal(await toldTimes(sku), 1);
});

test('asked twice it is one mail; what is there needs no wish; nobody sells what is not in the shop', async () => {
  const sku = await soldOut();
  for (let again = 0; again < 3; again++) assert.deepEqual(await ask(sku, 'bea@example.com'), { state: 'asked' });
  const { journal } = await import('../store/catalogue.ts');
  assert.equal(await journal.db.collection('notices').countDocuments({ email: 'bea@example.com' }), 1);
  await assert.rejects(ask('NOWHERE', 'bea@example.com'), { code: 'NotFound' });
  await assert.rejects(ask(sku, 'no address'), { code: 'InvalidInput' });
  await assert.rejects(anyone().wished({ token: '0'.repeat(32) }), { code: 'NotFound' });
});

test('thirty presses at the same moment make one wish', async () => {
  const sku = await soldOut();
  await Promise.all(Array.from({ length: 30 }, () => ask(sku, 'cleo@example.com')));
  const { journal } = await import('../store/catalogue.ts');
  assert.equal(await journal.db.collection('notices').countDocuments({ sku }), 1);
});

test('what came back before the confirmation is told at once', async () => {
  const sku = await soldOut();
  await ask(sku, 'dora@example.com');
  const token = await asked(sku, 'dora@example.com');
  await stock(sku, 5);
  await world.heard('ProductChanged', ({ data }) => data.product.variants.some((variant) => variant.sku === sku && variant.availability === 'low'));
  await anyone().confirmNotice({ token });
  await back(sku, 'dora@example.com');
  assert.deepEqual(await ask(sku, 'dora@example.com'), { state: 'there' });
});

test('one link stops every wish of its address, and a closed account takes its wishes along', async () => {
  const [one, other] = [await soldOut(), await soldOut()];
  const userId = randomUUID();
  await ask(one, 'eva@example.com');
  await ask(other, 'eva@example.com');
  assert.deepEqual(await anyone().stopNotices({ token: await asked(one, 'eva@example.com') }), { stopped: 2 });
  await ask(other, 'fay@example.com', world.call(notice, { kind: 'customer', id: userId, roles: [] }) as never);
  const token = await asked(other, 'fay@example.com');
  await world.tell('UserClosed', userId, 2, { userId });
  await stock(other, 1);
  await world.heard('ProductChanged', ({ data }) => data.product.variants.some((variant) => variant.sku === other && variant.availability === 'low'));
  await assert.rejects(anyone().wished({ token }), { code: 'NotFound' });
});
