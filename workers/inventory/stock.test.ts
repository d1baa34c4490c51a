import { testWorld } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { inventory } from '@kontor/contracts/inventory';
import { journal } from '@kontor/contracts/journal';

const world = await testWorld('inventory');
before(() => world.start());
after(() => world.stop());

const grace = { kind: 'staff' as const, id: 'grace', roles: ['inventory', 'operations'] };
const clerk = () => world.call(inventory, grace);
const skuOf = () => `S-${randomUUID().slice(0, 8)}`;
const audit = async () => (await world.call(journal, grace, 'journal.').audit({})).items;
const correction = (sku: string, change: number, more: object = {}) => ({
  sku,
  location: 'berlin',
  change,
  reason: 'correction' as const,
  note: 'found behind the shelf',
  idempotencyKey: randomUUID(),
  ...more,
});

async function stocked(onHand: number, sku = skuOf()): Promise<string> {
  await clerk().count({ counts: [{ sku, location: 'berlin', onHand }] });
  return sku;
}

/** Four of five pieces are promised to an order. */
async function promised(): Promise<string> {
  const [sku, orderId] = [await stocked(5), randomUUID()];
  const text = { en: 'x', de: 'x' };
  await world.tell('OrderPlaced', orderId, 1, {
    orderId,
    number: 'K1',
    owner: 'g-1',
    total: 0,
    currency: 'EUR',
    lines: [{ sku, quantity: 4, name: text, variant: text, price: 0, total: 0, weightGrams: 0 }],
    receipt: { currency: 'EUR', lines: [], subtotal: 0, discount: 0, shipping: 0, taxes: [], tax: 0, total: 0 },
    method: { id: 'standard', name: text, price: 0, daysFrom: 1, daysTo: 2 },
    person: {
      email: 'a@b.de',
      locale: 'en',
      address: { name: 'A', company: '', street: 'S', addition: '', postcode: '1', city: 'C', country: 'DE', phone: '' },
    },
  });
  await world.heard('StockHeld', ({ subject }) => subject === orderId);
  return sku;
}

test('a correction takes pieces in and out, with who and why in the ledger and in the audit log', async () => {
  const sku = await stocked(7);
  assert.deepEqual(await clerk().correct(correction(sku, 3)), { sku, location: 'berlin', onHand: 10, held: 0, allocated: 0, waiting: 0, available: 10 });
  assert.equal((await clerk().correct(correction(sku, -4, { note: 'broken in transport' }))).onHand, 6);
  await world.heard('StockChanged', ({ subject, data }) => subject === sku && data.available === 6);
  const { items } = await clerk().movements({ sku });
  assert.deepEqual(
    items.map(({ quantity, reason, note, actor }) => [quantity, reason, note, actor]),
    [
      [-4, 'correction', 'broken in transport', 'grace'],
      [3, 'correction', 'found behind the shelf', 'grace'],
      [7, 'correction', '', 'grace'],
    ],
  );
  assert.deepEqual(
    (await audit()).filter(({ about }) => about === `${sku} berlin`).map(({ act, actor }) => [act, actor]),
    [
      ['correctStock', 'grace'],
      ['correctStock', 'grace'],
      ['countStock', 'grace'],
    ],
  );
});

test('the same press twice, also at the same moment, is one correction; another one under its key is refused', async () => {
  const sku = await stocked(1);
  const press = correction(sku, 5);
  const answers = await Promise.all([press, press, press].map((one) => clerk().correct(one)));
  assert.deepEqual(
    answers.map(({ onHand }) => onHand),
    [6, 6, 6],
  );
  assert.equal((await clerk().movements({ sku })).items.length, 2);
  await assert.rejects(clerk().correct({ ...press, change: 6 }), { code: 'KeyReused' });
});

test('nothing that is promised to an order is taken out, and the sentence says how much that is', async () => {
  const sku = await promised();
  await assert.rejects(clerk().correct(correction(sku, -2)), ({ code, details }: { code: string; details: Record<string, unknown> }) => {
    assert.equal(code, 'InvalidInput');
    assert.equal(details['field'], 'change');
    assert.equal(details['promised'], 4);
    return true;
  });
  assert.equal((await clerk().correct(correction(sku, -1))).available, 0);
});

test('a correction says how many and why', async () => {
  const sku = await stocked(1);
  for (const wrong of [{ change: 0 }, { change: 1.5 }, { note: '  ' }, { reason: 'dispatch' }, { idempotencyKey: 'k' }])
    await assert.rejects(clerk().correct({ ...correction(sku, 1), ...wrong } as never), { code: 'InvalidInput' });
});

test('shelves are found by the beginning of a SKU and read page by page', async () => {
  const start = `P${randomUUID().slice(0, 6)}`;
  for (const end of ['a', 'b', 'c']) await stocked(1, `${start}-${end}`);
  const first = await clerk().shelves({ q: start, limit: 2 });
  const rest = await clerk().shelves({ q: start, limit: 2, after: first.next ?? '' });
  assert.deepEqual(
    [...first.items, ...rest.items].map(({ sku }) => sku),
    ['a', 'b', 'c'].map((end) => `${start}-${end}`),
  );
  assert.equal(rest.next, null);
  assert.deepEqual((await clerk().shelves({ q: '%' })).items, []);
  await assert.rejects(clerk().shelves({ after: 'nowhere' }), { code: 'InvalidInput' });
  await assert.rejects(clerk().movements({ sku: start, after: '9'.repeat(19) }), { code: 'InvalidInput' });
});

test('pieces go from one location to another, never those promised; the ledger sums up to what lies there', async () => {
  const sku = await promised();
  const move = { sku, from: 'berlin', to: 'leipzig', pieces: 1, note: 'closer to the customer', idempotencyKey: randomUUID() };
  const shelves = await clerk().transfer(move);
  assert.deepEqual(
    shelves.map(({ location, onHand }) => [location, onHand]),
    [
      ['berlin', 4],
      ['leipzig', 1],
    ],
  );
  assert.deepEqual(await clerk().transfer(move), shelves, 'the same press again moves nothing');
  await assert.rejects(clerk().transfer({ ...move, pieces: 2 }), { code: 'KeyReused' });
  await assert.rejects(clerk().transfer({ ...move, idempotencyKey: randomUUID() }), ({ code, details }: { code: string; details: Record<string, unknown> }) => {
    assert.deepEqual([code, details['field'], details['most']], ['InvalidInput', 'pieces', 0]);
    return true;
  });
  await assert.rejects(clerk().transfer({ ...move, to: 'berlin', idempotencyKey: randomUUID() }), { code: 'InvalidInput' });
  const { items } = await clerk().movements({ sku });
  for (const { location, onHand } of await clerk().stock({ skus: [sku] }))
    assert.equal(
      items.filter((one) => one.location === location).reduce((sum, { quantity }) => sum + quantity, 0),
      onHand,
    );
});
