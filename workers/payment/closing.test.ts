import { until } from '@kontor/kit/testing';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, test } from 'node:test';
import { openPaymentDesk, refusal } from './testing/payment-desk.ts';

const desk = await openPaymentDesk();
const { world, shopper, fault, ledger, pay, heldUntil, readyOrder, heard, told, attemptsOf, closing, cancelled, settled } = desk;
beforeEach(() => desk.noFaults());
after(() => desk.stop());

test('closing tells at once when nothing was ever opened, and closes at the provider what was', async () => {
  const untouched = await readyOrder();
  await closing(untouched);
  await heard('PaymentClosed', untouched);
  const orderId = await readyOrder();
  const { attemptId } = await shopper.start({ orderId, locale: 'en' });
  await closing(orderId);
  await closing(orderId);
  await heard('PaymentClosed', orderId);
  assert.equal((await ledger(attemptId)).sessions[0]?.status, 'closed');
  await settled();
  assert.equal(told('PaymentClosed', orderId), 1);
});

test('the provider decides when a payment succeeds while the order is closing', async () => {
  const orderId = await readyOrder();
  const { url } = await shopper.start({ orderId, locale: 'en' });
  await fault('drop_webhook');
  await pay(url);
  await closing(orderId);
  await heard('PaymentSucceeded', orderId);
  assert.equal(told('PaymentClosed', orderId), 0);
});

test('closing comes before the order is payable: it waits', async () => {
  const orderId = randomUUID();
  await closing(orderId);
  await world.tell('OrderReadyToPay', orderId, 2, heldUntil(orderId));
  await heard('PaymentClosed', orderId);
});

test('a cancelled order leaves nothing open and never becomes payable, whichever comes first', async () => {
  const before_ = randomUUID();
  await cancelled(before_);
  await world.tell('OrderReadyToPay', before_, 2, heldUntil(before_));
  await settled();
  await assert.rejects(shopper.start({ orderId: before_, locale: 'en' }), refusal('WrongPhase'));
  const orderId = await readyOrder();
  const { attemptId } = await shopper.start({ orderId, locale: 'en' });
  await cancelled(orderId);
  await until(async () => (await ledger(attemptId)).sessions[0]?.status === 'closed', 'the session is closed');
});

test('late money for a cancelled order is told, so that the order asks for it back', async () => {
  const orderId = await readyOrder();
  const { url } = await shopper.start({ orderId, locale: 'en' });
  await fault('drop_webhook');
  await pay(url);
  await cancelled(orderId);
  await heard('PaymentSucceeded', orderId);
});

test('an order that closes after an unanswered opening closes what came of it', async () => {
  for (const [kind, sessions] of [
    ['timeout_after', ['closed']],
    ['timeout_before', []],
  ] as const) {
    const orderId = await readyOrder();
    await fault(kind, { count: 1, ms: 50, on: 'create_session' });
    await assert.rejects(shopper.start({ orderId, locale: 'en' }), refusal('Unavailable'));
    const [attempt] = await attemptsOf(orderId);
    await closing(orderId);
    await heard('PaymentClosed', orderId);
    assert.deepEqual(
      (await ledger(attempt?.id ?? '')).sessions.map(({ status }) => status),
      sessions,
    );
  }
});

test('an unreachable provider leaves the order closing until it answers', async () => {
  const orderId = await readyOrder();
  const { attemptId } = await shopper.start({ orderId, locale: 'en' });
  await fault('timeout_before', { count: 2, ms: 20, on: 'close_session' });
  await closing(orderId);
  await heard('PaymentClosed', orderId);
  assert.equal((await ledger(attemptId)).sessions[0]?.status, 'closed');
});
