import { startStack } from '../stack.ts';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { signer } from '@kontor/kit/identity';
import { dataIn } from '@kontor/kit/mongo';
import { deadOf, EXCHANGE } from '@kontor/kit/topology';
import { examine } from '../../scripts/doctor/examine.ts';
import { type SqlWorker, sqlWorkers, type Stores } from '../../scripts/doctor/stores.ts';
import { stockGoods } from '../goods.ts';
import { assertHealthy, storesOf } from '../health.ts';
import { advance, moveClock, parcelsOf } from '../outside.ts';
import { mailsTo, shopperOf, until } from '../shopper.ts';

const GOODS = { sku: 'HISTORY-1', price: 3_000, pieces: 100 };
/** Lies elsewhere: ordered with the others it goes in a parcel of its own. */
const FAR = { sku: 'HISTORY-FAR', price: 2_000, pieces: 0, elsewhere: 100 };
const RARE = { sku: 'HISTORY-RARE', price: 4_000, pieces: 2 };
const DAY = 24 * 60 * 60_000;
const stack = await startStack({ environment: { CARRIER_DISPATCH_AFTER_MS: 'off', CARRIER_DELIVER_AFTER_MS: 'off' } });
let stores: Stores;
before(async () => {
  stores = await storesOf(stack);
  await stockGoods(stack, [GOODS, FAR, RARE]);
});
after(async () => {
  await stores.close();
  await stack.stop();
});

async function held(sku = GOODS.sku) {
  const shopper = await shopperOf(stack);
  await shopper.add(sku);
  const { id } = await shopper.place();
  await shopper.phase(id, 'held');
  return { shopper, id };
}

async function booked(sku = GOODS.sku) {
  const order = await held(sku);
  await order.shopper.pay(order.id);
  const { tracking } = await until(async () => {
    const found = await order.shopper.order(order.id);
    return found.tracking && found;
  }, 'the parcel is booked');
  const parcel = (await parcelsOf(stack)).find(({ trackingNumber }) => trackingNumber === tracking?.number);
  assert.ok(parcel);
  return { ...order, parcelId: parcel.id };
}

async function completed() {
  const order = await booked();
  await advance(stack, order.parcelId);
  await advance(stack, order.parcelId);
  await order.shopper.phase(order.id, 'completed');
  return order;
}

/** Two parcels of one order, the second one first. */
async function completedApart() {
  const shopper = await shopperOf(stack);
  for (const { sku } of [GOODS, FAR]) await shopper.add(sku);
  const { id } = await shopper.place();
  await shopper.phase(id, 'held');
  await shopper.pay(id);
  const parcels = await until(async () => {
    const found = (await shopper.order(id)).parcels;
    return found.length === 2 && found.every(({ number }) => number) && found;
  }, 'both parcels are booked');
  for (const { id: shipmentId } of parcels.toReversed()) {
    const [label] = await parcelsOf(stack, shipmentId);
    assert.ok(label);
    for (let step = 0; step < 2; step++) await advance(stack, label.id);
  }
  await shopper.phase(id, 'completed');
  return { shopper, id };
}

async function cancelledAfterPaying() {
  const order = await booked();
  await order.shopper.cancel(order.id);
  await until(async () => (await order.shopper.order(order.id)).refunded > 0, 'the money is back');
  return order;
}

/** The state of every worker as rows, without its journals. */
const tables: Partial<Record<SqlWorker, readonly string[]>> = {
  order: ['orders', 'order_line', 'order_step', 'offer', 'rate_table'],
  payment: ['payable', 'attempt', 'refund'],
  shipping: ['consignment', 'shipment', 'rate_table'],
  inventory: ['stock', 'hold', 'movement', 'sku_version'],
  notification: ['contact', 'mail'],
  user: ['order_history'],
};
async function stateOf(): Promise<Record<string, string[]>> {
  const state: Record<string, string[]> = {};
  for (const worker of sqlWorkers)
    for (const table of tables[worker] ?? [])
      state[`${worker}.${table}`] = (await stores.sql<{ row: string }>(worker, `select t::text as row from ${table} t order by 1`)).map(({ row }) => row);
  const products = await stores.catalog.products.find({}, { sort: { _id: 1 } }).toArray();
  state['catalog.products'] = products.map((row) => JSON.stringify(row));
  return state;
}

type Told = { id: string; type: string; subject: string; version: number; data: unknown; at: Date };

/** Everything that was ever told, in the order it was committed. */
async function historyOf(): Promise<Told[]> {
  const told: Told[] = (await stores.catalog.outbox.find().toArray()).map(({ _id, data, ...row }) => ({ ...row, id: _id, data: dataIn(data) }));
  for (const worker of sqlWorkers) told.push(...(await stores.sql<Told>(worker, 'select id, type, subject, version, data, at from outbox order by seq')));
  return told.sort((a, b) => a.at.getTime() - b.at.getTime());
}
const bodyOf = ({ id, type, subject, version, data, at }: Told): string =>
  JSON.stringify({
    specversion: '1.0',
    id,
    type,
    source: 'kontor/history',
    subject,
    time: at.toISOString(),
    aggregateversion: version,
    datacontenttype: 'application/json',
    data,
  });

test('a poison message among good ones ends alone with the dead letters, and its neighbours are handled', async () => {
  const poison = randomUUID();
  const body = JSON.stringify({
    specversion: '1.0',
    id: poison,
    type: 'OrderPlaced',
    source: 'kontor/order',
    subject: poison,
    time: new Date().toISOString(),
    aggregateversion: 1,
    data: { orderId: poison },
  });
  const orders = Promise.all(Array.from({ length: 8 }, () => held()));
  for (let count = 0; count < 3; count++) await stores.broker.publish([{ exchange: EXCHANGE, key: 'OrderPlaced', id: poison, body }]);
  await orders;
  const { findings } = await examine(stores, { settleMs: 4_000 });
  assert.deepEqual(findings.map(({ what, subject }) => `${what} ${subject}`).sort(), [
    'dead letters inventory',
    'dead letters notification',
    'dead letters user',
  ]);
  assert.match(findings[0]?.sentence ?? '', /3 messages/);
  for (const hearer of ['inventory', 'notification', 'user']) await stores.broker.withChannel((channel) => channel.purgeQueue(deadOf(hearer)));
});

test('every event of the whole history told again, as if nobody had heard or done any: no change, no mail, no charge', async () => {
  const orders = await Promise.all([completed(), completedApart(), cancelledAfterPaying(), held()]);
  await assertHealthy(stack);
  const before = await stateOf();
  const letters = await Promise.all(orders.map(({ shopper }) => mailsTo(stack, shopper.email)));
  const history = await historyOf();
  assert.ok(history.length > 60);

  // After thirty days nobody knows any more what was heard, done and received.
  for (const worker of sqlWorkers) {
    await stores.sql(worker, 'truncate inbox');
    await stores.sql(worker, 'delete from ask where done_at is not null');
  }
  await stores.sql('payment', 'truncate webhook');
  await stores.sql('shipping', 'truncate webhook');
  await stores.catalog.inbox.deleteMany({});
  await stores.broker.publish(history.map((message) => ({ exchange: EXCHANGE, key: message.type, id: message.id, body: bodyOf(message), mandatory: false })));
  // Heard again by everybody: the doctor counts what no inbox has.
  await assertHealthy(stack);

  assert.deepEqual(await stateOf(), before);
  const after = await Promise.all(orders.map(({ shopper }) => mailsTo(stack, shopper.email)));
  assert.deepEqual(
    after.map((mails) => mails.length),
    letters.map((mails) => mails.length),
  );
});

test('a projection that was thrown away and is built by retelling equals the old one', async () => {
  const before = await stateOf();
  await stores.sql('order', 'truncate offer');
  await stores.sql('order', 'truncate rate_table');
  const token = await signer(stack.gatewayKey, 'gateway');
  for (const worker of ['catalog', 'shipping'] as const) {
    const bearer = await token.sign({ sub: 'doctor', kind: 'staff', roles: ['operations'] }, worker, 60);
    const answer = await fetch(`${stack.values[`${worker.toUpperCase()}_URL`]}/retell`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: JSON.stringify({ queue: 'order.bulk' }),
    });
    assert.equal(answer.status, 200, `${worker}: ${await answer.text()}`);
  }
  await assertHealthy(stack);
  assert.deepEqual(await stateOf(), before);
});

test('paid, three days later, the rest sold out, then sent: the parcel has its goods', async () => {
  const early = await booked(RARE.sku);
  await moveClock(stack, 3 * DAY);
  const late = await booked(RARE.sku);
  const tooLate = await shopperOf(stack);
  await tooLate.add(RARE.sku);
  const refused = await tooLate.place();
  await tooLate.phase(refused.id, 'cancelled');
  for (const { parcelId, shopper, id } of [early, late]) {
    await advance(stack, parcelId);
    await until(async () => (await shopper.order(id)).lines.every(({ shipped }) => shipped === 1), 'it left');
  }
  await moveClock(stack, 0);
  await assertHealthy(stack);
});
