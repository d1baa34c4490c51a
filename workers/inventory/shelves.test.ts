import { testWorld } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { inventory } from '@kontor/contracts/inventory';

const world = await testWorld('inventory');
before(() => world.start());
after(() => world.stop());

const clerk = () => world.call(inventory, { kind: 'staff', id: 's1', roles: ['inventory'] });
const anybody = () => world.call(inventory, null);
const skuOf = () => `S-${randomUUID().slice(0, 8)}`;
const text = { en: 'x', de: 'x' };
const receive = (sku: string, change: number, location: string) =>
  clerk().correct({ sku, location, change, reason: 'receipt', note: 'delivery', idempotencyKey: randomUUID() });

test('goods that come to two new shelves of a SKU at the same moment are told together', async () => {
  const known = skuOf();
  await receive(known, 5, 'berlin');
  await world.heldUp(
    [['select from stock where sku = $1 for update', known]],
    () => receive(known, 3, 'hamburg'),
    () => receive(known, 4, 'leipzig'),
  );
  const fresh = skuOf();
  await world.heldUp(
    [['insert into sku_version (sku, version) values ($1, 0)', fresh]],
    () => receive(fresh, 3, 'hamburg'),
    () => receive(fresh, 4, 'leipzig'),
  );
  for (const [sku, version, available] of [
    [known, 3, 12],
    [fresh, 2, 7],
  ] as const) {
    const { data } = await world.heard('StockChanged', (message) => message.subject === sku && message.version === version);
    assert.equal(data.available, available);
    assert.equal((await anybody().available({ skus: [sku] }))[0]?.available, available);
  }
});

test('an order that is cancelled while its goods come in on a shelf that was not there before gives them back', async () => {
  const [sku, orderId] = [skuOf(), randomUUID()];
  await clerk().setRules({ rules: [{ sku, location: 'berlin', later: { kind: 'back-order', weeks: 3, quota: 5 } }] });
  const about = { orderId, number: 'K1', owner: 'g-1', total: 0, currency: 'EUR' };
  await world.tell('OrderPlaced', orderId, 1, {
    ...about,
    lines: [{ sku, quantity: 2, name: text, variant: text, price: 0, total: 0, weightGrams: 0 }],
    receipt: { currency: 'EUR', lines: [], subtotal: 0, discount: 0, shipping: 0, taxes: [], tax: 0, total: 0 },
    method: { id: 'standard', name: text, price: 0, daysFrom: 1, daysTo: 2 },
    person: { email: 'a@b.de', locale: 'en', address: { name: 'A', street: 'S', postcode: '1', city: 'C', country: 'DE' } },
  });
  await world.heard('StockHeld', ({ subject }) => subject === orderId);
  await world.heldUp<unknown>(
    [['select from stock where sku = $1 for update', sku]],
    () => receive(sku, 2, 'leipzig'),
    () => world.tell('OrderCancelled', orderId, 2, { ...about, reason: 'shopper', short: [] }),
  );
  await world.heard('StockReady', ({ subject }) => subject === orderId);
  await world.heard('StockChanged', ({ subject, version }) => subject === sku && version === 4);
  assert.deepEqual(
    (await clerk().stock({ skus: [sku] })).map(({ location, onHand, held, waiting, available }) => ({ location, onHand, held, waiting, available })),
    [
      { location: 'berlin', onHand: 0, held: 0, waiting: 0, available: 0 },
      { location: 'leipzig', onHand: 2, held: 0, waiting: 0, available: 2 },
    ],
  );
});
