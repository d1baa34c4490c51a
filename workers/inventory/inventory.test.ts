import { testWorld, until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { inventory } from '@kontor/contracts/inventory';
import type { OrderPlaced } from '@kontor/contracts/order';
import type { z } from 'zod';

const world = await testWorld('inventory');
before(() => world.start());
after(() => world.stop());

const staff = world.call.bind(world);
const clerk = () => staff(inventory, { kind: 'staff', id: 's1', roles: ['inventory'] });
const anybody = () => staff(inventory, null);
const text = { en: 'x', de: 'x' };

/** An order as the order worker tells it, as far as stock is concerned. */
function placed(orderId: string, lines: { sku: string; quantity: number }[]): z.input<typeof OrderPlaced> {
  return {
    orderId,
    number: 'K1',
    owner: 'g-1',
    total: 0,
    currency: 'EUR',
    lines: lines.map((line) => ({ ...line, name: text, variant: text, price: 0, total: 0, weightGrams: 0 })),
    receipt: { currency: 'EUR', lines: [], subtotal: 0, discount: 0, shipping: 0, taxes: [], tax: 0, total: 0 },
    method: { id: 'standard', name: text, price: 0, daysFrom: 1, daysTo: 2 },
    person: {
      email: 'a@b.de',
      locale: 'en',
      address: { name: 'A', company: '', street: 'S', addition: '', postcode: '1', city: 'C', country: 'DE', phone: '' },
    },
  };
}
const paid = (orderId: string): Parameters<typeof world.tell<'OrderPaid'>>[3] => ({ ...placed(orderId, []), lines: [], allocation: [] });
const cancelled = (orderId: string): Parameters<typeof world.tell<'OrderCancelled'>>[3] => ({
  orderId,
  number: 'K1',
  owner: 'g-1',
  total: 0,
  currency: 'EUR',
  reason: 'not-paid',
  short: [],
});
const dispatched = (orderId: string) => ({ orderId, shipmentId: randomUUID(), trackingNumber: 'T', trackingUrl: 'http://localhost/T' });
const skuOf = () => `S-${randomUUID().slice(0, 8)}`;
const stockOf = async (sku: string) => (await clerk().stock({ skus: [sku] }))[0];

/** A parcel that leaves changes nothing for others, so nobody is told: what is sold went when it was held. */
const lies = (sku: string, onHand: number) =>
  until(async () => (await clerk().stock({ skus: [sku] })).reduce((sum, shelf) => sum + shelf.onHand, 0) === onHand, `${onHand} lie there`);

async function stocked(onHand: number): Promise<string> {
  const sku = skuOf();
  await clerk().count({ counts: [{ sku, location: 'berlin', onHand }] });
  return sku;
}

test('a count becomes a movement and is told; the same count again changes nothing', async () => {
  const sku = await stocked(7);
  await world.heard('StockChanged', ({ subject, data }) => subject === sku && data.available === 7);
  assert.deepEqual(await clerk().count({ counts: [{ sku, location: 'berlin', onHand: 7 }] }), { changed: 0 });
  assert.deepEqual(await anybody().available({ skus: [sku, 'NONE'] }), [
    { sku, available: 7 },
    { sku: 'NONE', available: 0 },
  ]);
});

test('of plenty nobody outside is told how many lie there: only when they become few', async () => {
  const [sku, orderId] = [await stocked(5_000), randomUUID()];
  await world.heard('StockChanged', ({ subject, version, data }) => subject === sku && version === 1 && data.available === 100);
  await world.tell('OrderPlaced', orderId, 1, placed(orderId, [{ sku, quantity: 2 }]));
  await world.heard('StockHeld', ({ subject }) => subject === orderId);
  assert.deepEqual(await anybody().available({ skus: [sku] }), [{ sku, available: 100 }]);
  assert.equal((await stockOf(sku))?.available, 4_998);
  await clerk().count({ counts: [{ sku, location: 'berlin', onHand: 62 }] });
  await world.heard('StockChanged', ({ subject, version, data }) => subject === sku && version === 2 && data.available === 60);
});

test('goods are held for a placed order, kept when it is paid, and booked out when the parcel leaves', async () => {
  const [sku, orderId] = [await stocked(5), randomUUID()];
  await world.tell('OrderPlaced', orderId, 1, placed(orderId, [{ sku, quantity: 2 }]));
  const { data } = await world.heard('StockHeld', ({ subject }) => subject === orderId);
  assert.deepEqual(data.allocation, [{ sku, location: 'berlin', quantity: 2 }]);
  assert.deepEqual(await stockOf(sku), { sku, location: 'berlin', onHand: 5, held: 2, allocated: 0, waiting: 0, available: 3 });
  await world.tell('OrderPaid', orderId, 3, paid(orderId));
  await world.tell('ShipmentDispatched', orderId, 1, dispatched(orderId));
  await lies(sku, 3);
  assert.deepEqual(await stockOf(sku), { sku, location: 'berlin', onHand: 3, held: 0, allocated: 0, waiting: 0, available: 3 });
});

test('one short line refuses the whole order and holds nothing', async () => {
  const [plenty, few, orderId] = [await stocked(9), await stocked(1), randomUUID()];
  await world.tell(
    'OrderPlaced',
    orderId,
    1,
    placed(orderId, [
      { sku: plenty, quantity: 1 },
      { sku: few, quantity: 2 },
    ]),
  );
  const { data } = await world.heard('StockRefused', ({ subject }) => subject === orderId);
  assert.deepEqual(data.short, [{ sku: few, wanted: 2, available: 1 }]);
  assert.equal((await stockOf(plenty))?.held, 0);
});

test('a cancelled order gives its goods back, told twice or not', async () => {
  const [sku, orderId] = [await stocked(4), randomUUID()];
  await world.tell('OrderPlaced', orderId, 1, placed(orderId, [{ sku, quantity: 3 }]));
  await world.heard('StockHeld', ({ subject }) => subject === orderId);
  const first = await world.tell('OrderCancelled', orderId, 4, cancelled(orderId));
  await world.tell('OrderCancelled', orderId, 4, cancelled(orderId), first);
  await world.tell('OrderCancelled', orderId, 4, cancelled(orderId));
  await world.heard('StockChanged', ({ subject, version, data }) => subject === sku && version >= 3 && data.available === 4);
  const [next] = [randomUUID()];
  await world.tell('OrderPlaced', next, 1, placed(next, [{ sku, quantity: 1 }]));
  await world.heard('StockHeld', ({ subject }) => subject === next);
  assert.deepEqual(await stockOf(sku), { sku, location: 'berlin', onHand: 4, held: 1, allocated: 0, waiting: 0, available: 3 });
});

test('an order told twice, even under a new id, is held once', async () => {
  const [sku, orderId] = [await stocked(5), randomUUID()];
  for (let again = 0; again < 3; again++) await world.tell('OrderPlaced', orderId, 1, placed(orderId, [{ sku, quantity: 2 }]));
  await world.heard('StockHeld', ({ subject }) => subject === orderId);
  const next = randomUUID();
  await world.tell('OrderPlaced', next, 1, placed(next, [{ sku, quantity: 3 }]));
  await world.heard('StockHeld', ({ subject }) => subject === next);
  assert.equal((await stockOf(sku))?.available, 0);
});

test('a parcel that is told of before the payment waits for it', async () => {
  const [sku, orderId] = [await stocked(2), randomUUID()];
  await world.tell('OrderPlaced', orderId, 1, placed(orderId, [{ sku, quantity: 1 }]));
  await world.heard('StockHeld', ({ subject }) => subject === orderId);
  await world.tell('ShipmentDispatched', orderId, 1, dispatched(orderId));
  await world.tell('OrderPaid', orderId, 3, paid(orderId));
  await lies(sku, 1);
});

test('fifty orders for ten pieces: exactly ten are held', async () => {
  const sku = await stocked(10);
  const orders = Array.from({ length: 50 }, () => randomUUID());
  await Promise.all(orders.map((orderId) => world.tell('OrderPlaced', orderId, 1, placed(orderId, [{ sku, quantity: 1 }]))));
  const answers = await Promise.all(
    orders.map((orderId) =>
      Promise.race([world.heard('StockHeld', ({ subject }) => subject === orderId), world.heard('StockRefused', ({ subject }) => subject === orderId)]),
    ),
  );
  assert.equal(answers.filter(({ type }) => type === 'StockHeld').length, 10);
  assert.deepEqual(await stockOf(sku), { sku, location: 'berlin', onHand: 10, held: 10, allocated: 0, waiting: 0, available: 0 });
});

test('a count below what is promised is refused and changes nothing', async () => {
  const [sku, orderId] = [await stocked(5), randomUUID()];
  await world.tell('OrderPlaced', orderId, 1, placed(orderId, [{ sku, quantity: 4 }]));
  await world.heard('StockHeld', ({ subject }) => subject === orderId);
  await assert.rejects(clerk().count({ counts: [{ sku, location: 'berlin', onHand: 3 }] }), { code: 'InvalidInput' });
  assert.equal((await stockOf(sku))?.onHand, 5);
});

test('stock is counted by inventory staff only', async () => {
  const counts = { counts: [{ sku: 'X', location: 'berlin', onHand: 1 }] };
  await assert.rejects(anybody().count(counts), { code: 'SignInRequired' });
  await assert.rejects(staff(inventory, { kind: 'customer', id: 'c1', roles: ['inventory'] }).count(counts), { code: 'NotAllowed' });
  await assert.rejects(staff(inventory, { kind: 'staff', id: 's2', roles: ['catalog'] }).count(counts), { code: 'NotAllowed' });
  await assert.rejects(clerk().count({ counts: [{ sku: 'X', location: 'berlin', onHand: -1 }] }), { code: 'InvalidInput' });
});

test('what came back goes to its shelf once, however often it is told, also where none was', async () => {
  const [sku, orderId, returnId] = [await stocked(1), randomUUID(), randomUUID()];
  const settled = {
    ...{ orderId, number: 'K1', owner: 'g-1', returnId, returnNumber: 'K1-R1', amount: 100, currency: 'EUR', refused: [], answer: '' },
    restock: [{ sku, location: 'berlin', quantity: 2 }],
  };
  const first = await world.tell('ReturnSettled', orderId, 8, settled);
  await world.tell('ReturnSettled', orderId, 8, settled, first);
  await world.tell('ReturnSettled', orderId, 8, settled);
  const next = randomUUID();
  await world.tell('ReturnSettled', orderId, 9, { ...settled, returnId: next, restock: [{ sku, location: 'outlet', quantity: 1 }] });
  await lies(sku, 4);
  const movements = (await clerk().movements({ sku })).items.filter(({ reason }) => reason === 'return');
  assert.deepEqual(
    movements.map(({ location, quantity, note }) => [location, quantity, note]),
    [
      ['outlet', 1, 'K1-R1'],
      ['berlin', 2, 'K1-R1'],
    ],
  );
});

const later = (sku: string, quota: number, over: object = {}) =>
  clerk().setRules({ rules: [{ sku, location: 'berlin', later: { kind: 'back-order', weeks: 3, quota, ...over } }] });
const order = async (sku: string, quantity: number): Promise<string> => {
  const orderId = randomUUID();
  await world.tell('OrderPlaced', orderId, 1, placed(orderId, [{ sku, quantity }]));
  return orderId;
};
const held = (orderId: string) => world.heard('StockHeld', ({ subject }) => subject === orderId);
const ready = (orderId: string) => world.heard('StockReady', ({ subject }) => subject === orderId);
const receive = (sku: string, change: number, location = 'berlin') =>
  clerk().correct({ sku, location, change, reason: 'receipt', note: 'delivery', idempotencyKey: randomUUID() });

test('thirty at once for five pieces and a quota of seven: exactly twelve are held, and what comes in serves the oldest', async () => {
  const sku = await stocked(5);
  await later(sku, 7);
  const orders = Array.from({ length: 30 }, () => randomUUID());
  await Promise.all(orders.map((orderId) => world.tell('OrderPlaced', orderId, 1, placed(orderId, [{ sku, quantity: 1 }]))));
  const answers = await Promise.all(orders.map((orderId) => Promise.race([held(orderId), world.heard('StockRefused', ({ subject }) => subject === orderId)])));
  assert.equal(answers.filter(({ type }) => type === 'StockHeld').length, 12);
  assert.deepEqual(await stockOf(sku), { sku, location: 'berlin', onHand: 5, held: 12, allocated: 0, waiting: 7, available: -7 });
  assert.deepEqual((await anybody().available({ skus: [sku] }))[0], {
    sku,
    available: 0,
    later: { kind: 'back-order', shipsOn: null, weeks: 3, pieces: 0 },
  });
  assert.equal((await receive(sku, 8)).available, 1);
  const waiting = answers.flatMap((answer) => (answer.type === 'StockHeld' && answer.data.later ? [answer.subject] : []));
  assert.equal(waiting.length, 7);
  for (const orderId of waiting) await ready(orderId);
});

test('an order says which of its pieces wait and for when; it is ready once all are there, wherever they come in', async () => {
  const sku = await stocked(1);
  await later(sku, 5, { kind: 'pre-order', shipsOn: '2030-05-01', weeks: null });
  const first = await order(sku, 3);
  const { data } = await held(first);
  assert.deepEqual(data.allocation, [{ sku, location: 'berlin', quantity: 3, waiting: 2 }]);
  assert.deepEqual(data.later, [{ sku, kind: 'pre-order', shipsOn: '2030-05-01', weeks: null, pieces: 2 }]);
  const second = await order(sku, 2);
  await held(second);
  await world.tell('OrderPaid', first, 3, paid(first));
  await receive(sku, 3, 'leipzig');
  await ready(first);
  assert.deepEqual(
    (await clerk().stock({ skus: [sku] })).map(({ location, held, allocated, waiting }) => [location, held, allocated, waiting]),
    [
      ['berlin', 1, 1, 1],
      ['leipzig', 1, 2, 0],
    ],
  );
  await world.tell('OrderCancelled', first, 4, cancelled(first));
  await ready(second);
  assert.equal((await anybody().available({ skus: [sku] }))[0]?.available, 2);
});

test('a promise stays: a quota does not fall below what orders wait for, but a closed one promises no more', async () => {
  const sku = skuOf();
  await later(sku, 4);
  await held(await order(sku, 2));
  await assert.rejects(later(sku, 1), { code: 'InvalidInput' });
  await assert.rejects(clerk().setRules({ rules: [{ sku }] }), { code: 'InvalidInput' });
  await later(sku, 2, { open: false });
  const refused = await order(sku, 1);
  await world.heard('StockRefused', ({ subject }) => subject === refused);
  assert.deepEqual(await clerk().setRules({ rules: [{ sku, later: { kind: 'back-order', weeks: 3, quota: 2, open: false } }] }), { changed: 0 });
  await assert.rejects(later(sku, 4, { kind: 'pre-order' }), { code: 'InvalidInput' });
  await assert.rejects(later(sku, 4, { weeks: null }), { code: 'InvalidInput' });
});

test('many who order, cancel and receive at the same moment leave shelves that are what their orders say', async () => {
  const sku = await stocked(3);
  await later(sku, 6);
  await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const orderId = await order(sku, 1 + (index % 3));
      const answer = await Promise.race([held(orderId), world.heard('StockRefused', ({ subject }) => subject === orderId)]);
      if (answer.type === 'StockHeld' && index % 2 === 0) await world.tell('OrderCancelled', orderId, 2, cancelled(orderId));
      if (index % 5 === 0) await receive(sku, 2, index % 2 === 0 ? 'berlin' : 'leipzig');
    }),
  );
  const drained = randomUUID();
  await world.tell('OrderPlaced', drained, 1, placed(drained, [{ sku, quantity: 99 }]));
  await world.heard('StockRefused', ({ subject }) => subject === drained);
  const shelves = await clerk().stock({ skus: [sku] });
  const [free, waiting] = [shelves.reduce((sum, one) => sum + one.available + one.waiting, 0), shelves.reduce((sum, one) => sum + one.waiting, 0)];
  assert.ok(shelves.every((one) => one.available + one.waiting >= 0) && waiting <= 6);
  assert.ok(free === 0 || waiting === 0, 'nothing lies free while somebody waits');
});

test('a SKU runs low from where staff want to be warned, and a new threshold is told at once', async () => {
  const sku = await stocked(8);
  const low = (is: boolean) => world.heard('StockChanged', ({ subject, data }) => subject === sku && data.low === is);
  await low(false);
  await clerk().setRules({ rules: [{ sku, lowAt: 8 }] });
  await low(true);
  assert.deepEqual(await clerk().rules({ skus: [sku] }), [{ sku, later: null, lowAt: 8 }]);
});

test('cancelled pieces are free again, whether their cancellation or the parcel without them is told of first', async () => {
  for (const first of ['PiecesCancelled', 'ShipmentDispatched'] as const) {
    const [sku, orderId] = [await stocked(5), randomUUID()];
    await world.tell('OrderPlaced', orderId, 1, placed(orderId, [{ sku, quantity: 3 }]));
    await world.heard('StockHeld', ({ subject }) => subject === orderId);
    await world.tell('OrderPaid', orderId, 3, paid(orderId));
    const leftOut = [{ sku, quantity: 2 }];
    const cancelledPieces = { orderId, number: 'K1', owner: 'g-1', amount: 10, currency: 'EUR', lines: [], leftOut, changeId: randomUUID() };
    const tell = {
      PiecesCancelled: () => world.tell('PiecesCancelled', orderId, 5, cancelledPieces),
      ShipmentDispatched: () => world.tell('ShipmentDispatched', orderId, 2, { ...dispatched(orderId), leftOut }),
    };
    await tell[first]();
    await tell.PiecesCancelled();
    await tell.ShipmentDispatched();
    await lies(sku, 4);
    const { onHand, held, allocated, available } = (await stockOf(sku)) ?? {};
    assert.deepEqual({ onHand, held, allocated, available }, { onHand: 4, held: 0, allocated: 0, available: 4 });
  }
});

test('each parcel books out its own pieces where they lay, once, whatever is told twice and in whatever order', async () => {
  const [sku, orderId] = [await stocked(2), randomUUID()];
  await clerk().count({ counts: [{ sku, location: 'leipzig', onHand: 3 }] });
  await world.tell('OrderPlaced', orderId, 1, placed(orderId, [{ sku, quantity: 5 }]));
  await world.heard('StockHeld', ({ subject }) => subject === orderId);
  await world.tell('OrderPaid', orderId, 3, paid(orderId));
  const leftOut = [{ sku, quantity: 1, location: 'leipzig' }];
  const parcel = (location: string, quantity: number) => ({ ...dispatched(orderId), lines: [{ sku, quantity, location }], leftOut });
  const [berlin, leipzig] = [parcel('berlin', 2), parcel('leipzig', 2)];
  for (const data of [leipzig, leipzig, berlin, leipzig, berlin]) await world.tell('ShipmentDispatched', orderId, 2, data);
  await lies(sku, 1);
  await world.tell('PiecesCancelled', orderId, 5, {
    orderId,
    number: 'K1',
    owner: 'g-1',
    amount: 10,
    currency: 'EUR',
    lines: [],
    leftOut,
    changeId: randomUUID(),
  });
  const next = await order(sku, 1);
  await held(next);
  assert.deepEqual(
    (await clerk().stock({ skus: [sku] })).map(({ location, onHand, held: kept, allocated }) => [location, onHand, kept, allocated]),
    [
      ['berlin', 0, 0, 0],
      ['leipzig', 1, 1, 0],
    ],
  );
  const out = (await clerk().movements({ sku })).items.filter(({ reason }) => reason === 'dispatch');
  assert.deepEqual(out.map(({ location, quantity }) => [location, quantity]).sort(), [
    ['berlin', -2],
    ['leipzig', -2],
  ]);
});

test('an order that waits for goods sends what is there first; the rest is told with the place where it came in', async () => {
  const sku = await stocked(1);
  await later(sku, 5);
  const orderId = await order(sku, 3);
  await held(orderId);
  await world.tell('OrderPaid', orderId, 3, paid(orderId));
  await world.tell('ShipmentDispatched', orderId, 2, { ...dispatched(orderId), lines: [{ sku, quantity: 1, location: 'berlin' }] });
  await lies(sku, 0);
  await receive(sku, 2, 'leipzig');
  assert.deepEqual((await ready(orderId)).data.allocation, [{ sku, location: 'leipzig', quantity: 2 }]);
  await world.tell('ShipmentDispatched', orderId, 4, { ...dispatched(orderId), lines: [{ sku, quantity: 2, location: 'leipzig' }] });
  const shelves = () => clerk().stock({ skus: [sku] });
  await until(async () => (await shelves()).every(({ onHand, allocated, waiting }) => onHand === 0 && allocated === 0 && waiting === 0), 'all of it has left');
});

test('a day that has passed is promised to nobody any more', async () => {
  const sku = skuOf();
  await later(sku, 4, { kind: 'pre-order', shipsOn: '2020-05-01', weeks: null });
  assert.equal((await anybody().available({ skus: [sku] }))[0]?.later?.shipsOn, null);
  assert.equal((await held(await order(sku, 1))).data.later?.[0]?.shipsOn, null);
});
