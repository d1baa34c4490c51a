import { runToEnd, startStack } from '../stack.ts';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { deadOf, queueOf } from '@kontor/kit/topology';
import { oldRows } from '@kontor/kit/keeping';
import { examine } from '../../scripts/doctor/examine.ts';
import { type SqlWorker, type Stores, sqlWorkers } from '../../scripts/doctor/stores.ts';
import { stockCatalogue } from '../goods.ts';
import { assertHealthy, repair, sentenceOf, storesOf } from '../health.ts';
import { plantingIn } from '../planting.ts';

const SKU = 'KN-CAST-IRON-POT-INK';
const OTHER = 'KN-PEPPER-MILL-BLACK';
const stack = await startStack({ environment: { CARRIER_DISPATCH_AFTER_MS: 'off', CARRIER_DELIVER_AFTER_MS: 'off' } });
let stores: Stores;
const { bearer, placed, paid, advance, completed, cancelled, deaf, plant } = plantingIn(stack, () => stores, SKU);
before(async () => {
  stores = await storesOf(stack);
  await stockCatalogue(stack, SKU);
});
after(async () => {
  await stores.close();
  await stack.stop();
});

/** What workers forget beside their journals, as their stores say. */
const forgottenBeside: Partial<Record<SqlWorker, Record<string, string>>> = {
  order: { idempotency: 'at' },
  payment: { webhook: 'received_at' },
  shipping: { webhook: 'received_at' },
};
const psp = (path: string) => `${stack.values['PSP_URL']}${path}`;
const carrier = (path: string) => `${stack.values['CARRIER_URL']}${path}`;
test('a shop in which all is well gives no alarm, whatever its orders went through', async () => {
  await Promise.all([completed(), cancelled(), placed(), paid()]);
  const { orders } = await assertHealthy(stack);
  assert.ok(orders >= 4);
  assert.match(await runToEnd(['scripts/doctor.ts', '--settle', '10'], stack.values), /orders looked at, 0 findings\./);
});

test('what is forgotten after a month is missed by nobody: no alarm, and what is under way goes on', async () => {
  const [sent, unpaid] = await Promise.all([paid(), placed(), completed()]);
  await assertHealthy(stack);
  const settled = new Date();
  const gone = new Set<string>();
  for (const worker of sqlWorkers) {
    const sql = { $queryRawUnsafe: async <R>(text: string, ...values: unknown[]) => (await stores.sql(worker, text, values)) as R };
    for await (const { table } of oldRows(sql, forgottenBeside[worker] ?? {}, settled)) gone.add(table);
  }
  await stores.catalog.outbox.deleteMany({ waiting: { $exists: false } });
  await stores.catalog.inbox.deleteMany({});
  assert.deepEqual([...gone].sort(), ['ask', 'idempotency', 'inbox', 'outbox', 'webhook']);
  await assertHealthy(stack);

  await unpaid.shopper.pay(unpaid.id);
  await unpaid.shopper.phase(unpaid.id, 'paid');
  for (let step = 0; step < 2; step++) await advance(sent.id);
  await sent.shopper.phase(sent.id, 'completed');
  await assertHealthy(stack);
});

test('every planted corruption is found, and what can be repaired is', async () => {
  const [unheard, unmailed, stray, unpaid, forgotten, behind, deaf1, taxed, gap, mute, sunk] = await Promise.all([
    paid(),
    completed(),
    cancelled(),
    placed(),
    paid(),
    completed(),
    placed(),
    completed(),
    completed(),
    placed(),
    paid(),
  ]);
  await assertHealthy(stack);

  // Lost on the way.
  await deaf('order', 'PaymentSucceeded', deaf1.id, () => deaf1.shopper.pay(deaf1.id));
  await deaf('inventory', 'ShipmentDispatched', unheard.id, () => advance(unheard.id));
  // The provider took the money and its news never came.
  await fetch(psp('/faults'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'drop_webhook', on: 'session.succeeded' }),
  });
  await mute.shopper.pay(mute.id);
  // Cancelled, and nobody thought of the money.
  const [cancelledAt] = await stores.sql<{ version: number; number: string; owner: string }>(
    'order',
    `select version, 'K' || no as number, owner from orders where id = $1`,
    [forgotten.id],
  );
  assert.ok(cancelledAt);
  const { version, number, owner } = cancelledAt;
  await plant('order', `update orders set phase = 'cancelled', version = version + 1, cancel_reason = 'staff' where id = $1`, [forgotten.id]);
  await plant('order', 'update order_line set held = 0, cancelled = ordered where order_id = $1', [forgotten.id]);
  await plant('order', `insert into order_step (order_id, version, phase, what, at) values ($1, $2, 'cancelling', 'cancel-asked', now())`, [
    forgotten.id,
    version + 1,
  ]);
  await plant('order', `insert into order_step (order_id, version, phase, what, at) values ($1, $2, 'cancelled', 'cancelled', now())`, [
    forgotten.id,
    version + 2,
  ]);
  await plant('order', 'update orders set version = $2 where id = $1', [forgotten.id, version + 2]);
  await plant('order', `insert into outbox (id, type, subject, version, data) values ($1, 'OrderCancelled', $2, $3, $4)`, [
    randomUUID(),
    forgotten.id,
    version + 2,
    JSON.stringify({ orderId: forgotten.id, number, owner, total: 1, currency: 'EUR', reason: 'staff', short: [] }),
  ]);
  // Rows that went, came or changed by themselves.
  await plant('notification', `delete from mail where order_id = $1 and fact = 'order-confirmed'`, [unmailed.id]);
  await plant('user', `update order_history set phase = 'held', version = 3 where order_id = $1`, [behind.id]);
  await plant('inventory', `update hold set phase = 'held' where order_id = $1`, [stray.id]);
  await plant('inventory', 'update stock set held = held + 2 where sku = $1', [SKU]);
  await plant('inventory', `insert into hold (order_id, phase, lines, version) values ($1, 'allocated', $2, 1)`, [
    randomUUID(),
    JSON.stringify([{ sku: SKU, location: 'berlin', quantity: 1 }]),
  ]);
  await plant('inventory', 'update stock set on_hand = on_hand + 7 where sku = $1', [OTHER]);
  await plant('order', `update orders set pay_by = now() - interval '10 minutes' where id = $1`, [unpaid.id]);
  await plant('order', `update ask set attempts = 9, failure = 'no answer', due = now() + interval '1 day' where kind = 'emptyCart' and subject = $1`, [
    sunk.id,
  ]).catch(() => undefined);
  await plant(
    'order',
    `insert into ask (id, kind, subject, key, payload, due, attempts, failure) values ($1, 'emptyCart', $2, $3, '{}', now() + interval '1 day', 9, 'no answer')`,
    [randomUUID(), sunk.id, `planted:${sunk.id}`],
  );
  await plant('order', 'update offer set version = version - 1 where sku = $1 and version > 0', [OTHER]);
  await stores.catalog.offers.updateOne({ _id: OTHER }, { $set: { 'stock.available': 1_000_000 } });
  await stores.index(z.unknown(), 'DELETE', '/{index}/_doc/P-pepper-mill?refresh=true');
  await stores.index(z.unknown(), 'POST', '/{index}/_doc/P-ghost?refresh=true', { price: 1 });
  await stores.broker.publish([
    { exchange: '', key: deadOf('user'), id: randomUUID(), body: await someMessage(), headers: { queue: queueOf('user'), reason: 'planted' } },
  ]);
  // What only people can put right.
  await plant('order', 'update orders set total = total + 1 where id = $1', [taxed.id]);
  await plant('order', 'delete from order_step where order_id = $1 and version = 3', [gap.id]);
  const card = randomUUID();
  await plant('payment', `insert into gift_card (id, code_hash, last4, currency, balance, note) values ($1::uuid, $1::text, 'ABCD', 'EUR', 4000, 'planted')`, [
    card,
  ]);
  await plant('payment', `insert into gift_card_entry (key, card_id, kind, amount, moved) values ('issued:' || $1::text, $1::uuid, 'issued', 5000, 5000)`, [
    card,
  ]);
  await plant('order', `insert into promotion (id, is_on, rule, used) values ('planted', true, '{"limit": null}', 3)`, []);
  await plant(
    'order',
    `insert into audit (no, at, actor, act, about, detail, trace, previous, hash) values (1, now(), 'somebody', 'planted', 'nothing', '{}', '', '', 'not the hash')`,
    [],
  );
  const reference = `planted-${randomUUID()}`;
  await strangeMoney(reference);
  await strangeParcel(reference);

  const { findings } = await examine(stores, { settleMs: 2_500 });
  const found = new Set(findings.map(({ promised, what, subject }) => `${promised} ${what} ${subject}`));
  const expected = [
    `I1 captured differs ${deaf1.id}`,
    `I3 parcel left, goods kept ${unheard.id}`,
    `I2 surplus kept ${forgotten.id}`,
    `I10 confirmation missing ${unmailed.id}`,
    `I5 history behind ${behind.id}`,
    `I14 goods not where they should be ${stray.id}`,
    `I3 held differs ${SKU} at berlin`,
    `I3 on hand differs ${OTHER} at berlin`,
    `I3 allocated differs ${SKU} at berlin`,
    `I4 stuck held ${unpaid.id}`,
    `I5 offer differs ${OTHER}`,
    `I5 stock shown differs ${OTHER}`,
    'I9 not in the index P-pepper-mill',
    'I9 ghost in the index P-ghost',
    'I13 dead letters user',
    `I6 other total ${taxed.id}`,
    `I7 history broken ${gap.id}`,
    'I8 count differs planted',
    `I8 balance differs ${card}`,
    'I11 audit of order broken 1',
    `I14 money without attempt ${reference}`,
    `I14 parcel unknown ${reference}`,
  ];
  assert.deepEqual(
    expected.filter((one) => !found.has(one)),
    [],
    `found: ${findings.map(sentenceOf).join('\n')}`,
  );
  for (const [promised, what] of [
    ['I14', 'goods without order'],
    ['I5', 'ask stuck'],
    ['I5', 'unheard by order'],
    ['I5', 'unheard by inventory'],
    ['I1', 'provider captured differs'],
  ])
    assert.ok(
      findings.some((one) => one.promised === promised && one.what === what),
      `${promised} ${what}`,
    );

  assert.deepEqual(await repair(stack, stores, findings), []);
  const healed = await examine(stores, { settleMs: 12_000 }).then(({ findings: left }) =>
    left.filter(({ subject }) => ![taxed.id, gap.id, reference, 'planted', '1'].includes(subject)),
  );
  assert.deepEqual(healed.map(sentenceOf), []);
  const { captured, refunded, phase } = await forgotten.shopper.order(forgotten.id);
  assert.deepEqual({ phase, kept: captured - refunded }, { phase: 'cancelled', kept: 0 });
  assert.equal((await deaf1.shopper.order(deaf1.id)).phase, 'paid');
  assert.equal((await mute.shopper.order(mute.id)).phase, 'paid');
  assert.equal((await unpaid.shopper.order(unpaid.id)).phase, 'cancelled');
});

async function someMessage(): Promise<string> {
  const message = stack.told.find(({ type }) => type === 'OrderPlaced');
  assert.ok(message);
  const { id, type, source, subject, version, time, data } = message;
  return JSON.stringify({ specversion: '1.0', id, type, source, subject, time, aggregateversion: version, datacontenttype: 'application/json', data });
}

/** Somebody paid at the provider for what the shop never asked for. */
async function strangeMoney(reference: string): Promise<void> {
  const to = `${stack.values['SHOP_URL']}/en`;
  const body = {
    reference,
    amount: 500,
    currency: 'EUR',
    description: 'planted',
    locale: 'en',
    returnUrl: to,
    cancelUrl: to,
    webhookUrl: 'http://127.0.0.1:9/hook',
    expiresAt: new Date(Date.now() + 600_000).toISOString(),
  };
  const made = await fetch(psp('/v1/sessions'), {
    method: 'POST',
    headers: { ...bearer('PSP_SECRET_KEY'), 'idempotency-key': reference },
    body: JSON.stringify(body),
  });
  const { id } = z.object({ id: z.string() }).parse(await made.json());
  await fetch(psp(`/pay/${id}`), { method: 'POST', body: new URLSearchParams({ card: 'accepted' }), redirect: 'manual' });
}

async function strangeParcel(reference: string): Promise<void> {
  const recipient = { name: 'Ada', street: 'Am Markt 1', postcode: '28195', city: 'Bremen', country: 'DE' };
  const body = { reference, service: 'standard', recipient, parcels: [{ weightGrams: 500 }], webhookUrl: 'http://127.0.0.1:9/hook' };
  const made = await fetch(carrier('/v1/shipments'), {
    method: 'POST',
    headers: { ...bearer('CARRIER_API_KEY'), 'idempotency-key': reference },
    body: JSON.stringify(body),
  });
  assert.equal(made.status, 201);
}
