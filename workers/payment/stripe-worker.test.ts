import { testWorld, until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import type { EventType } from '@kontor/contracts/events';
import { journal } from '@kontor/contracts/journal';
import { payment as contract } from '@kontor/contracts/payment';
import { listening } from '@kontor/kit/worker';
import Stripe from 'stripe';
import { openStripeDesk } from './testing/stripe-desk.ts';

const desk = await openStripeDesk();
const secret = 'whsec_a_secret';
const world = await testWorld('payment', {
  PAYMENT_PROVIDER: 'stripe',
  STRIPE_SECRET_KEY: 'sk_test_123',
  STRIPE_WEBHOOK_SECRET: secret,
  STRIPE_URL: desk.url,
  SHOP_URL: 'https://shop.example',
});
await world.start();
after(async () => {
  await world.stop();
  desk.close();
});

const owner = { kind: 'customer' as const, id: randomUUID(), roles: [] };
const shopper = world.call(contract, owner);
const staff = world.call(contract, { kind: 'staff', id: randomUUID(), roles: ['orders'] });
const operations = world.call(journal, { kind: 'staff', id: randomUUID(), roles: ['operations'] }, 'journal.');
const backs = (orderId: string) => world.told.flatMap((message) => (message.type === 'PaymentRefunded' && message.subject === orderId ? [message.data] : []));
const heard = <T extends EventType>(type: T, orderId: string) => world.heard(type, ({ subject }) => subject === orderId);

async function started() {
  const orderId = randomUUID();
  const due = { orderId, number: 'K100001', owner: owner.id, total: 4_990, currency: 'EUR', locale: 'en' as const };
  await world.tell('OrderReadyToPay', orderId, 2, { ...due, payBy: new Date(Date.now() + 900_000).toISOString() });
  return { orderId, ...(await shopper.start({ orderId, locale: 'en' })) };
}

/** Stripe tells; the same id is the same event. */
async function tell(type: string, object: unknown, { id = `evt_${randomUUID()}`, livemode = false } = {}): Promise<number> {
  const payload = JSON.stringify({ id, object: 'event', type, created: Math.floor(Date.now() / 1000), livemode, data: { object } });
  const headers = { 'content-type': 'application/json', 'stripe-signature': new Stripe('sk_test_123').webhooks.generateTestHeaderString({ payload, secret }) };
  return (await fetch(`${listening('payment')}/webhook`, { method: 'POST', headers, body: payload })).status;
}

test('an order is paid on Stripe’s page, told twice and declined before: paid once', async () => {
  const { orderId, attemptId, url } = await started();
  assert.match(url, /^https:\/\/checkout\.stripe\.com\//);
  desk.pay(attemptId, 'declined');
  assert.equal(await tell('payment_intent.payment_failed', { id: 'pi_x', metadata: { reference: attemptId } }), 200);
  assert.equal((await heard('PaymentFailed', orderId)).data.reason, 'card_declined');
  const page = desk.pay(attemptId, 'paid');
  const id = `evt_${randomUUID()}`;
  for (let times = 0; times < 2; times++) assert.equal(await tell('checkout.session.completed', page, { id }), 200);
  assert.equal((await heard('PaymentSucceeded', orderId)).data.amount, 4_990);
  assert.equal(await tell('payment_intent.payment_failed', { id: 'pi_x', metadata: { reference: attemptId } }), 200);
  const [attempt] = await shopper.byOrder({ orderId });
  assert.deepEqual([attempt?.phase, attempt?.captured], ['succeeded', 4_990]);
  assert.equal(world.told.filter(({ type, subject }) => type === 'PaymentSucceeded' && subject === orderId).length, 1);
});

test('events of live payments are refused in a shop that takes test payments', async () => {
  const { attemptId } = await started();
  assert.equal(await tell('checkout.session.completed', desk.pay(attemptId, 'paid'), { livemode: true }), 400);
});

test('a refund that a bank sends back stands among the operations, is not counted as paid back, and late news of its success change nothing', async () => {
  const { orderId, attemptId } = await started();
  await tell('checkout.session.completed', desk.pay(attemptId, 'paid'));
  await heard('PaymentSucceeded', orderId);
  await world.tell('RefundDue', orderId, 5, { orderId, number: 'K100001', owner: owner.id, amount: 4_990, currency: 'EUR', reason: 'cancelled' });
  await heard('PaymentRefunded', orderId);
  const refund = desk.refunds.pop();
  const failed = { ...refund, status: 'failed', failure_reason: 'lost_or_stolen_card' };
  for (let times = 0; times < 2; times++) assert.equal(await tell('refund.failed', failed), 200);
  const standing = await until(async () => {
    const { failing } = await operations.standing({});
    return failing.some(({ subject, over }) => subject === orderId && over) && failing;
  }, 'it stands among the operations');
  const mine = standing.filter(({ subject }) => subject === orderId);
  assert.deepEqual(
    mine.map(({ kind, failure }) => [kind, failure]),
    [['payAnotherWay', "the shopper's bank sent the refund back (lost or stolen card): pay it another way"]],
  );
  await tell('refund.updated', { ...refund, status: 'succeeded' });
  assert.equal((await shopper.byOrder({ orderId }))[0]?.refunded, 0);
  const { data } = await heard('RefundReturned', orderId);
  assert.deepEqual([data.refundId, data.amount, data.reason], [refund?.metadata['reference'], 4_990, 'lost or stolen card']);
  // Somebody has paid it by bank transfer: for the order it is paid back again, once.
  const [task] = mine;
  await operations.tickOff({ id: task?.id ?? '', how: 'paid by bank transfer' });
  await assert.rejects(operations.tickOff({ id: task?.id ?? '', how: 'paid by bank transfer' }), (error: Error) => error.message === 'NotFound');
  await until(async () => backs(orderId).length === 2, 'the order hears that it is paid back');
  assert.deepEqual(
    backs(orderId).map(({ refundId, amount }) => [refundId === data.refundId, amount]),
    [
      [true, 4_990],
      [false, 4_990],
    ],
  );
  assert.equal((await operations.standing({})).failing.filter(({ subject }) => subject === orderId).length, 0);
  assert.deepEqual(
    (await operations.audit({})).items.map(({ act, about, detail }) => [act, about, detail['how']]),
    [['tickOff', task?.id, 'paid by bank transfer']],
  );
});

test('a chargeback is known by Stripe’s own name for the money, is seen by staff, and is paid back no second time', async () => {
  const { orderId, attemptId } = await started();
  const page = desk.pay(attemptId, 'paid');
  await tell('checkout.session.completed', page);
  await heard('PaymentSucceeded', orderId);
  const dispute = { id: `du_${randomUUID()}`, payment_intent: page.payment_intent, amount: 4_990, currency: 'eur', reason: 'fraudulent' };
  const opened = { ...dispute, status: 'needs_response', evidence_details: { due_by: 1_796_083_200 } };
  await tell('charge.dispute.created', opened);
  await tell('charge.dispute.updated', { ...opened, status: 'under_review' });
  const { data } = await heard('PaymentDisputed', orderId);
  assert.deepEqual([data.phase, data.amount, data.currency, data.answerBy], ['open', 4_990, 'EUR', new Date(1_796_083_200_000).toISOString()]);
  assert.deepEqual(
    (await staff.disputes({})).map(({ id, number }) => [id, number]),
    [[dispute.id, 'K100001']],
  );
  await world.tell('RefundDue', orderId, 5, { orderId, number: 'K100001', owner: owner.id, amount: 4_990, currency: 'EUR', reason: 'cancelled' });
  await tell('charge.dispute.closed', { ...dispute, status: 'lost', evidence_details: null });
  await until(async () => (await staff.disputes({})).length === 0, 'it is decided');
  assert.equal(world.told.filter(({ type, subject }) => type === 'PaymentDisputed' && subject === orderId).length, 2);
  assert.equal((await shopper.byOrder({ orderId }))[0]?.refunded, 0);
  assert.equal(desk.refunds.length, 0);
});
