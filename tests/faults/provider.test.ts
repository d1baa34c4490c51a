import { startStack } from '../stack.ts';
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, afterEach, before, test } from 'node:test';
import { stockGoods } from '../goods.ts';
import { assertHealthy } from '../health.ts';
import { advance, booksOf, clearFaults, decide, dispute, moveClock, parcelsOf, plan, resend } from '../outside.ts';
import { payAt, shopperOf, until } from '../shopper.ts';

const SKU = 'PROVIDER-1';
const MINUTE = 60_000;
const stack = await startStack({ environment: { CARRIER_DISPATCH_AFTER_MS: 'off', CARRIER_DELIVER_AFTER_MS: 'off' } });
before(() => stockGoods(stack, [{ sku: SKU, price: 2_500, pieces: 1_000 }]));
afterEach(async () => {
  await clearFaults(stack);
  await moveClock(stack, 0);
});
after(() => stack.stop());

async function held() {
  const shopper = await shopperOf(stack);
  await shopper.add(SKU);
  const { id, receipt } = await shopper.place();
  await shopper.phase(id, 'held');
  return { shopper, id, total: receipt.total };
}

async function started() {
  const order = await held();
  return { ...order, ...(await order.shopper.start(order.id)) };
}

async function paid() {
  const order = await started();
  await payAt(order.url);
  await order.shopper.phase(order.id, 'paid');
  return order;
}

const toldTimes = (type: string, orderId: string) =>
  new Set(stack.told.filter((message) => message.type === type && 'orderId' in message.data && message.data.orderId === orderId).map(({ id }) => id)).size;
/** What a page shows may be there before the test has heard of it. */
async function toldOnce(type: string, orderId: string): Promise<void> {
  await until(() => toldTimes(type, orderId) > 0, `${type} is told`);
  assert.equal(toldTimes(type, orderId), 1);
}

type Started = Awaited<ReturnType<typeof started>>;
/** Paid once, here and at the provider, whatever was heard how often. */
async function isPaidOnce({ shopper, id, attemptId, total }: Started): Promise<void> {
  await shopper.phase(id, 'paid');
  const { captured, refunded } = await shopper.order(id);
  assert.deepEqual({ captured, refunded }, { captured: total, refunded: 0 });
  assert.deepEqual((await booksOf(stack, attemptId)).sums, { captured: total, refunded: 0 });
  await toldOnce('PaymentSucceeded', id);
}

/** Neither paid nor cancelled for good until the shop's own money is back. */
async function isPaidBack({ shopper, id, attemptId, total }: Started): Promise<void> {
  await shopper.phase(id, 'cancelled');
  await until(async () => (await booksOf(stack, attemptId)).sums.refunded === total, 'the provider has paid back');
  await until(async () => {
    const { captured, refunded } = await shopper.order(id);
    return captured === total && refunded === total;
  }, 'the order shows the refund');
  assert.equal((await booksOf(stack, attemptId)).refunds.length, 1);
}

test('charged, then timed out: the shopper sees no answer, the order is paid', async () => {
  const order = await started();
  await plan(stack, 'psp', { kind: 'timeout_after', on: 'pay', ms: 50, reference: order.attemptId });
  await assert.rejects(payAt(order.url));
  await isPaidOnce(order);
});

test('timed out before charging: nothing is charged, and the next try pays', async () => {
  const order = await started();
  await plan(stack, 'psp', { kind: 'timeout_before', on: 'pay', ms: 50, reference: order.attemptId });
  await assert.rejects(payAt(order.url));
  assert.deepEqual((await booksOf(stack, order.attemptId)).sums, { captured: 0, refunded: 0 });
  await payAt(order.url);
  await isPaidOnce(order);
});

test('a webhook twenty times over pays once', async () => {
  const order = await started();
  await plan(stack, 'psp', { kind: 'duplicate_webhook', on: 'session.succeeded', reference: order.attemptId });
  await payAt(order.url);
  await isPaidOnce(order);
});

test('webhooks in reverse order: the failed try that comes after the payment changes nothing', async () => {
  const order = await started();
  await plan(stack, 'psp', { kind: 'reorder_webhooks', count: 2, reference: order.attemptId });
  await payAt(order.url, 'declined');
  await payAt(order.url);
  await isPaidOnce(order);
});

test('a webhook that never comes: the shop asks by itself, and three days later the news changes nothing', async () => {
  const order = await started();
  await plan(stack, 'psp', { kind: 'drop_webhook', on: 'session.succeeded', reference: order.attemptId });
  await payAt(order.url);
  await moveClock(stack, 2 * MINUTE);
  await isPaidOnce(order);
  await resend(stack, 'psp', order.attemptId);
  await isPaidOnce(order);
});

test('a forged webhook, and a true one with an old signature, are refused and pay nothing', async () => {
  const order = await held();
  await plan(stack, 'psp', { kind: 'forge_webhook', on: 'create_session' });
  const { attemptId, url } = await order.shopper.start(order.id);
  const body = JSON.stringify({ id: 'evt_old', type: 'session.succeeded', createdAt: new Date().toISOString(), data: { session: {} } });
  const seconds = Math.floor(Date.now() / 1000) - 3_600;
  const hex = createHmac('sha256', stack.values['PSP_WEBHOOK_SECRET'] ?? '')
    .update(`${seconds}.${body}`)
    .digest('hex');
  const hook = `${stack.values['PAYMENT_URL']}/webhook`;
  const headers = { 'content-type': 'application/json', 'psp-signature': `t=${seconds},v1=${hex}` };
  assert.equal((await fetch(hook, { method: 'POST', headers, body })).status, 401);
  assert.equal((await order.shopper.order(order.id)).phase, 'held');
  await payAt(url);
  await isPaidOnce({ ...order, attemptId, url });
});

for (const [what, other] of [
  ['amount', { amount: 999 }],
  ['currency', { currency: 'USD' }],
] as const) {
  test(`another ${what} than asked for goes back by itself, and the order can still be paid`, async () => {
    const order = await started();
    await plan(stack, 'psp', { kind: 'other_amount', on: 'pay', reference: order.attemptId, ...other });
    await payAt(order.url);
    await until(async () => {
      const { captured, refunded } = (await booksOf(stack, order.attemptId)).sums;
      return captured > 0 && captured === refunded;
    }, 'the wrong money went back');
    assert.equal((await order.shopper.order(order.id)).phase, 'held');
    const again = await order.shopper.start(order.id);
    assert.notEqual(again.attemptId, order.attemptId);
    await payAt(again.url);
    await isPaidOnce({ ...order, ...again });
  });
}

for (const kind of ['error_after', 'error_before', 'timeout_after', 'timeout_before']) {
  test(`${kind} when the page is opened: the shopper tries again and pays one page`, async () => {
    const order = await held();
    await plan(stack, 'psp', { kind, on: 'create_session', ms: 50 });
    await assert.rejects(order.shopper.start(order.id), { status: 503 });
    const again = await order.shopper.start(order.id);
    await payAt(again.url);
    await isPaidOnce({ ...order, ...again });
    assert.equal((await booksOf(stack, again.attemptId)).sessions.length, 1);
  });

  test(`${kind} when money goes back: it goes back once`, async () => {
    const order = await paid();
    await plan(stack, 'psp', { kind, on: 'refund', ms: 50 });
    await order.shopper.cancel(order.id);
    await isPaidBack(order);
  });

  test(`${kind} when the parcel is booked: it is booked once`, async () => {
    const order = await started();
    const before = (await parcelsOf(stack)).length;
    await plan(stack, 'carrier', { kind, on: 'book', ms: 50 });
    await payAt(order.url);
    await until(async () => (await order.shopper.order(order.id)).tracking, 'the parcel is booked');
    const { tracking } = await order.shopper.order(order.id);
    const parcels = await parcelsOf(stack);
    assert.equal(parcels.length - before, 1);
    assert.equal(parcels[0]?.trackingNumber, tracking?.number);
  });
}

test('a payment that succeeds while the order is closing counts: the provider decides', async () => {
  const order = await started();
  await plan(stack, 'psp', { kind: 'error_before', on: 'close_session' });
  await order.shopper.cancel(order.id);
  await payAt(order.url);
  const end = await until(async () => {
    const { phase } = await order.shopper.order(order.id);
    return (phase === 'paid' || phase === 'cancelled') && phase;
  }, 'the order was decided');
  const { captured, refunded } = (await booksOf(stack, order.attemptId)).sums;
  assert.equal(captured - refunded, end === 'paid' ? order.total : 0);
});

test('nobody pays in time: the page is closed at the provider and the goods are free again', async () => {
  const order = await started();
  await moveClock(stack, 16 * MINUTE);
  await order.shopper.phase(order.id, 'cancelled');
  await payAt(order.url).catch(() => '');
  assert.deepEqual((await booksOf(stack, order.attemptId)).sums, { captured: 0, refunded: 0 });
});

test('a carrier who refuses for good keeps the order paid until somebody cancels it, and then the money goes back', async () => {
  const order = await started();
  await plan(stack, 'carrier', { kind: 'refuse', on: 'book' });
  await payAt(order.url);
  await order.shopper.phase(order.id, 'paid');
  await until(() => stack.part('workers').output().includes('the carrier will not take a parcel'), 'the carrier refused');
  await order.shopper.cancel(order.id);
  await isPaidBack(order);
});

test('a carrier whose news are lost is asked, and late news change nothing', async () => {
  const order = await paid();
  await until(async () => (await order.shopper.order(order.id)).tracking, 'the parcel is booked');
  const { tracking } = await order.shopper.order(order.id);
  const parcel = (await parcelsOf(stack)).find(({ trackingNumber }) => trackingNumber === tracking?.number);
  assert.ok(parcel);
  await plan(stack, 'carrier', { kind: 'drop_webhook', on: 'shipment.dispatched', reference: parcel.reference });
  await plan(stack, 'carrier', { kind: 'duplicate_webhook', on: 'shipment.delivered', reference: parcel.reference });
  await advance(stack, parcel.id);
  await moveClock(stack, 2 * MINUTE);
  await until(async () => (await order.shopper.order(order.id)).lines.every(({ shipped }) => shipped === 1), 'the shop heard of it');
  await advance(stack, parcel.id);
  await order.shopper.phase(order.id, 'completed');
  await resend(stack, 'carrier', parcel.reference);
  await toldOnce('ShipmentDispatched', order.id);
  await toldOnce('OrderCompleted', order.id);
});

for (const outcome of ['won', 'lost'] as const) {
  test(`a bank takes the money back and the shop has ${outcome}: the order's history says so, its phase stays, and nothing is paid back twice`, async () => {
    const order = await paid();
    await plan(stack, 'psp', { kind: 'duplicate_webhook', on: 'dispute.opened', reference: order.attemptId });
    const id = await dispute(stack, order.attemptId);
    await toldOnce('PaymentDisputed', order.id);
    await decide(stack, id, outcome);
    const whats = async () => (await order.shopper.order(order.id)).timeline.map(({ what }) => what);
    await until(async () => (await whats()).includes(`dispute-${outcome}`), 'the decision is heard');
    const { phase, captured, refunded } = await order.shopper.order(order.id);
    assert.deepEqual([phase, captured, refunded], ['paid', order.total, 0]);
    assert.equal((await whats()).filter((what) => what.startsWith('dispute')).length, 2);
    if (outcome === 'won') return;
    await order.shopper.cancel(order.id);
    await order.shopper.phase(order.id, 'cancelled');
    await toldOnce('RefundDue', order.id);
    assert.equal((await booksOf(stack, order.attemptId)).refunds.length, 0);
  });
}

test('a provider slower than five seconds: the shopper is told to try again, and pays one page', async () => {
  const order = await held();
  await plan(stack, 'psp', { kind: 'delay', on: 'create_session', ms: 5_500 });
  await assert.rejects(order.shopper.start(order.id), { status: 503 });
  const again = await until(() => order.shopper.start(order.id).catch(() => null), 'the page is open');
  await payAt(again.url);
  await isPaidOnce({ ...order, ...again });
  assert.equal((await booksOf(stack, again.attemptId)).sessions.length, 1);
});

test('after all of this every promise holds', () => assertHealthy(stack).then(() => undefined));
