import { startStack } from '../stack.ts';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { examine } from '../../scripts/doctor/examine.ts';
import type { Finding } from '../../scripts/doctor/finding.ts';
import type { Stores } from '../../scripts/doctor/stores.ts';
import { stockCatalogue } from '../goods.ts';
import { assertHealthy, repair, sentenceOf, storesOf } from '../health.ts';
import { dispute, plan, resend } from '../outside.ts';
import { plantingIn } from '../planting.ts';
import { until } from '../shopper.ts';

// A shop that sets money aside and takes it when goods leave: the whole way through every worker, and what the doctor finds and mends.

const SKU = 'KN-CAST-IRON-POT-INK';
const stack = await startStack({ environment: { CARRIER_DISPATCH_AFTER_MS: 'off', CARRIER_DELIVER_AFTER_MS: 'off', PAYMENT_CAPTURE: 'at-dispatch' } });
let stores: Stores;
const { paid, advance, completed, comeBack, deaf, plant, splitParcel, settleReturn } = plantingIn(stack, () => stores, SKU);
before(async () => {
  stores = await storesOf(stack);
  await stockCatalogue(stack, SKU);
});
after(async () => {
  await stores.close();
  await stack.stop();
});

type Order = Awaited<ReturnType<typeof paid>>;
const sums = async ({ shopper, id }: Order) => {
  const { authorised, captured, refunded, receipt } = await shopper.order(id);
  return { authorised, captured, refunded, total: receipt.total };
};
const attemptOf = async ({ id }: Order): Promise<string> =>
  (await stores.sql<{ id: string }>('payment', 'select id from attempt where order_id = $1', [id]))[0]?.id ?? '';
const captured = (order: Order) => until(async () => (await sums(order)).authorised === 0 && (await sums(order)).captured > 0, 'the money is taken');
const of = (findings: readonly Finding[]) => findings.map(({ promised, what, subject }) => `${promised} ${what} ${subject}`);

test('money is set aside when an order is paid, taken when it leaves, paid back when it comes back, and let go of when it is cancelled', async () => {
  const order = await paid(2);
  const { total } = await sums(order);
  assert.deepEqual(await sums(order), { total, authorised: total, captured: 0, refunded: 0 });
  await advance(order.id);
  await captured(order);
  assert.deepEqual(await sums(order), { total, authorised: 0, captured: total, refunded: 0 });
  await advance(order.id);
  await order.shopper.phase(order.id, 'completed');
  await comeBack(order);
  await until(async () => (await sums(order)).refunded > 0, 'a part is paid back');

  const dropped = await paid();
  await dropped.shopper.cancel(dropped.id);
  await dropped.shopper.phase(dropped.id, 'cancelled');
  await until(async () => (await sums(dropped)).authorised === 0, 'it is let go of');
  assert.deepEqual({ ...(await sums(dropped)), total: 0 }, { total: 0, authorised: 0, captured: 0, refunded: 0 });

  const lessened = await paid(3);
  await lessened.shopper.call('POST', `/orders/${lessened.id}/cancelled-pieces`, { changeId: randomUUID(), lines: [{ sku: SKU, quantity: 1 }] });
  await until(async () => (await lessened.shopper.order(lessened.id)).credits.length === 1, 'a piece is cancelled');
  await advance(lessened.id);
  await captured(lessened);
  const { credits } = await lessened.shopper.order(lessened.id);
  const after_ = await sums(lessened);
  assert.deepEqual([after_.captured, after_.refunded], [after_.total - (credits[0]?.amount ?? 0), 0]);
  await assertHealthy(stack);
});

test('of two parcels one arrives and nobody takes in the other: the order ends, its piece is on the shelf and its money with the shopper, and all books agree', async () => {
  const order = await paid(2);
  await splitParcel(order.id);
  for (const no of [1, 2, 1]) await advance(order.id, { no });
  await captured(order);
  await plan(stack, 'carrier', { kind: 'duplicate_webhook', on: 'shipment.returned' });
  await advance(order.id, { no: 2, how: 'return' });
  await order.shopper.phase(order.id, 'completed');
  const { returns, lines, parcels, timeline } = await order.shopper.order(order.id);
  assert.deepEqual([returns.map(({ kind, phase }) => [kind, phase]), lines[0]?.delivered], [[['undelivered', 'received']], 1]);
  assert.deepEqual(parcels.map(({ phase }) => phase).sort(), ['delivered', 'returned']);
  assert.equal(timeline.filter(({ what }) => what.startsWith('came-back')).length, 1);
  await settleReturn(order.id, returns[0]?.id ?? '', 1);
  await until(async () => (await sums(order)).refunded > 0, 'its part is paid back');
  const { total, captured: taken, refunded } = await sums(order);
  assert.deepEqual([taken, (await order.shopper.order(order.id)).credits.map(({ amount }) => amount)], [total, [refunded]]);

  const nobody = await paid();
  await advance(nobody.id);
  await deaf('order', 'ShipmentCameBack', nobody.id, () => advance(nobody.id, { how: 'return' }));
  const { findings } = await examine(stores, { settleMs: 2_500 });
  assert.ok(of(findings).includes(`I5 coming back unheard ${nobody.id}`), findings.map(sentenceOf).join('\n'));
  assert.deepEqual(await repair(stack, stores, findings), []);
  await nobody.shopper.phase(nobody.id, 'completed');
  await settleReturn(nobody.id, (await nobody.shopper.order(nobody.id)).returns[0]?.id ?? '', 1);
  await until(async () => (await sums(nobody)).refunded === (await sums(nobody)).total, 'all is paid back, delivery too');
  await assertHealthy(stack);
});

test('whatever becomes of a capture on its way, each cent is taken once', async () => {
  const orders = await Promise.all(Array.from({ length: 4 }, () => paid()));
  for (const kind of ['timeout_before', 'timeout_after', 'error_after']) await plan(stack, 'psp', { kind, on: 'capture', ms: 50 });
  await plan(stack, 'psp', { kind: 'duplicate_webhook', on: 'capture.succeeded', count: 2 });
  await Promise.all(orders.map(({ id }) => advance(id)));
  await Promise.all(orders.map(captured));
  await assertHealthy(stack);
});

test('corruptions of money that was taken, paid back, taken by banks or written on paper are found, once each, and mended where they can be', async () => {
  const [unsent, unheard, held, back, bank, noted, twice, falsified] = await Promise.all([
    paid(),
    paid(),
    paid(),
    completed(2),
    completed(),
    completed(),
    completed(),
    completed(),
  ]);
  await Promise.all([back, bank, noted, twice, falsified].map(captured));
  await comeBack(twice);
  await comeBack(noted);
  await until(async () => (await sums(twice)).refunded > 0 && (await sums(noted)).refunded > 0, 'they are paid back');
  await assertHealthy(stack);

  // Lost on the way: that goods left, that money was taken, that it is due back.
  await deaf('payment', 'CaptureDue', unsent.id, () => advance(unsent.id));
  await deaf('order', 'PaymentCaptured', unheard.id, () => advance(unheard.id));
  await deaf('payment', 'RefundDue', back.id, () => comeBack(back));
  await deaf('payment', 'RefundDue', held.id, async () => {
    await held.shopper.cancel(held.id);
    await held.shopper.phase(held.id, 'cancelled');
  });
  const attempt = await attemptOf(bank);
  await plan(stack, 'psp', { kind: 'drop_webhook', on: 'dispute.opened' });
  await dispute(stack, attempt);
  // Rows that went, came or changed by themselves.
  const [paper] = await stores.sql<{ id: string }>('order', `select id from paper where order_id = $1 and kind = 'credit-note'`, [noted.id]);
  await plant('order', 'delete from paper where id = $1', [paper?.id]);
  await plant('order', `update orders set credits = jsonb_set(credits, '{0,amount}', '1') where id = $1`, [twice.id]);
  await plant('inventory', `insert into movement (sku, location, quantity, reason, order_id, at) values ($1, 'berlin', 1, 'return', $2, now())`, [
    SKU,
    twice.id,
  ]);
  await plant('payment', `update refund set phase = 'returned' where order_id = $1`, [noted.id]);
  await plant('order', 'update orders set captured = captured - 1 where id = $1', [falsified.id]);
  const stranger = randomUUID();
  await plant(
    'payment',
    `insert into payable (order_id, number, owner, amount, currency, locale, phase, version) values ($1, 'K0', 'nobody', 100, 'EUR', 'en', 'open', 1)`,
    [stranger],
  );

  const { findings } = await examine(stores, { settleMs: 2_500 });
  const found = of(findings);
  const expected = [
    `I1 sent without capture ${unsent.id}`,
    `I1 authorised differs ${unheard.id}`,
    `I2 surplus kept ${back.id}`,
    `I2 attempt ${await attemptOf(held)} keeps a hold ${held.id}`,
    `I1 provider disputed differs ${attempt}`,
    `I6 papers wrong ${noted.id}`,
    `I6 credits do not add up ${twice.id}`,
    `I3 put back wrongly ${twice.id}`,
    `I1 captured differs ${falsified.id}`,
    `I14 payment without order ${stranger}`,
  ];
  assert.deepEqual(
    expected.filter((one) => !found.includes(one)),
    [],
    findings.map(sentenceOf).join('\n'),
  );
  assert.equal(found.length, new Set(found).size);
  const year = z.object({ year: z.int() }).parse((await stores.sql('order', 'select max(year)::int as year from paper', []))[0]).year;
  assert.ok(found.includes(`I6 numbers with a gap credit-note ${year}`));

  assert.deepEqual(await repair(stack, stores, findings), []);
  await resend(stack, 'psp', attempt);
  const people = [noted.id, twice.id, falsified.id, stranger, `credit-note ${year}`];
  const left = await examine(stores, { settleMs: 15_000 }).then((report) =>
    report.findings.filter(({ subject }) => !people.includes(subject) && !subject.startsWith(SKU)),
  );
  assert.deepEqual(left.map(sentenceOf), []);
  const { returns } = await back.shopper.order(back.id);
  assert.equal((await sums(back)).refunded, returns[0]?.amount, 'what came back is paid back once');
  assert.deepEqual([(await sums(unsent)).authorised, (await sums(held)).authorised], [0, 0]);
});
